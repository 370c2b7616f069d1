import {
  asList,
  defineDiagnostic,
  type Expression,
  type ExpressionAt,
  foldExpression,
  type JobView,
  namesStatusFunction,
  printExpression,
  type Scalar,
  type StepView,
  walkExpression,
} from "@yardmaster/core";
import { inferType } from "../../expression-types/infer-type.ts";
import { scopeAt } from "../../expression-types/scope.ts";
import { isInBackground, isTolerant } from "../../expression-types/step-types.ts";
import { isStatusCall, type Status, type Truths, truthsOf } from "../../expression-types/truth-table.ts";
import { typeExpression } from "../../expression-types/type-expression.ts";
import type { ActionSubject, Rule, Subject } from "../rule.ts";
import { excerptOf } from "./problems-of.ts";

interface Parameters {
  readonly text: string;
}

export const conditionNever = defineDiagnostic({
  code: "condition-never",
  severity: "warning",
  message: (p: Parameters) => `\`${p.text}\` can never hold: its parts exclude each other.`,
  hint: () => "Put `||` where one of them is enough, or remove what never runs.",
});

export const conditionAlways = defineDiagnostic({
  code: "condition-always",
  severity: "warning",
  message: (p: Parameters) => `\`${p.text}\` always holds, whatever is read.`,
  hint: () => "Put `&&` where all of it is meant, or remove the condition.",
});

export const conditionNeedsStatus = defineDiagnostic({
  code: "condition-needs-status",
  severity: "warning",
  message: (p: Parameters) =>
    `\`${p.text}\` can never hold here: the condition names no status function, so that GitHub asks for \`success()\` first.`,
  hint: () => "Add `always() &&` or `!cancelled() &&` in front of the condition, or `failure() &&` for failures alone.",
});

const statuses: readonly Status[] = ["success", "failure", "cancelled"];

/**
 * Source: actions/runner, `src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs`, ConvertToIfCondition; that
 * `success()` of a job asks every needed job, docs.github.com, "Evaluate expressions in workflows and actions".
 */
export const constantConditions: Rule = {
  reports: [conditionNever, conditionAlways, conditionNeedsStatus],
  expression(at, document, report) {
    if (!at.isCondition || !at.isWhole) return;
    const { problems } = typeExpression(at, document);
    // Where a part is wrong by itself, another rule says so.
    if (problems.some(({ of }) => inPlace.includes(of))) return;
    const expression = foldExpression(at.expression);
    const isConstant = expression.kind === "literal";
    if (isConstant && at.expression.kind === "literal" && typeof at.expression.value === "boolean") return;
    if (!isConstant && !isComposed(expression)) return;
    const hasStatus = namesStatusFunction(at.expression);
    const ask = (part: Expression, isAfterSuccess: boolean) => truths(part, at, document, hasStatus, isAfterSuccess);
    const parameters = { text: at.text.replaceAll(/\s+/g, " ") };
    const extras = at.text.includes("\n") ? {} : { excerpt: at.text };
    const known = ask(expression, false);
    if (known && !known.canHold) report(conditionNever, parameters, at.path, extras);
    else if (known && !known.canFail && !isStatusAlone(at.expression)) {
      report(conditionAlways, parameters, at.path, extras);
    } else if (!hasStatus) {
      for (const part of alternatives(at.expression)) {
        const after = ask(part, true);
        if (!after || after.canHold || !(ask(part, false)?.canHold ?? false)) continue;
        report(conditionNeedsStatus, { text: printExpression(part) }, at.path, { excerpt: excerptOf(at, part) });
      }
    }
  },
};

const inPlace: readonly string[] = ["never", "negated", "boolean-and-text", "compared"];

/** Whether there is anything that could exclude or complete something else. */
function isComposed(expression: Expression): boolean {
  return expression.kind !== "property" && expression.kind !== "context" && expression.kind !== "index";
}

function truths(
  expression: Expression,
  at: ExpressionAt,
  document: Subject | ActionSubject,
  hasStatus: boolean,
  isAfterSuccess: boolean,
): Truths | undefined {
  const scope = scopeAt(document, at.path);
  const holder = holderOf(at, document);
  return truthsOf({
    expression,
    statuses: isAfterSuccess ? ["success"] : statuses,
    typeOf: (part) => inferType(part, scope, () => undefined),
    valuesAt: (part, status) =>
      status === "success" && (hasStatus || isAfterSuccess) ? valuesAfterSuccess(part, holder) : undefined,
  });
}

/** What results are while `success()` holds. */
function valuesAfterSuccess(part: Expression, { job, steps }: Holder): readonly Scalar[] | undefined {
  if (part.kind === "call") {
    const [list, wanted] = part.name.toLowerCase() === "contains" ? part.arguments : [];
    const isOfNeeds = list && job && /^needs\.\*\.result$/i.test(printExpression(list));
    if (!isOfNeeds || wanted?.kind !== "literal" || needsOf(job).length === 0) return undefined;
    return [String(wanted.value).toLowerCase() === "success"];
  }
  const [, context, id = "", property = ""] =
    /^(needs|steps)\.([^.]+)\.(result|outcome|conclusion)$/i.exec(printExpression(part)) ?? [];
  const isNamed = (name: unknown) => typeof name === "string" && name.toLowerCase() === id.toLowerCase();
  if (context?.toLowerCase() === "needs") return job && needsOf(job).some(isNamed) ? ["success"] : undefined;
  const step = context && steps.find(({ keys }) => isNamed(keys.id));
  if (!step || isInBackground(step)) return undefined;
  if (property.toLowerCase() === "outcome" && isTolerant(step.keys)) return undefined;
  return ["success", "skipped", null];
}

interface Holder {
  /** Of the condition of a job. */
  readonly job?: JobView | undefined;
  readonly steps: readonly StepView[];
}

function holderOf({ path }: ExpressionAt, document: Subject | ActionSubject): Holder {
  if (document.kind === "action") return { steps: document.steps };
  const job = path[0] === "jobs" ? document.jobs.find(({ id }) => id === path[1]) : undefined;
  return path.length === 3 ? { job, steps: [] } : { steps: job?.steps ?? [] };
}

function needsOf({ keys: { needs } }: JobView): readonly unknown[] {
  return typeof needs === "string" ? [needs] : asList(needs);
}

function alternatives(expression: Expression): readonly Expression[] {
  return expression.kind === "logical" && expression.operator === "||" ? expression.operands : [expression];
}

/** `success() || failure() || cancelled()` is a way to say `always()`. */
function isStatusAlone(expression: Expression): boolean {
  let isAlone = true;
  walkExpression(expression, (part) => {
    if (part.kind !== "logical" && part.kind !== "not" && !isStatusCall(part)) isAlone = false;
  });
  return isAlone;
}
