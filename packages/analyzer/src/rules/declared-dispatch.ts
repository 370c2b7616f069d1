import { asMap, defineDiagnostic, eventsOf, nearestNames } from "@yardmaster/core";
import type { Rule } from "./rule.ts";

export const declaredDispatchUnknown = defineDiagnostic({
  code: "declared-dispatch-unknown",
  severity: "error",
  message: (p: { task: string; file: string; name: string; nearest: readonly string[] }) =>
    `The task "${p.task}" gives the input "${p.name}", and ${p.file} has no such input: GitHub refuses the dispatch.`,
  hint: ({ nearest }) =>
    nearest.length > 0
      ? `Write ${nearest.map((name) => JSON.stringify(name)).join(" or ")}, as the file does.`
      : "Drop it from `dispatchableWorkflow(…)`, or add it to the file.",
});

export const declaredDispatchMissing = defineDiagnostic({
  code: "declared-dispatch-missing",
  severity: "error",
  message: (p: { task: string; file: string; name: string }) =>
    `${p.file} requires the input "${p.name}", which a command for the task "${p.task}" can leave out.`,
  hint: () => "Declare it as required in `dispatchableWorkflow(…)`, or give it a default in the file.",
});

export const declaredDispatchNotTriggered = defineDiagnostic({
  code: "declared-dispatch-not-triggered",
  severity: "error",
  message: (p: { task: string; file: string }) =>
    `The task "${p.task}" dispatches ${p.file}, which is not triggered by \`workflow_dispatch\`.`,
  hint: () => "Add `workflow_dispatch` to its triggers.",
});

/**
 * A task of the orchestrator against the workflow of the repository that it dispatches. GitHub answers a dispatch with 422
 * where an input is unknown or a required one is not given; one with a default is never missing.
 */
export const declaredDispatches: Rule = {
  reports: [declaredDispatchUnknown, declaredDispatchMissing, declaredDispatchNotTriggered],
  task(task, { file, model }, report) {
    const path = ["tasks", task.name];
    const settings = eventsOf(model.on).get("workflow_dispatch");
    if (!settings) {
      report(declaredDispatchNotTriggered, { task: task.name, file }, path);
      return;
    }
    const inputs = Object.entries(asMap(settings.inputs) ?? {});
    const known = inputs.map(([name]) => name);
    const filledIn = [task.dispatch.correlation, task.dispatch.head].flatMap((name) => name ?? []);
    const given = [...task.inputs.map(({ name }) => name), ...filledIn];
    const certain = new Set([...task.inputs.filter(({ required }) => required).map(({ name }) => name), ...filledIn]);
    for (const name of given) {
      if (known.includes(name)) continue;
      report(declaredDispatchUnknown, { task: task.name, file, name, nearest: nearestNames(name, known) }, path);
    }
    for (const [name, input] of inputs) {
      if (!isAskedFor(asMap(input)) || certain.has(name)) continue;
      report(declaredDispatchMissing, { task: task.name, file, name }, path);
    }
  },
};

function isAskedFor(input: Readonly<Record<string, unknown>> | undefined): boolean {
  return input?.required === true && (input.default === undefined || input.default === null || input.default === "");
}
