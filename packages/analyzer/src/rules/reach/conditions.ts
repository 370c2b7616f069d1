import {
  contextsOf,
  defineDiagnostic,
  type ExpressionAt,
  type ModelPath,
  namesStatusFunction,
  printExpression,
} from "@yardmaster/core";
import type { Report, Rule, Subject } from "../rule.ts";
import { truthOf } from "./condition-truth.ts";
import { type EventVariant, eventVariants } from "./event-variants.ts";

interface Parameters {
  readonly condition: string;
  readonly what: "job" | "step";
  readonly events: readonly string[];
}

export const conditionNoEvent = defineDiagnostic({
  code: "condition-no-event",
  severity: "warning",
  message: (p: Parameters) =>
    `\`${p.condition}\` is false whatever starts this workflow (${listed(p.events)}): the ${p.what} never runs.`,
  hint: (p) => `Add the event that is meant to \`on\`, correct the condition, or take the ${p.what} out.`,
});

export const conditionEveryEvent = defineDiagnostic({
  code: "condition-every-event",
  severity: "warning",
  isPedantic: true,
  message: (p: Parameters) =>
    `\`${p.condition}\` is true whatever starts this workflow (${listed(p.events)}): it says nothing.`,
  hint: () => "Leave the condition out.",
});

export const conditions: Rule = {
  reports: [conditionNoEvent, conditionEveryEvent],
  workflow(workflow, report) {
    const written = conditionsIn(workflow);
    const variants = written.size > 0 ? eventVariants(workflow) : undefined;
    if (!variants) return;
    for (const job of workflow.jobs) {
      const left = judge("job", job.path, variants, written, report);
      if (left.length === 0) continue;
      for (const step of job.steps) judge("step", step.path, left, written, report);
    }
  },
};

/** @returns the variants in which the part may run. */
function judge(
  what: "job" | "step",
  holder: ModelPath,
  variants: readonly EventVariant[],
  written: ReadonlyMap<string, ExpressionAt>,
  report: Report,
): readonly EventVariant[] {
  const path = [...holder, "if"];
  const condition = written.get(path.join("\n"));
  if (!condition) return variants;
  const { expression, text } = condition;
  const truths = variants.map((variant) => truthOf(expression, variant));
  const events = [...new Set(variants.map(({ event }) => event))];
  if (truths.every((truth) => truth === false)) {
    report(conditionNoEvent, { condition: falsePart(condition, variants), what, events }, path, {
      excerpt: excerptIn(text, falsePart(condition, variants)),
      related: [{ message: "What starts the workflow.", place: { path: ["on"], at: "key" } }],
    });
    return [];
  }
  if (truths.every((truth) => truth === true) && !namesStatusFunction(expression)) {
    report(conditionEveryEvent, { condition: text.trim(), what, events }, path);
  }
  return variants.filter((_, index) => truths[index] !== false);
}

/** Of parts joined by `&&`, the first that is false by itself. */
function falsePart({ expression, text }: ExpressionAt, variants: readonly EventVariant[]): string {
  if (expression.kind !== "logical" || expression.operator !== "&&") return oneLine(text);
  const part = expression.operands.find((operand) => variants.every((variant) => truthOf(operand, variant) === false));
  return part ? printExpression(part) : oneLine(text);
}

function excerptIn(text: string, part: string): string | undefined {
  return text.includes(part) && !part.includes("\n") ? part : undefined;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/** Conditions that are one expression, and look at what a run is of; by their paths. */
function conditionsIn({ expressions }: Subject): ReadonlyMap<string, ExpressionAt> {
  const found = new Map<string, ExpressionAt>();
  for (const at of expressions) {
    if (!at.isCondition || !at.isWhole) continue;
    if (contextsOf(at.expression).some((name) => /^(?:github|inputs)$/i.test(name))) found.set(at.path.join("\n"), at);
  }
  return found;
}

function listed(events: readonly string[]): string {
  return events.map((event) => `\`${event}\``).join(", ");
}
