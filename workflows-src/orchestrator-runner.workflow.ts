import {
  always,
  and,
  call,
  choice,
  contains,
  eq,
  firstOf,
  format,
  or,
  queueAll,
  text,
  triggers,
  workflow,
} from "yardmaster";
import { orchestratorLogBranch } from "./orchestrator-log-branch.workflow.ts";
import { reusableOrchestrator } from "./reusable-orchestrator.workflow.ts";
import { phoenix } from "./shared/runtime.ts";

const { on, github, inputs, secrets, vars } = triggers(
  {
    workflow_dispatch: {
      inputs: {
        command: text({ required: true, description: "Such as `release-notes since=v1.2.0`, or `help`." }),
        mode: choice(["live", "dry-run"], {
          default: "live",
          description: "dry-run decides and plans, and sends nothing.",
        }),
      },
    },
    issue_comment: {
      types: ["created"],
      note: [
        "Runs the default branch's own file, never a pull request's; the gate judges the person before any token is read,",
        "and no text of the comment reaches a script.",
        "zizmor: ignore[dangerous-triggers]",
      ].join("\n"),
    },
  },
  {
    secrets: ["ORCHESTRATOR_APP_PRIVATE_KEY", "ORCHESTRATOR_BOT_TOKEN", "ORCHESTRATOR_TEAM_TOKEN"],
    vars: ["ORCHESTRATOR_APP_ID"],
  },
);

const orchestrate = call("orchestrate", reusableOrchestrator, {
  name: "Orchestrate",
  note: [
    "A cheap filter: `contains` ignores case and knows no words. The program parses the commands exactly.",
    "The secrets are passed by name although they belong to the environment `orchestrator`: what is not passed does not reach",
    "a called workflow, and what is passed gives way to the environment's own value.",
  ].join("\n"),
  if: or(eq(github.event_name, "workflow_dispatch"), contains(github.event.comment.body, "/orchestrate")),
  permissions: { contents: "read", issues: "write", "pull-requests": "write" },
  with: {
    command: inputs.command,
    "dry-run": eq(inputs.mode, "dry-run"),
    "app-id": vars.ORCHESTRATOR_APP_ID,
  },
  secrets: {
    ORCHESTRATOR_APP_PRIVATE_KEY: secrets.ORCHESTRATOR_APP_PRIVATE_KEY,
    ORCHESTRATOR_BOT_TOKEN: secrets.ORCHESTRATOR_BOT_TOKEN,
    ORCHESTRATOR_TEAM_TOKEN: secrets.ORCHESTRATOR_TEAM_TOKEN,
  },
});

const log = call("log", orchestratorLogBranch, {
  name: "Log",
  note: "Also after a failure and a cancellation; not where there was no command, and so no record.",
  if: and(always(), eq(orchestrate.outputs.found, "true")),
  permissions: { contents: "write" },
});

export const orchestratorRunner = workflow("orchestrator-runner", {
  on,
  permissions: {},
  env: { TZ: phoenix },
  concurrency: queueAll(format`orchestrator-${firstOf(github.event.comment.id, github.run_id)}`),
  "cache-mode": "none",
  jobs: [orchestrate, log],
  header: ["Takes `/orchestrate` from a comment, or a command from the Actions page, through the gate to a dispatch."],
});
