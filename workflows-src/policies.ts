import {
  allowedActions,
  allowedTriggers,
  forbiddenTriggers,
  jobTimeouts,
  noInheritedSecrets,
  noPersistedCredentials,
  noSecretsInJobEnv,
  noSecretsInWorkflowEnv,
  pinnedActions,
  policy,
  requirePermissions,
  secretReaders,
  timeZone,
} from "yardmaster";
import { phoenix } from "./shared/runtime.ts";

/** What every workflow of this repository keeps. `tests/ops` asserts the same of the YAML. */
export const policies = [
  timeZone(phoenix),
  allowedTriggers({
    "orchestrator-runner.yml": ["workflow_dispatch", "issue_comment"],
    "permission-gate.yml": ["workflow_call"],
    "reusable-orchestrator.yml": ["workflow_call"],
    "orchestrator-log-*.yml": ["workflow_call"],
    "release-notes.yml": ["workflow_dispatch"],
    "adopt.yml": ["schedule", "workflow_dispatch"],
    "release.yml": ["push"],
    "*": ["push", "pull_request"],
  }),
  forbiddenTriggers(["pull_request_target", "workflow_run"]),
  policy("created-comments", "Of comments, only new ones start a run.", ({ events }, report) => {
    const types = events.get("issue_comment")?.types;
    if (events.has("issue_comment") && String(types) !== "created")
      report("Edited and deleted comments start it as well.", ["on", "issue_comment"]);
  }),
  secretReaders({
    ADOPT_TOKEN: ["adopt.yml#push"],
    ORCHESTRATOR_BOT_TOKEN: ["orchestrator-runner.yml#orchestrate", "reusable-orchestrator.yml#dispatch"],
    ORCHESTRATOR_APP_PRIVATE_KEY: ["orchestrator-runner.yml#orchestrate", "reusable-orchestrator.yml#dispatch"],
    ORCHESTRATOR_TEAM_TOKEN: [
      "orchestrator-runner.yml#orchestrate",
      "reusable-orchestrator.yml#gate",
      "permission-gate.yml#gate",
    ],
    "*": [],
  }),
  noInheritedSecrets(),
  noSecretsInWorkflowEnv(),
  noSecretsInJobEnv(),
  allowedActions(["actions/*"]),
  pinnedActions(),
  noPersistedCredentials(),
  requirePermissions({ at: "job" }),
  jobTimeouts({ max: 90 }),
];
