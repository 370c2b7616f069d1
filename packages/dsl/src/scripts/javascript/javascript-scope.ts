import type { AnyNode, Function as FunctionNode, Identifier, Pattern } from "acorn";

/** A name that a piece of JavaScript declares, with every place where it stands: declarations, reads and writes. */
export interface Binding {
  readonly name: string;
  readonly places: Identifier[];
  isAssigned: boolean;
}

export interface Scopes {
  readonly bindings: readonly Binding[];
  /** Names that nothing inside declares. */
  readonly free: ReadonlyMap<string, readonly Identifier[]>;
  bindingOf(identifier: Identifier): Binding | undefined;
}

interface Scope {
  readonly parent: Scope | undefined;
  readonly isFunction: boolean;
  readonly names: Map<string, Binding>;
}

/** Resolves the names of a syntax tree of acorn's. `arguments` belongs to functions that are no arrows. */
export function analyzeScopes(root: AnyNode): Scopes {
  const bindings: Binding[] = [];
  const free = new Map<string, Identifier[]>();
  const resolved = new Map<Identifier, Binding>();
  const scopes = new Map<AnyNode, Scope>();
  declareIn(root, makeScope(undefined, true));
  resolveIn(root, scopes.get(root) ?? makeScope(undefined, true));
  return { bindings, free, bindingOf: (identifier) => resolved.get(identifier) };

  function makeScope(parent: Scope | undefined, isFunction: boolean): Scope {
    return { parent, isFunction, names: new Map() };
  }

  function declare(name: string, scope: Scope): void {
    if (scope.names.has(name)) return;
    const binding: Binding = { name, places: [], isAssigned: false };
    bindings.push(binding);
    scope.names.set(name, binding);
  }

  function declareIn(node: AnyNode, outer: Scope): void {
    const scope = opensScope(node) ? makeScope(outer, isFunction(node)) : outer;
    scopes.set(node, scope);
    if (isFunction(node)) {
      if (node.id) declare(node.id.name, node.type === "FunctionDeclaration" ? outer : scope);
      if (node.type !== "ArrowFunctionExpression") declare("arguments", scope);
      for (const parameter of node.params) for (const { name } of boundNames(parameter)) declare(name, scope);
    } else if (node.type === "ClassDeclaration" || node.type === "ClassExpression") {
      if (node.id) declare(node.id.name, node.type === "ClassDeclaration" ? outer : scope);
    } else if (node.type === "VariableDeclaration") {
      const owner = node.kind === "var" ? functionScope(scope) : scope;
      for (const { id } of node.declarations) for (const { name } of boundNames(id)) declare(name, owner);
    } else if (node.type === "CatchClause" && node.param) {
      for (const { name } of boundNames(node.param)) declare(name, scope);
    }
    for (const { child } of childrenOf(node)) {
      // A function's block shares the scope of its parameters: nothing can be declared in both.
      if (isFunction(node) && child === node.body && child.type === "BlockStatement") {
        scopes.set(child, scope);
        for (const statement of child.body) declareIn(statement, scope);
      } else declareIn(child, scope);
    }
  }

  function resolveIn(node: AnyNode, scope: Scope): void {
    if (node.type === "Identifier") resolve(node, scope);
    for (const { child, isName, isTarget } of childrenOf(node)) {
      const inner = scopes.get(child) ?? scope;
      if (isName) continue;
      // The name of a declaration stands in the scope around it.
      resolveIn(child, child.type === "Identifier" ? (scopes.get(node) ?? scope) : inner);
      if (isTarget) for (const target of boundNames(child as Pattern)) markAssigned(target);
    }
  }

  function resolve(node: Identifier, from: Scope): void {
    for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
      const binding = scope.names.get(node.name);
      if (!binding) continue;
      if (!resolved.has(node)) binding.places.push(node);
      resolved.set(node, binding);
      return;
    }
    const places = free.get(node.name) ?? [];
    if (!places.includes(node)) places.push(node);
    free.set(node.name, places);
  }

  function markAssigned(target: Identifier): void {
    const binding = resolved.get(target);
    if (binding) binding.isAssigned = true;
  }
}

/** The identifiers that a pattern binds or assigns. */
export function boundNames(pattern: Pattern): readonly Identifier[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === "RestElement" ? property.argument : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
    case "RestElement":
      return boundNames(pattern.argument);
    case "AssignmentPattern":
      return boundNames(pattern.left);
    default:
      return [];
  }
}

interface Child {
  readonly child: AnyNode;
  /** A property's or a label's name, not a variable's. */
  readonly isName: boolean;
  readonly isTarget: boolean;
}

export function childrenOf(node: AnyNode): readonly Child[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    // Both sides of a shorthand property are one node.
    if (key === "key" && node.type === "Property" && node.shorthand) return [];
    return list.filter(isNode).map((child) => ({ child, isName: isName(node, key), isTarget: isTarget(node, key) }));
  });
}

function isName(node: AnyNode, key: string): boolean {
  if (key === "property") return node.type === "MemberExpression" && !node.computed;
  if (key === "key") return "computed" in node && !node.computed;
  return key === "label" || node.type === "MetaProperty";
}

function isTarget(node: AnyNode, key: string): boolean {
  if (node.type === "AssignmentExpression" || node.type === "ForInStatement" || node.type === "ForOfStatement") {
    return key === "left" && (node.left as AnyNode).type !== "VariableDeclaration";
  }
  return node.type === "UpdateExpression" && key === "argument";
}

function opensScope(node: AnyNode): boolean {
  return (
    isFunction(node) ||
    /^(BlockStatement|ForStatement|ForInStatement|ForOfStatement|SwitchStatement|CatchClause|StaticBlock|ClassDeclaration|ClassExpression)$/.test(
      node.type,
    )
  );
}

export function isFunction(node: AnyNode): node is FunctionNode & AnyNode {
  return /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

function functionScope(from: Scope): Scope {
  let scope = from;
  while (!scope.isFunction && scope.parent) scope = scope.parent;
  return scope;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
