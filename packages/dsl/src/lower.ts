import {
  type Diagnostic,
  type Expression,
  InvariantError,
  type ModelComment,
  type ModelPath,
  type Origin,
  printExpression,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import { valueNotPlain } from "./diagnostics.ts";
import { expressionOf } from "./expr.ts";
import { uncomment } from "./noted.ts";

/** What one document gathers while its nodes become plain data. */
export interface Lowering {
  readonly comments: ModelComment[];
  readonly origins: Origin[];
  readonly diagnostics: Diagnostic[];
}

/** Replaces references that only the surrounding node can name, such as a step's id. */
export type Resolve = (expression: Expression) => Expression;

export const asWritten: Resolve = (expression) => expression;

/** Turns a tree of plain values and expressions into the model's data; undefined entries disappear. */
export function lower(
  value: unknown,
  path: ModelPath,
  into: Lowering,
  resolve: Resolve = asWritten,
): Value | undefined {
  const { value: bare, comments } = uncomment(value);
  for (const comment of comments) into.comments.push({ ...comment, path });
  const expression = expressionOf(bare);
  if (expression) return printValue(resolve(expression), path.at(-1) === "if");
  if (bare === null || bare === undefined) return bare;
  if (typeof bare === "string" || typeof bare === "boolean" || typeof bare === "number") return bare;
  if (Array.isArray(bare)) {
    return bare.map((item, index) => lower(item, [...path, index], into, resolve) ?? null);
  }
  if (typeof bare === "object" && isPlainObject(bare)) return lowerMap(bare, path, into, resolve);
  into.diagnostics.push(valueNotPlain({ kind: kindOf(bare) }, { path }));
  return null;
}

export function lowerMap(map: object, path: ModelPath, into: Lowering, resolve: Resolve = asWritten): ValueMap {
  const entries = Object.entries(map)
    .map(([key, value]) => [key, lower(value, [...path, key], into, resolve)] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

/** A condition stands bare, unless YAML would read its `!` as a tag; anything else is text with `${{ }}`. */
function printValue(expression: Expression, isCondition: boolean): Value {
  if (expression.kind === "literal") return expression.value;
  const text = printExpression(expression);
  if (isCondition) return text.startsWith("!") ? `\${{ ${text} }}` : text;
  return printText(expression) ?? `\${{ ${text} }}`;
}

/** `format('a {0}', x)` as the text `a ${{ x }}`. */
function printText(expression: Expression): string | undefined {
  if (expression.kind !== "call" || expression.name !== "format") return undefined;
  const [pattern, ...values] = expression.arguments;
  if (pattern?.kind !== "literal" || typeof pattern.value !== "string") return undefined;
  return pattern.value.replace(/\{\{|\}\}|\{(\d+)\}/g, (token, index: string | undefined) => {
    if (index === undefined) return token.charAt(0);
    const value = values[Number(index)];
    if (!value) throw new InvariantError(`format has no value {${index}}.`);
    return `\${{ ${printExpression(value)} }}`;
  });
}

function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === null || Object.getPrototypeOf(prototype as object) === null;
}

function kindOf(value: unknown): string {
  return typeof value === "object" && value !== null ? (value.constructor?.name ?? "object") : typeof value;
}
