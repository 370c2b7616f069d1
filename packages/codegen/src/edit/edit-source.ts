import type { ModelPath, Scalar } from "@yardmaster/core";
import { ts } from "ts-morph";

export interface SourceEdit {
  /** The call that made a node, from 1. */
  readonly line: number;
  readonly column: number;
  /** From the root of the document that the call is a part of; its end is looked for in what the call is given. */
  readonly path: ModelPath;
  readonly value: Scalar;
}

/**
 * Texts of a module in which what a call is given says another value at the end of a path: with a literal replaced, or a
 * property added. Which of them means what is wanted, only compiling tells; the likelier stand first. None where the value
 * is no literal of the call's own arguments.
 */
export function editSource(text: string, edit: SourceEdit): readonly string[] {
  const file = ts.createSourceFile("module.ts", text, ts.ScriptTarget.Latest, true);
  const call = callAt(file, edit);
  if (!call) return [];
  const suffixes = edit.path.map((_, index) => edit.path.slice(index));
  const objects = call.arguments.map(bare).filter(ts.isObjectLiteralExpression);
  const replaced = suffixes.flatMap((suffix) => objects.flatMap((object) => replace(text, object, suffix, edit.value)));
  if (replaced.length > 0) return replaced;
  const added = suffixes
    .toReversed()
    .flatMap((suffix) => objects.flatMap((object) => add(text, object, suffix, edit.value)));
  return [...added, ...addArgument(text, call, edit)];
}

function callAt(file: ts.SourceFile, { line, column }: SourceEdit): ts.CallExpression | undefined {
  const starts = file.getLineStarts();
  const start = starts[line - 1];
  if (start === undefined) return undefined;
  let found: ts.CallExpression | undefined;
  const position = start + column - 1;
  const visit = (node: ts.Node): void => {
    if (position < node.getStart() || position >= node.end) return;
    if (ts.isCallExpression(node) && position < node.expression.end) found = node;
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

/** Without casts and parentheses. */
function bare(node: ts.Expression): ts.Expression {
  const isAround = ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node);
  return isAround ? bare(node.expression) : node;
}

function replace(text: string, object: ts.Expression, path: ModelPath, value: Scalar): readonly string[] {
  const found = path.reduce<ts.Expression | undefined>((node, key) => node && childAt(bare(node), key), object);
  if (!found || !isLiteral(bare(found))) return [];
  return [splice(text, found.getStart(), found.end, JSON.stringify(value))];
}

function childAt(node: ts.Expression, key: string | number): ts.Expression | undefined {
  if (ts.isArrayLiteralExpression(node)) return typeof key === "number" ? node.elements[key] : undefined;
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  return node.properties.filter(ts.isPropertyAssignment).find(({ name }) => nameOf(name) === key)?.initializer;
}

function nameOf(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}

function isLiteral(node: ts.Expression): boolean {
  const isSigned = ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand);
  return (
    isSigned ||
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isNumericLiteral(node) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind)
  );
}

/** Adds what is missing of a path to the innermost object that is there. */
function add(text: string, object: ts.ObjectLiteralExpression, path: ModelPath, value: Scalar): readonly string[] {
  let around: ts.Expression = object;
  let rest = path;
  for (let key = rest[0]; key !== undefined && rest.length > 1; key = rest[0]) {
    const child = childAt(around, key);
    if (!child) break;
    around = bare(child);
    rest = rest.slice(1);
  }
  if (!ts.isObjectLiteralExpression(around) || !rest.every((key) => typeof key === "string")) return [];
  const isThere = around.properties.some(({ name }) => name && nameOf(name) === rest[0]);
  return isThere ? [] : [addProperty(text, around, propertyText(rest, value))];
}

function addProperty(text: string, object: ts.ObjectLiteralExpression, property: string): string {
  const last = object.properties.at(-1);
  if (!last) return splice(text, object.getStart(), object.end, `{ ${property} }`);
  const line = text.lastIndexOf("\n", last.getStart());
  const isOwnLine = text.slice(line + 1, last.getStart()).trim() === "";
  const indent = text.slice(line + 1, last.getStart());
  const separator = isOwnLine ? `,\n${indent}` : ", ";
  return splice(text, last.end, last.end, separator + property);
}

/** A call without arguments of the kind, such as `checkout()`. */
function addArgument(text: string, call: ts.CallExpression, { path, value }: SourceEdit): readonly string[] {
  const key = path.at(-1);
  if (call.arguments.length > 0 || typeof key !== "string") return [];
  const at = call.end - 1;
  return [splice(text, at, at, `{ ${propertyText([key], value)} }`)];
}

function propertyText(keys: readonly string[], value: Scalar): string {
  const [key = "", ...rest] = keys;
  const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
  return `${name}: ${rest.length === 0 ? JSON.stringify(value) : `{ ${propertyText(rest, value)} }`}`;
}

function splice(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
