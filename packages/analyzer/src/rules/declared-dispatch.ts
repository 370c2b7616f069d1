import { asMap, type Diagnostic, defineDiagnostic, nearestNames, type Task } from "@yardmaster/core";
import { eventsOf } from "./events-of.ts";
import type { AnalyzedWorkflow } from "./rule.ts";

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
export function checkDispatch(task: Task, called: AnalyzedWorkflow): readonly Diagnostic[] {
  const place = { path: ["tasks", task.name] };
  const { file } = called;
  const settings = eventsOf(called.model.on).get("workflow_dispatch");
  if (!settings) return [declaredDispatchNotTriggered({ task: task.name, file }, place)];
  const inputs = Object.entries(asMap(settings.inputs) ?? {});
  const known = inputs.map(([name]) => name);
  const filledIn = [task.dispatch.correlation, task.dispatch.head].flatMap((name) => name ?? []);
  const given = [...task.inputs.map(({ name }) => name), ...filledIn];
  const certain = new Set([...task.inputs.filter(({ required }) => required).map(({ name }) => name), ...filledIn]);
  return [
    ...given
      .filter((name) => !known.includes(name))
      .map((name) =>
        declaredDispatchUnknown({ task: task.name, file, name, nearest: nearestNames(name, known) }, place),
      ),
    ...inputs
      .filter(([name, input]) => isAskedFor(asMap(input)) && !certain.has(name))
      .map(([name]) => declaredDispatchMissing({ task: task.name, file, name }, place)),
  ];
}

function isAskedFor(input: Readonly<Record<string, unknown>> | undefined): boolean {
  return input?.required === true && (input.default === undefined || input.default === null || input.default === "");
}
