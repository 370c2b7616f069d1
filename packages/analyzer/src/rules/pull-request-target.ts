import { defineDiagnostic } from "@yardmaster/core";
import { eventsOf } from "./events-of.ts";
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
export const checkPullRequestTarget: Rule = ({ model, target = "github.com" }) =>
  target === "github.com" && eventsOf(model.on).has("pull_request_target")
    ? [pullRequestTargetBlocked({}, { path: ["on", "pull_request_target"] })]
    : [];
