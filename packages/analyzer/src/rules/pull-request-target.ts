import { defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "./rule.ts";

export const pullRequestTargetBlocked = defineDiagnostic({
  code: "pull-request-target-blocked",
  severity: "warning",
  message: () =>
    "From 2 December 2026, public repositories block `pull_request_target` by default: the runs fail at their start.",
  hint: () =>
    "Use `pull_request` where no secret and no write is needed. Else allow the event for this file, by an Actions policy with an event rule (settings of the repository or organisation, Actions, Policies): it replaces that default. Private repositories are not concerned.",
});

/** Source: docs.github.com, "Securely using pull_request_target" and "About Actions policies". Servers have no such policy. */
export const pullRequestTarget: Rule = {
  reports: [pullRequestTargetBlocked],
  workflow({ events, target = "github.com" }, report) {
    if (target !== "github.com" || !events.has("pull_request_target")) return;
    report(pullRequestTargetBlocked, {}, ["on", "pull_request_target"]);
  },
};
