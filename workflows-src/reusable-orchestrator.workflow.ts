import { and, call, eq, flag, job, ne, run, sh, text, triggers, workflow } from "yardmaster";
import { permissionGate } from "./permission-gate.workflow.ts";
import {
  artifactName,
  callerGitHub,
  fetchTasks,
  reportSteps,
  setUpPrograms,
  tasksFile,
} from "./shared/orchestrator-steps.ts";
import { bash, phoenix, ubuntu } from "./shared/runtime.ts";

const {
  on,
  github,
  inputs,
  secrets,
  job: own,
} = triggers({
  workflow_call: {
    inputs: {
      command: text({ description: "A command such as `release-notes since=v1.2.0`, instead of the event's own." }),
      "dry-run": flag({ default: false, description: "Decide and plan, but dispatch nothing." }),
      "allowed-roles": text({ default: "triage", description: "Passed on to the permission gate." }),
      team: text({ default: "releasecopilot-maintainers", description: "Passed on to the permission gate." }),
      tasks: text({
        description:
          "Path of the table of tasks on the calling repository's default branch, such as .github/orchestrator-tasks.json; empty: the orchestrator's own.",
      }),
      "app-id": text({ description: "Id of the GitHub App whose key is ORCHESTRATOR_APP_PRIVATE_KEY." }),
    },
    secrets: {
      ORCHESTRATOR_BOT_TOKEN: {
        description: "Token that dispatches: Actions: write, nothing else. Or the key of an App in its place.",
      },
      ORCHESTRATOR_APP_PRIVATE_KEY: { description: "Private key, in PEM, of the App with the id `app-id`." },
      ORCHESTRATOR_TEAM_TOKEN: { description: "Read-only token for the team look-up." },
    },
  },
});

const gate = call("gate", permissionGate, {
  name: "Gate",
  permissions: { contents: "read", "pull-requests": "read" },
  with: {
    command: inputs.command,
    "allowed-roles": inputs["allowed-roles"],
    team: inputs.team,
    tasks: inputs.tasks,
  },
  secrets: { ORCHESTRATOR_TEAM_TOKEN: secrets.ORCHESTRATOR_TEAM_TOKEN },
});

const verdict = {
  GATE_ALLOWED: gate.outputs.allowed,
  GATE_ATTEMPT: gate.outputs.run_attempt,
  GATE_VERDICTS: gate.outputs.verdicts,
  GITHUB_TOKEN: github.token,
};

const speaks = { contents: "read", issues: "write", "pull-requests": "write" } as const;

const send = run(
  {
    id: "dispatch",
    name: "Dispatch",
    outputs: ["result", "reason_code", "task", "dispatched_run_id", "dispatched_run_url", "commands"],
    env: {
      ...verdict,
      ORCHESTRATOR_APP_ID: inputs["app-id"],
      ORCHESTRATOR_APP_PRIVATE_KEY: secrets.ORCHESTRATOR_APP_PRIVATE_KEY,
      ORCHESTRATOR_BOT_TOKEN: secrets.ORCHESTRATOR_BOT_TOKEN,
    },
  },
  sh`
    mode=()
    if [ ${inputs["dry-run"]} = true ]; then mode=(--dry-run); fi
    npx --no-install rc orchestrator dispatch \
      --event-path "$GITHUB_EVENT_PATH" \
      --run-id ${{ PHOENIX_RUN_ID: gate.outputs.run_id }} \
      --tasks ${{ TASKS_FILE: tasksFile(inputs.tasks) }} \
      --command=${inputs.command} \
      "\${mode[@]}"
  `,
);

const dispatch = job("dispatch", {
  name: "Dispatch",
  note: [
    "The environment is the calling repository's. A secret of it replaces the one of that name that the caller passes; GitHub",
    "hands it over only where the caller passes one.",
  ].join("\n"),
  if: eq(gate.outputs.allowed, "true"),
  environment: { name: "orchestrator", deployment: false },
  "runs-on": ubuntu,
  permissions: speaks,
  "timeout-minutes": 15,
  outputs: {
    result: send.outputs.result,
    reason_code: send.outputs.reason_code,
    task: send.outputs.task,
    dispatched_run_id: send.outputs.dispatched_run_id,
    dispatched_run_url: send.outputs.dispatched_run_url,
    commands: send.outputs.commands,
  },
  steps: [
    ...setUpPrograms(own),
    ...fetchTasks(inputs.tasks),
    send,
    ...reportSteps(artifactName("orchestrator", gate.outputs.run_id, github.run_attempt, own)),
  ],
});

const refuse = job("refuse", {
  name: "Say why not",
  note: "Answers a command that was given in a comment, and only that: what is no command gets no answer.",
  if: and(
    eq(callerGitHub.event_name, "issue_comment"),
    eq(gate.outputs.found, "true"),
    ne(gate.outputs.allowed, "true"),
  ),
  "runs-on": ubuntu,
  permissions: speaks,
  "timeout-minutes": 10,
  steps: [
    ...setUpPrograms(own),
    ...fetchTasks(inputs.tasks),
    run(
      { name: "Say why not", env: verdict },
      sh`
        npx --no-install rc orchestrator refuse \
          --event-path "$GITHUB_EVENT_PATH" \
          --run-id ${{ PHOENIX_RUN_ID: gate.outputs.run_id }} \
          --tasks ${{ TASKS_FILE: tasksFile(inputs.tasks) }}
      `,
    ),
    ...reportSteps(artifactName("orchestrator-refuse", gate.outputs.run_id, github.run_attempt, own)),
  ],
});

export const reusableOrchestrator = workflow("reusable-orchestrator", {
  on,
  permissions: {},
  env: { TZ: phoenix },
  defaults: bash,
  "cache-mode": "none",
  jobs: [gate, dispatch, refuse],
  outputs: {
    allowed: {
      description: "`true` when the gate let at least one command through.",
      value: gate.outputs.allowed,
    },
    gate_reason_code: { description: "Why the gate decided so.", value: gate.outputs.reason_code },
    run_id: { description: "The run's id in Phoenix time.", value: gate.outputs.run_id },
    found: { description: "`true` when the event gives a command at all.", value: gate.outputs.found },
    result: {
      description: "What became of the command; of several, of the one that went worst.",
      value: dispatch.outputs.result,
    },
    reason_code: { description: "Why, as a fixed word.", value: dispatch.outputs.reason_code },
    task: { description: "The task that was named.", value: dispatch.outputs.task },
    dispatched_run_id: {
      description: "Id of the run that was started, where there is one command and GitHub names the run.",
      value: dispatch.outputs.dispatched_run_id,
    },
    dispatched_run_url: { description: "Its page.", value: dispatch.outputs.dispatched_run_url },
    commands: { description: "What became of each command, as JSON.", value: dispatch.outputs.commands },
  },
  header: [
    "Gates a comment's commands and dispatches their tasks. Called by orchestrator-runner.yml here, and by other repositories.",
    "The gate is part of it: whoever calls this workflow cannot leave it out.",
  ],
});
