import { ts } from "ts-morph";

export interface Located {
  /** From 1. */
  readonly line: number;
}

const effectGlobals = new Set([
  "process",
  "console",
  "fetch",
  "WebSocket",
  "performance",
  "setTimeout",
  "setInterval",
  "setImmediate",
]);
const effectMembers = new Set(["Date.now", "Math.random", "AbortSignal.timeout"]);
/** Of node:crypto and of the global `crypto`, which are pure otherwise. */
const randomMembers = new Set(["randomUUID", "randomBytes", "randomInt", "randomFillSync", "getRandomValues"]);

/** Uses of the outside world that need no import. A local name of the same spelling is none. */
export function findEffects(source: ts.SourceFile): (Located & { readonly name: string })[] {
  const declared = collectDeclarations(source);
  const effects: (Located & { readonly name: string })[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    const name = effectAt(node);
    if (name !== undefined && !isDeclared(node, name.split(".")[0] ?? name, declared)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      effects.push({ name, line });
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return effects;
}

function effectAt(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const member = `${node.expression.getText()}.${node.name.text}`;
    if (effectMembers.has(member) || randomMembers.has(node.name.text)) return member;
    if (node.expression.getText() === "globalThis" && effectGlobals.has(node.name.text)) return member;
    return undefined;
  }
  if (ts.isImportSpecifier(node)) {
    const imported = (node.propertyName ?? node.name).text;
    return randomMembers.has(imported) ? imported : undefined;
  }
  if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "Date") {
    // With an argument it converts; as a plain call it ignores its arguments and reads the clock.
    return ts.isCallExpression(node) || !node.arguments?.length ? "Date()" : undefined;
  }
  if (ts.isIdentifier(node) && effectGlobals.has(node.text) && isValueUse(node)) return node.text;
  return undefined;
}

/** Not the name of a member, a key or a declaration, which only share the spelling. */
function isValueUse(node: ts.Identifier): boolean {
  if (ts.isShorthandPropertyAssignment(node.parent)) return true;
  const { name, propertyName } = node.parent as { name?: ts.Node; propertyName?: ts.Node };
  return name !== node && propertyName !== node;
}

type Declarations = ReadonlyMap<string, readonly ts.Node[]>;

/** Name -> the nodes within which it is declared. */
function collectDeclarations(source: ts.SourceFile): Declarations {
  const declared = new Map<string, ts.Node[]>();
  const visit = (node: ts.Node): void => {
    const name = declaredName(node);
    if (name) declared.set(name.text, [...(declared.get(name.text) ?? []), scopeOf(node)]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return declared;
}

function declaredName(node: ts.Node): ts.Identifier | undefined {
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node);
  return declares && node.name && ts.isIdentifier(node.name) ? node.name : undefined;
}

function scopeOf(declaration: ts.Node): ts.Node {
  let scope = declaration.parent;
  while (!(ts.isBlock(scope) || ts.isFunctionLike(scope) || ts.isSourceFile(scope))) scope = scope.parent;
  return scope;
}

function isDeclared(use: ts.Node, name: string, declared: Declarations): boolean {
  const scopes = declared.get(name) ?? [];
  for (let node: ts.Node | undefined = use; node; node = node.parent) if (scopes.includes(node)) return true;
  return false;
}
