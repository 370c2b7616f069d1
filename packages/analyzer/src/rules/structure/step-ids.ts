import { defineDiagnostic, type ModelPath } from "@yardmaster/core";
import type { Report, Rule, StepHolder } from "../rule.ts";

export const stepIdRepeated = defineDiagnostic({
  code: "step-id-repeated",
  severity: "error",
  message: (p: { id: string; first: string }) =>
    p.id === p.first
      ? `Two steps have the id "${p.id}"; GitHub refuses an id that is used more than once.`
      : `The step id "${p.id}" is that of the step "${p.first}": GitHub compares ids without case, and refuses the second.`,
  hint: () => "Give one of the two another id, also where its outputs are read.",
});

/**
 * Within one list of steps: those of a group in parallel are another. Source: actions/runner, `IdBuilder.cs`, also for
 * composite actions.
 */
export const stepIds: Rule = {
  reports: [stepIdRepeated],
  job(job, document, report) {
    checkIds({ job, steps: job.steps, document }, report);
  },
  action(document, report) {
    checkIds({ steps: document.steps, document }, report);
  },
};

function checkIds({ steps }: StepHolder, report: Report): void {
  const first = new Map<string, { readonly id: string; readonly path: ModelPath }>();
  for (const { keys, path } of steps) {
    if (typeof keys.id !== "string" || keys.id === "") continue;
    const at = [...path, "id"];
    const scope = `${path.slice(0, -1).join("/")} ${keys.id.toLowerCase()}`;
    const earlier = first.get(scope);
    if (!earlier) {
      first.set(scope, { id: keys.id, path: at });
      continue;
    }
    const related = [{ message: "The other one has it here.", place: { path: earlier.path } }];
    report(stepIdRepeated, { id: keys.id, first: earlier.id }, at, { related });
  }
}
