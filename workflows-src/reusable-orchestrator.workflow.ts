import { call, eq, flag, job, run, sh, text, triggers, workflow } from "@yardmaster/dsl";
import { permissionGate } from "./permission-gate.workflow.ts";
import { artifactName, reportSteps, setUpPrograms } from "./shared/orchestrator-steps.ts";
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
    },
    secrets: {
      ORCHESTRATOR_BOT_TOKEN: { required: true, description: "Token that dispatches: Actions: write, nothing else." },
      ORCHESTRATOR_TEAM_TOKEN: { description: "Read-only token for the team look-up." },
    },
  },
});

const gate = call("gate", permissionGate, {
  name: "Gate",
  permissions: { contents: "read" },
  with: { command: inputs.command, "allowed-roles": inputs["allowed-roles"], team: inputs.team },
  secrets: { ORCHESTRATOR_TEAM_TOKEN: secrets.ORCHESTRATOR_TEAM_TOKEN },
});

const send = run(
  {
    id: "dispatch",
    name: "Dispatch",
    outputs: ["result", "reason_code", "task", "dispatched_run_id", "dispatched_run_url"],
    env: {
      GATE_ALLOWED: gate.outputs.allowed,
      GATE_ATTEMPT: gate.outputs.run_attempt,
      ORCHESTRATOR_BOT_TOKEN: secrets.ORCHESTRATOR_BOT_TOKEN,
    },
  },
  sh`
    mode=()
    if [ ${inputs["dry-run"]} = true ]; then mode=(--dry-run); fi
    npx --no-install rc orchestrator dispatch \
      --event-path "$GITHUB_EVENT_PATH" \
      --run-id ${{ PHOENIX_RUN_ID: gate.outputs.run_id }} \
      --command=${inputs.command} \
      "\${mode[@]}"
  `,
);

const dispatch = job("dispatch", {
  name: "Dispatch",
  if: eq(gate.outputs.allowed, "true"),
  "runs-on": ubuntu,
  permissions: { contents: "read" },
  "timeout-minutes": 10,
  outputs: {
    result: send.outputs.result,
    reason_code: send.outputs.reason_code,
    task: send.outputs.task,
    dispatched_run_id: send.outputs.dispatched_run_id,
    dispatched_run_url: send.outputs.dispatched_run_url,
  },
  steps: [
    ...setUpPrograms(own),
    send,
    ...reportSteps(artifactName("orchestrator", gate.outputs.run_id, github.run_attempt)),
  ],
});

export const reusableOrchestrator = workflow("reusable-orchestrator", {
  on,
  permissions: {},
  env: { TZ: phoenix },
  defaults: bash,
  jobs: [gate, dispatch],
  outputs: {
    allowed: { description: "`true` when the gate let the command through.", value: gate.outputs.allowed },
    gate_reason_code: { description: "Why the gate decided so.", value: gate.outputs.reason_code },
    run_id: { description: "The run's id in Phoenix time.", value: gate.outputs.run_id },
    result: { description: "What became of the command.", value: dispatch.outputs.result },
    reason_code: { description: "Why, as a fixed word.", value: dispatch.outputs.reason_code },
    task: { description: "The task that was named.", value: dispatch.outputs.task },
    dispatched_run_id: {
      description: "Id of the run that was started, where GitHub names it.",
      value: dispatch.outputs.dispatched_run_id,
    },
    dispatched_run_url: { description: "Its page.", value: dispatch.outputs.dispatched_run_url },
  },
  header: [
    "Gates a command and dispatches its task. Called by orchestrator-runner.yml here, and by other repositories.",
    "The gate is part of it: whoever calls this workflow cannot leave it out.",
  ],
});
