import { type Expression, namesStatusFunction, printExpression, splitTemplate, type Value } from "@yardmaster/core";
import { type EvaluatedPart, evaluateExpression, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { ConditionTrace } from "../trace/trace.ts";
import { type Scope, unreadable, unreadableContext } from "./scope.ts";

/**
 * The `if` of a job or step as GitHub judges it: without a status function in it, `success() &&` stands in front.
 * Source: actions/runner, `WorkflowTemplateConverter.ConvertToIfCondition`.
 * @param hidden in lower case, contexts of the scope that no condition may read.
 */
export function judgeCondition(
  condition: Value | undefined,
  scope: Scope,
  hidden: readonly string[] = [],
): ConditionTrace {
  const text = condition === undefined || condition === null ? undefined : String(condition);
  const { evaluated, expression } = readCondition(text);
  if (evaluated === implied) return judgeImplied(text, scope);
  const missing = expression && unreadableContext(expression, scope, hidden);
  if (missing !== undefined) return failing(text, evaluated, unreadable(missing));
  const result = evaluateExpression(evaluated, scope.contexts, scope.answers);
  if (!result.ok) return failing(text, evaluated, result.error);
  const evaluation = result.value;
  return {
    ...(text === undefined ? {} : { text }),
    evaluated,
    truth: evaluation.truth,
    get tree() {
      return evaluation.tree;
    },
  };
}

/** A condition as the one expression that GitHub makes of it. */
export function conditionText(text: string | undefined): string {
  return readCondition(text).evaluated;
}

const implied = "success()";

interface ReadCondition {
  readonly evaluated: string;
  /** Undefined where GitHub's parser refuses it. */
  readonly expression: Expression | undefined;
}

/** Most of many thousand conditions are none, and are not worth a parser. */
function judgeImplied(text: string | undefined, { answers }: Scope): ConditionTrace {
  const value: PartialValue = answers.success?.([]) ?? true;
  const truth = value instanceof Unknown ? value.truth : Boolean(value);
  if (text === undefined && truth === true) return holds;
  const tree: EvaluatedPart = { text: implied, kind: "call", value, truth, parts: [] };
  return { ...(text === undefined ? {} : { text }), evaluated: implied, truth, tree };
}

const holds: ConditionTrace = {
  evaluated: implied,
  truth: true,
  tree: { text: implied, kind: "call", value: true, truth: true, parts: [] },
};

function failing(text: string | undefined, evaluated: string, error: string): ConditionTrace {
  const value = new Unknown([evaluated]);
  const tree: EvaluatedPart = { text: evaluated, kind: "operation", value, parts: [] };
  return { ...(text === undefined ? {} : { text }), evaluated, error, tree };
}

/** Workflows repeat their conditions. */
const readBefore = new Map<string, ReadCondition>();
const readLimit = 4096;

function readCondition(text: string | undefined): ReadCondition {
  if (text === undefined || text.trim() === "") return { evaluated: implied, expression: undefined };
  const known = readBefore.get(text);
  if (known) return known;
  const read = withStatus(bareCondition(text));
  if (readBefore.size >= readLimit) readBefore.clear();
  readBefore.set(text, read);
  return read;
}

/** What stands between `${{ }}`, alone or with text around it, which makes a text of the whole. */
function bareCondition(text: string): string {
  if (!text.includes("${{")) return text.trim();
  const pieces = splitTemplate(text);
  if (!pieces) return text.trim();
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === "object") return printExpression(only);
  const expressions = pieces.filter((piece) => typeof piece === "object");
  const format = pieces.map((piece) =>
    typeof piece === "string" ? escaped(piece) : `{${expressions.indexOf(piece)}}`,
  );
  const values = expressions.map((expression) => printExpression(expression));
  return `format('${format.join("")}', ${values.join(", ")})`;
}

function withStatus(text: string): ReadCondition {
  const [expression] = splitTemplate(`\${{ ${text} }}`) ?? [];
  if (typeof expression !== "object") return { evaluated: text, expression: undefined };
  const evaluated = namesStatusFunction(expression) ? text : `${implied} && (${text})`;
  return { evaluated, expression };
}

function escaped(text: string): string {
  return text.replaceAll("'", "''").replaceAll("{", "{{").replaceAll("}", "}}");
}
