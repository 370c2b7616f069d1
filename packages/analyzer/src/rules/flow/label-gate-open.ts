import { asList, defineDiagnostic, type ModelPath, type Value, walkExpression } from "@yardmaster/core";
import { visitsOf } from "../../flow/document-flows.ts";
import { expressionsAt } from "../../flow/expression-index.ts";
import { byRun, foreignCode } from "../../flow/foreign-runs.ts";
import { contextPath } from "../../flow/payload.ts";
import type { Rule, Subject } from "../rule.ts";

export const labelGateOpen = defineDiagnostic({
  code: "label-gate-open",
  severity: "warning",
  confidence: "medium",
  message: (p: { condition: string; activity: string }) =>
    `The condition \`${p.condition}\` asks for a label that stays: after \`${p.activity}\` the fork's new code passes it, and nobody has looked at that.`,
  hint: () =>
    "Start this work by `types: [labeled]` alone, with `github.event.label.name`, and check out `github.event.pull_request.head.sha`; or take the label off in the first step.",
});

/**
 * Source: CodeQL, actions/improper-access-control. The label is set for the code that somebody has seen; `synchronize` comes
 * with other code and the same label.
 */
export const labelGates: Rule = {
  reports: [labelGateOpen],
  workflow(workflow, report) {
    const { events, file } = workflow;
    const activity = pushActivity(events.get("pull_request_target")?.types);
    if (!events.has("pull_request_target") || activity === undefined || takesLabelsOff(workflow)) return;
    const said = new Set<string>();
    for (const visits of byRun(visitsOf(workflow))) {
      if (visits[0]?.event !== "pull_request_target") continue;
      for (const { checkout, run } of foreignCode(visits, { file, expressions: workflow.expressions })) {
        const { job } = visits[0];
        const paths: ModelPath[] = [
          [...job.path, "if"],
          [...checkout.step.path, "if"],
          [...(run?.visit.step.path ?? []), "if"],
        ];
        for (const path of paths) {
          const condition = labelCondition(workflow, path);
          if (condition === undefined || said.has(path.join("."))) continue;
          said.add(path.join("."));
          report(labelGateOpen, { condition, activity }, path, {
            related: [{ message: "The fork's code is checked out here.", place: { path: checkout.path } }],
          });
        }
      }
    }
  },
};

/** The activity by which a fork's next commit comes; undefined where none starts the workflow. */
function pushActivity(types: Value | undefined): string | undefined {
  // Without `types`: opened, synchronize and reopened.
  if (types === undefined || types === null) return "synchronize";
  const listed = typeof types === "string" ? [types] : asList(types);
  return ["synchronize", "reopened"].find((type) => listed.includes(type));
}

function labelCondition(workflow: Subject, path: ModelPath): string | undefined {
  for (const { expression, text } of expressionsAt(workflow, path)) {
    let asks = false;
    walkExpression(expression, (part) => {
      const [list] = part.kind === "call" && part.name.toLowerCase() === "contains" ? part.arguments : [];
      if (list && holdsLabels(list)) asks = true;
    });
    if (asks) return text.replace(/\s+/g, " ");
  }
  return undefined;
}

function holdsLabels(list: Parameters<typeof contextPath>[0]): boolean {
  const inner = list.kind === "call" ? list.arguments : [list];
  return inner.some((part) => /^github\.event\.pull_request\.labels\b/.test(contextPath(part)?.join(".") ?? ""));
}

/** A workflow that takes labels off is taken to do it for this one. */
function takesLabelsOff({ jobs }: Subject): boolean {
  return jobs.some(({ steps }) =>
    steps.some(({ script, uses, keys }) => {
      const { with: inputs } = keys;
      const text =
        script?.text ?? (typeof inputs === "object" && inputs !== null ? Object.values(inputs).join("\n") : "");
      return /remove-?label|-X\s+DELETE\b.*\/labels/i.test(text) || /remove-?labels?/i.test(uses?.text ?? "");
    }),
  );
}
