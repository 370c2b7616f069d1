import { AuthoringError } from "@yardmaster/core";
import { type AnyNode, type Comment, type Function as FunctionNode, type Pattern, parseExpressionAt } from "acorn";
import { scriptCaptures, scriptFunction } from "./diagnostics.ts";
import { javascriptGlobals } from "./javascript-globals.ts";
import { analyzeScopes, boundNames, childrenOf, isFunction, type Scopes } from "./javascript-scope.ts";

/** A function's text, taken apart for a script that is its body. */
export interface FunctionScript {
  /** Names of tools that the body calls otherwise, and the patterns that take them apart. */
  readonly tools: readonly BoundPattern[];
  readonly values: readonly BoundPattern[];
  /** Without the indentation that all its lines share. */
  readonly body: string;
}

/** What stands left of `=`, and the property that it is set to; without one, all of them as an object. */
export interface BoundPattern {
  readonly keyword: "const" | "let";
  readonly pattern: string;
  readonly property?: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Takes apart a function whose text the compiler has made: types are gone, names may be renamed to keep them apart from
 * others of the module, and helpers may be wrapped around inner functions.
 * @throws AuthoringError when the text alone is not what the function does: it captures variables, is a generator or a
 * method, or uses `this`, `arguments` or `import()`.
 */
export function scriptOfFunction(fn: (...values: never[]) => unknown): FunctionScript {
  const text = String(fn);
  const comments: Comment[] = [];
  const root = parseFunction(text, comments);
  refuseForm(root);
  const scopes = analyzeScopes(root);
  refuseCaptures(scopes);
  const edits = [...dropNameHelpers(root, text, comments), ...restoreNames(root, scopes)];
  const [tools, values] = root.params;
  const part = (start: number, end: number): string => applyEdits(text, edits, start, end);
  return {
    tools: tools ? boundPatterns(tools, scopes, part) : [],
    values: values ? boundPatterns(values, scopes, part) : [],
    body: bodyText(root, text, edits),
  };
}

function parseFunction(text: string, comments: Comment[]): FunctionNode & AnyNode {
  let node: AnyNode;
  try {
    node = parseExpressionAt(text, 0, { ecmaVersion: "latest", sourceType: "module", onComment: comments }) as AnyNode;
  } catch {
    throw refusal("an arrow function is expected");
  }
  if (!isFunction(node) || node.end !== text.length) throw refusal("an arrow function is expected");
  return node;
}

function refuseForm(root: FunctionNode & AnyNode): void {
  if (root.generator) throw refusal("it is a generator");
  if (root.params.length > 2) throw refusal("it takes more than the tools and the values");
  if (root.params.some(({ type }) => type === "RestElement")) throw refusal("it gathers its arguments with `...`");
  visit(root, true);

  /** @param isOwn whether `this` and `arguments` would be those of the function itself. */
  function visit(node: AnyNode, isOwn: boolean): void {
    if (node.type === "ImportExpression") throw refusal("it uses `import()`; take `require` from the first argument");
    if (isOwn && node.type === "ThisExpression") throw refusal("it uses `this`");
    if (isOwn && node.type === "Identifier" && node.name === "arguments") throw refusal("it uses `arguments`");
    if (isOwn && node.type === "MetaProperty") throw refusal("it uses `new.target` or `import.meta`");
    const ownsThis =
      node !== root && /^(FunctionDeclaration|FunctionExpression|PropertyDefinition|StaticBlock)$/.test(node.type);
    for (const { child, isName } of childrenOf(node)) if (!isName) visit(child, isOwn && !ownsThis);
  }
}

function refuseCaptures({ free }: Scopes): void {
  const names = [...free.keys()].filter((name) => !javascriptGlobals.has(name) && name !== nameHelper);
  if (names.length === 0) return;
  const helper = names.find((name) => name.startsWith("__"));
  if (helper !== undefined) {
    const cause = helper === "__toESM" ? "`import()` becomes a call of" : "what it uses needs";
    throw refusal(`${cause} \`${helper}\`, which the compiler keeps outside of it`);
  }
  // An import is renamed to its module: `import_node_fs`.
  throw new AuthoringError(scriptCaptures({ names: names.map((name) => name.replace(/^import_/, "")).sort() }));
}

/** esbuild's option `keepNames` wraps functions: `__name(() => …, "name")`. */
const nameHelper = "__name";

function dropNameHelpers(root: AnyNode, text: string, comments: readonly Comment[]): readonly Edit[] {
  const edits: Edit[] = [];
  visit(root, undefined);
  return edits;

  function visit(node: AnyNode, parent: AnyNode | undefined): void {
    if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === nameHelper) {
      const [named] = node.arguments;
      if (parent?.type === "ExpressionStatement") {
        const blank = /[ \t]*$/.exec(text.slice(0, parent.start))?.[0].length ?? 0;
        const lineEnd = text[parent.end] === "\n" ? 1 : 0;
        edits.push({ start: parent.start - blank, end: parent.end + lineEnd, text: "" });
        return;
      }
      if (named) {
        const mark = comments.find(
          ({ end, value }) => value.includes("__PURE__") && /^\s*$/.test(text.slice(end, node.start)),
        );
        edits.push(
          { start: mark?.start ?? node.start, end: named.start, text: "" },
          { start: named.end, end: node.end, text: "" },
        );
      }
    }
    for (const { child } of childrenOf(node)) visit(child, node);
  }
}

/** `({ github: github2 })`, which keeps it apart from a `github` of the module, becomes `({ github })` again. */
function restoreNames(root: FunctionNode & AnyNode, scopes: Scopes): readonly Edit[] {
  const taken = new Set([...scopes.bindings.map(({ name }) => name), ...scopes.free.keys()]);
  const renamed = new Map<AnyNode, string>();
  for (const parameter of root.params) {
    const pattern = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
    if (pattern.type !== "ObjectPattern") continue;
    for (const property of pattern.properties) {
      if (property.type === "RestElement" || property.key.type !== "Identifier" || property.computed) continue;
      const [local] = boundNames(property.value);
      const name = property.key.name;
      if (!local || taken.has(name) || local.name.replace(/\d+$/, "") !== name) continue;
      for (const place of scopes.bindingOf(local)?.places ?? []) renamed.set(place, name);
      taken.add(name);
    }
  }
  const edits: Edit[] = [];
  visit(root);
  return edits;

  function visit(node: AnyNode): void {
    const name = renamed.get(node);
    if (name !== undefined) edits.push({ start: node.start, end: node.end, text: name });
    if (node.type === "Property" && node.value && renamed.has(node.value)) {
      const short = renamed.get(node.value) as string;
      const key = node.key.type === "Identifier" && !node.computed ? node.key.name : undefined;
      const text = key === short || key === undefined ? short : `${key}: ${short}`;
      edits.push({ start: node.computed ? node.value.start : node.start, end: node.end, text });
      return;
    }
    for (const { child } of childrenOf(node)) visit(child);
  }
}

function boundPatterns(
  parameter: Pattern,
  scopes: Scopes,
  part: (start: number, end: number) => string,
): readonly BoundPattern[] {
  // A default is never used: both arguments are always given.
  const pattern = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  const keywordFor = (node: Pattern): "const" | "let" =>
    boundNames(node).some((name) => scopes.bindingOf(name)?.isAssigned) ? "let" : "const";
  // One that is named only to reach the second argument.
  if (pattern.type === "Identifier" && scopes.bindingOf(pattern)?.places.length === 1) return [];
  const whole = [{ keyword: keywordFor(pattern), pattern: part(pattern.start, pattern.end) }];
  if (pattern.type !== "ObjectPattern") return whole;
  const single: BoundPattern[] = [];
  for (const property of pattern.properties) {
    if (property.type === "RestElement" || property.computed || property.value.type === "AssignmentPattern")
      return whole;
    const { key, value } = property;
    const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : undefined;
    if (name === undefined) return whole;
    const bound = part(property.start, property.end);
    const local = bound.includes(":") ? part(value.start, value.end) : bound;
    single.push({ keyword: keywordFor(value), pattern: local, property: name });
  }
  return single;
}

function bodyText(root: FunctionNode & AnyNode, text: string, edits: readonly Edit[]): string {
  const { body } = root;
  if (body.type !== "BlockStatement") return `return ${applyEdits(text, edits, body.start, body.end)};`;
  const [start, end] = [body.start + 1, body.end - 1];
  const all = [...edits, ...dedentEdits(body, text, start, end)];
  return applyEdits(text, all, start, end)
    .replace(/^[ \t]*\n/, "")
    .trimEnd();
}

function dedentEdits(body: AnyNode, text: string, start: number, end: number): readonly Edit[] {
  const kept = templateRanges(body);
  const starts = [...text.slice(start, end).matchAll(/\n([ \t]*)(?=\S)/g)]
    .map(({ index, 1: blanks = "" }) => ({ at: start + index + 1, width: blanks.length }))
    .filter(({ at }) => at < end && !kept.some((range) => range.start < at && at <= range.end));
  const indent = Math.min(...starts.map(({ width }) => width));
  return starts.map(({ at }) => ({ start: at, end: at + indent, text: "" }));
}

/** Blanks at the beginning of a line inside a template literal are a part of its value. */
function templateRanges(root: AnyNode): readonly { readonly start: number; readonly end: number }[] {
  const own = root.type === "TemplateElement" ? [root] : [];
  return [...own, ...childrenOf(root).flatMap(({ child }) => templateRanges(child))];
}

function applyEdits(text: string, edits: readonly Edit[], start: number, end: number): string {
  let result = "";
  let at = start;
  const inside = edits
    .filter((edit) => edit.start >= start && edit.end <= end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  for (const edit of inside) {
    if (edit.start < at) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at, end);
}

function refusal(problem: string): AuthoringError {
  return new AuthoringError(scriptFunction({ problem }));
}
