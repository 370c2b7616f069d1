import {
  type Expression,
  escapeAround,
  InvariantError,
  isConditionAt,
  type ModelPath,
  printExpression,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import { bareValue } from "../author/bare-value.ts";
import { expressionOf } from "../author/expression-of.ts";
import { handleKind, misplacedValue } from "../author/misplaced-value.ts";
import { uncomment } from "../author/noted.ts";
import { rawOf } from "../author/raw.ts";
import { originOf, shapeOf, shownValue } from "../expressions/expr.ts";
import { stepExpression, stepReferenceOf } from "../expressions/step-token.ts";
import { checkSite } from "./check-site.ts";
import { checkVersion } from "./check-version.ts";
import { conditionPlain } from "./diagnostics.ts";
import type { Lowering } from "./lowering.ts";

/** Replaces references that only the surrounding node can name, such as a step's id. */
export type Resolve = (expression: Expression) => Expression;

const asWritten: Resolve = (expression) => expression;

/** Turns a tree of plain values and expressions into the model's data; anything else is reported at its path. */
export function lower(
  value: unknown,
  path: ModelPath,
  into: Lowering,
  resolve: Resolve = asWritten,
  isChecked = true,
): Value {
  const { value: bare, comments } = uncomment(value);
  for (const comment of comments) into.comments.push({ ...comment, path });
  const hatch = rawOf(bare);
  if (hatch) {
    into.escapes.push({ path, why: hatch.why });
    return lower(hatch.value, path, into, resolve, false);
  }
  const token = stepReferenceOf(bare);
  if (token !== undefined) return nameOf(resolve(stepExpression(token)));
  const expression = expressionOf(bare);
  if (expression || typeof bare === "number") checkVersion(expression ?? (bare as number), path, into);
  const resolved = expression && resolve(expression);
  if (isChecked) checkSite({ expression: resolved, shape: shapeOf(bare), shown: () => shownValue(bare) }, path, into);
  if (isChecked && typeof bare === "boolean" && isConditionAt(path)) {
    into.diagnostics.push(conditionPlain({ value: bare }, { path }));
  }
  const origin = originOf(bare);
  if (origin !== undefined) into.origins.push({ path, stack: origin });
  if (resolved) return printValue(resolved, isConditionAt(path), shapeOf(bare).isLoose === true);
  if (bare === null || typeof bare === "string" || typeof bare === "boolean") return bare;
  if (typeof bare === "number" && (Number.isFinite(bare) || escapeAround(path, into.escapes))) return bare;
  if (Array.isArray(bare)) return Array.from(bare, (item, index) => lower(item, [...path, index], into, resolve));
  if (typeof bare === "object" && handleKind(bare) === undefined && isPlainObject(bare)) {
    return lowerMap(bare, path, into, resolve);
  }
  into.diagnostics.push(misplacedValue(bare, placeText(path), "value", { path }));
  return null;
}

function placeText(path: ModelPath): string {
  const key = path.at(-1);
  if (typeof key === "string") return `\`${key}\``;
  const list = path.at(-2);
  return `an entry of ${typeof list === "string" ? `\`${list}\`` : "a list"}`;
}

/** Keys under `raw` come out beside the others. */
export function lowerMap(map: object, path: ModelPath, into: Lowering, resolve: Resolve = asWritten): ValueMap {
  const { raw, ...known } = map as { readonly raw?: unknown };
  const hatch = rawOf(raw);
  const open = bareValue(raw);
  if (hatch && !(typeof open === "object" && open !== null && isPlainObject(open))) {
    into.diagnostics.push(misplacedValue(open, "what `raw` holds", "map of keys", { path }));
    return lowerMap(known, path, into, resolve);
  }
  const opened = hatch ? (open as object) : {};
  for (const key of Object.keys(opened)) into.escapes.push({ path: [...path, key], why: hatch?.why ?? "" });
  const entries = Object.entries(hatch ? { ...known, ...opened } : map).map(([key, value]) => {
    return [key, lower(value, [...path, key], into, resolve, !Object.hasOwn(opened, key))] as const;
  });
  return Object.fromEntries(entries);
}

/** A condition stands bare, unless YAML would read its `!` as a tag; anything else is text with `${{ }}`. */
function printValue(expression: Expression, isCondition: boolean, isLoose: boolean): Value {
  if (expression.kind === "literal" && (!isLoose || (isCondition && typeof expression.value === "boolean"))) {
    return expression.value;
  }
  const text = printExpression(expression);
  if (isCondition) return text.startsWith("!") ? `\${{ ${text} }}` : text;
  return printText(expression) ?? `\${{ ${text} }}`;
}

/**
 * `format('a {0}', x)` as the text `a ${{ x }}`.
 * @returns undefined where GitHub would refuse the pattern, and where the text would be another expression.
 */
function printText(expression: Expression): string | undefined {
  if (expression.kind !== "call" || expression.name !== "format") return undefined;
  const [pattern, ...values] = expression.arguments;
  if (pattern?.kind !== "literal" || typeof pattern.value !== "string") return undefined;
  const parts: readonly string[] = pattern.value.match(/\{\{|\}\}|\{\d+\}|[^{}]+|[{}]/g) ?? [];
  const isRead = values.every((_, index) => parts.includes(`{${index}}` as string));
  const texts = parts.map((part): string | Expression | undefined => {
    if (!/^[{}]/.test(part)) return part;
    if (part === "{{" || part === "}}") return part.charAt(0);
    const value = values[Number(part.slice(1, -1))];
    return part.length > 2 ? value : undefined;
  });
  const own = texts.map((text) => (typeof text === "string" ? text : "\0")).join("");
  if (!isRead || texts.includes(undefined) || own.includes("${{")) return undefined;
  return texts
    .map((text) => (typeof text === "string" ? text : `\${{ ${printExpression(text as Expression)} }}`))
    .join("");
}

function nameOf(expression: Expression): string {
  if (expression.kind !== "property") throw new InvariantError("A step's reference was resolved to something else.");
  return expression.name;
}

/** Handles, dates and the like are none. */
export function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === null || Object.getPrototypeOf(prototype as object) === null;
}
