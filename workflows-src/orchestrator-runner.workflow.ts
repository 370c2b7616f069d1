import { call, choice, contains, eq, firstOf, format, or, text, triggers, workflow } from "@yardmaster/dsl";
import { reusableOrchestrator } from "./reusable-orchestrator.workflow.ts";
import { phoenix } from "./shared/runtime.ts";

const { on, github, inputs, secrets } = triggers(
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
  { secrets: ["ORCHESTRATOR_BOT_TOKEN", "ORCHESTRATOR_TEAM_TOKEN"] },
);

const orchestrate = call("orchestrate", reusableOrchestrator, {
  name: "Orchestrate",
  note: "A cheap filter: `contains` ignores case and knows no words. The program parses the command exactly.",
  if: or(eq(github.event_name, "workflow_dispatch"), contains(github.event.comment.body, "/orchestrate")),
  permissions: { contents: "read" },
  with: { command: inputs.command, "dry-run": eq(inputs.mode, "dry-run") },
  secrets: {
    ORCHESTRATOR_BOT_TOKEN: secrets.ORCHESTRATOR_BOT_TOKEN,
    ORCHESTRATOR_TEAM_TOKEN: secrets.ORCHESTRATOR_TEAM_TOKEN,
  },
});

export const orchestratorRunner = workflow("orchestrator-runner", {
  on,
  permissions: {},
  env: { TZ: phoenix },
  concurrency: {
    group: format`orchestrator-${firstOf(github.event.comment.id, github.run_id)}`,
    "cancel-in-progress": false,
  },
  jobs: [orchestrate],
  header: ["Takes `/orchestrate` from a comment, or a command from the Actions page, through the gate to a dispatch."],
});
