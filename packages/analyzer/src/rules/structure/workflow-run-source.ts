import { defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const workflowRunWithoutWorkflows = defineDiagnostic({
  code: "workflow-run-without-workflows",
  severity: "warning",
  message: () => "`workflow_run` names no workflow to wait for: no run starts it.",
  hint: () => "Name the workflows under `workflows`.",
});

/** Source: docs.github.com, "Events that trigger workflows", `workflow_run`. */
export const workflowRunSource: Rule = {
  reports: [workflowRunWithoutWorkflows],
  workflow({ events, model }, report) {
    const settings = events.get("workflow_run");
    if (!settings) return;
    const { workflows } = settings;
    const isEmpty =
      workflows === undefined || workflows === null || (Array.isArray(workflows) && workflows.length === 0);
    if (!isEmpty) return;
    const list = Array.isArray(model.on) ? [model.on.indexOf("workflow_run")] : [];
    const path = typeof model.on === "string" ? ["on"] : ["on", ...(list.length > 0 ? list : ["workflow_run"])];
    report(workflowRunWithoutWorkflows, {}, path, Array.isArray(model.on) ? {} : { at: "key" });
  },
};
