import { type Diagnostic, type Expression, isSourceDocument, type Place, printExpression } from "@yardmaster/core";
import { valueMisplaced, valueNotPlain, valueUndefined } from "./diagnostics.ts";
import { expressionKey } from "./expression-key.ts";
import { withArticle } from "./wording.ts";

/** What a builder made, or what a place takes. */
export type HandleKind = keyof typeof marks | "script" | "unfinished `when`" | "workflow" | "action";

/**
 * Why a value cannot stand somewhere.
 * @param at for messages: `` `if` ``, `an operand of eq`.
 * @param expected what the place takes.
 */
export function misplacedValue(value: unknown, at: string, expected: string = "value", place?: Place): Diagnostic {
  if (value === undefined) return valueUndefined({ at, expected }, place);
  const kind = handleKind(value);
  if (kind === undefined && expected === "value") return valueNotPlain({ kind: kindOf(value) }, place);
  return valueMisplaced({ at, given: describe(value, kind), expected, hint: hints[kind ?? ""] }, place);
}

/** What a builder made, told by its mark; undefined for anything else. */
export function handleKind(value: unknown): HandleKind | "promise" | undefined {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  const marked = (Object.keys(marks) as (keyof typeof marks)[]).find((kind) => marks[kind] in value);
  if (marked) return marked;
  if ("language" in value && "parts" in value && Array.isArray(value.parts)) return "script";
  if ("otherwise" in value && typeof value.otherwise === "function") return "unfinished `when`";
  if (isSourceDocument(value)) return value.yardmaster === "action" ? "action" : "workflow";
  return "then" in value && typeof value.then === "function" ? "promise" : undefined;
}

const marks = {
  step: Symbol.for("yardmaster.step"),
  job: Symbol.for("yardmaster.job"),
  matrix: Symbol.for("yardmaster.matrix"),
  "set of triggers": Symbol.for("yardmaster.triggers"),
  "command of the runner": Symbol.for("yardmaster.runner-command"),
  "`raw` value": Symbol.for("yardmaster.raw"),
} as const;

const hints: Readonly<Record<string, string>> = {
  step: "Read one of its outputs, its `outcome` or its `conclusion`.",
  job: "Read one of its outputs or its `result`.",
  matrix: "Read one of its axes.",
  "command of the runner": 'Put it into a script: `` sh`${setOutput("name")} value` ``.',
  "`raw` value": "`raw` takes a value of GitHub's, or keys of its own among others: `raw: raw({ … }, why)`.",
  script: "Give it to `run`, or to the action that takes a script.",
  "unfinished `when`": "End it with `.otherwise(value)`.",
  promise: "Compute the value without `await`, or put it into a file that the source imports.",
};

function describe(value: unknown, kind: string | undefined): string {
  if (kind !== undefined) return withArticle(kind);
  const { [expressionKey]: expression } = Object(value) as { readonly [expressionKey]?: Expression };
  if (expression) return `the expression \`${printExpression(expression)}\``;
  return typeof value === "string" ? `the text ${JSON.stringify(value)}` : `a ${kindOf(value)}`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "number" && !Number.isFinite(value)) return "number that is not finite";
  return typeof value === "object"
    ? (value.constructor?.name ?? "object").replace(/^(Array|Object)$/, (name) => (name === "Array" ? "list" : "map"))
    : typeof value;
}
