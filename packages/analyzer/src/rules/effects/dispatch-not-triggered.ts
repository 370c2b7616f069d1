import { defineDiagnostic, eventsOf } from "@yardmaster/core";
import { dispatchedWorkflow } from "../../dispatches/dispatched-workflow.ts";
import { stepDispatches } from "../../dispatches/step-dispatches.ts";
import type { Rule } from "../rule.ts";

export const dispatchNotTriggered = defineDiagnostic({
  code: "dispatch-not-triggered",
  severity: "warning",
  message: (p: { file: string; workflow: string }) =>
    `The step dispatches ${JSON.stringify(p.workflow)}, and ${p.file} is not triggered by \`workflow_dispatch\`: GitHub answers 422, and nothing starts.`,
  hint: (p) => `Add \`workflow_dispatch\` to the triggers of ${p.file}.`,
});

/** Source: docs.github.com, REST API, "Create a workflow dispatch event". A name that only the run knows is left alone. */
export const dispatchesTriggered: Rule = {
  reports: [dispatchNotTriggered],
  step(step, { document }, report) {
    for (const { event, repository, workflow, key } of stepDispatches(step)) {
      if (event !== "workflow_dispatch" || repository !== "own" || workflow === undefined) continue;
      const found = dispatchedWorkflow(workflow, document.facts.workflows);
      if (!found || eventsOf(found.model.on).has("workflow_dispatch")) continue;
      report(dispatchNotTriggered, { file: found.file, workflow }, [...step.path, ...key], { excerpt: workflow });
    }
  },
};
