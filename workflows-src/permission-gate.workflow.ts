import { job, run, sh, text, triggers, workflow } from "yardmaster";
import { artifactName, fetchTasks, reportSteps, setUpPrograms, tasksFile } from "./shared/orchestrator-steps.ts";
import { bash, phoenix, ubuntu } from "./shared/runtime.ts";

const {
  on,
  github,
  inputs,
  secrets,
  vars,
  job: own,
} = triggers(
  {
    workflow_call: {
      inputs: {
        command: text({ description: "A command to judge instead of the event's own." }),
        "allowed-roles": text({
          default: "triage",
          description: "Repository roles that may give commands: triage, write, maintain, admin; separated by commas.",
        }),
        team: text({
          default: "releasecopilot-maintainers",
          description: "Team whose active members may give commands: a slug of the owner's, or `org/slug`.",
        }),
        tasks: text({
          description:
            "Path of the table of tasks on the calling repository's default branch, such as .github/orchestrator-tasks.json; empty: the orchestrator's own.",
        }),
      },
      secrets: {
        ORCHESTRATOR_TEAM_TOKEN: {
          description: "Read-only token (organisation permission Members: read) to ask for the team.",
        },
      },
    },
  },
  { vars: ["ORCHESTRATOR_MAINTAINERS"] },
);

const stamp = run(
  { id: "phoenix-run-id", name: "PHOENIX_RUN_ID", outputs: ["run_id"] },
  sh`npx --no-install rc run-id`,
);

const decide = run(
  {
    id: "decide",
    name: "Decide",
    outputs: ["allowed", "reason_code", "run_attempt", "found", "verdicts"],
    env: {
      ALLOWED_ROLES: inputs["allowed-roles"],
      GITHUB_TOKEN: github.token,
      ORCHESTRATOR_MAINTAINERS: vars.ORCHESTRATOR_MAINTAINERS,
      ORCHESTRATOR_TEAM: inputs.team,
      ORCHESTRATOR_TEAM_TOKEN: secrets.ORCHESTRATOR_TEAM_TOKEN,
    },
    note: "A denial (1) is an answer; only what could not be read (2) or a bug (3) fails the job.",
  },
  sh`
    code=0
    npx --no-install tsx scripts/github/check_comment_permissions.ts \
      --event-path "$GITHUB_EVENT_PATH" \
      --run-id ${{ PHOENIX_RUN_ID: stamp.outputs.run_id }} \
      --tasks ${{ TASKS_FILE: tasksFile(inputs.tasks) }} \
      --command=${inputs.command} || code=$?
    if [ "$code" -gt 1 ]; then exit "$code"; fi
  `,
);

const gate = job("gate", {
  name: "Permission gate",
  "runs-on": ubuntu,
  permissions: { contents: "read", "pull-requests": "read" },
  "timeout-minutes": 10,
  outputs: {
    allowed: decide.outputs.allowed,
    reason_code: decide.outputs.reason_code,
    run_attempt: decide.outputs.run_attempt,
    run_id: stamp.outputs.run_id,
    found: decide.outputs.found,
    verdicts: decide.outputs.verdicts,
  },
  steps: [
    ...setUpPrograms(own),
    ...fetchTasks(inputs.tasks),
    stamp,
    decide,
    ...reportSteps(artifactName("orchestrator-gate", stamp.outputs.run_id, github.run_attempt, own)),
  ],
});

export const permissionGate = workflow("permission-gate", {
  on,
  permissions: {},
  env: { TZ: phoenix },
  defaults: bash,
  "cache-mode": "none",
  jobs: [gate],
  outputs: {
    allowed: {
      description: "`true` when the person may give at least one of the commands; anything else is no.",
      value: gate.outputs.allowed,
    },
    reason_code: { description: "Why, as a fixed word.", value: gate.outputs.reason_code },
    run_attempt: {
      description: "The attempt that was judged: another attempt may be another person's.",
      value: gate.outputs.run_attempt,
    },
    run_id: { description: "The run's id in Phoenix time.", value: gate.outputs.run_id },
    found: { description: "`true` when the event gives a command at all.", value: gate.outputs.found },
    verdicts: { description: "One verdict for each command, as one line of JSON.", value: gate.outputs.verdicts },
  },
  header: ["Decides whether the person behind the event may give commands. It fails closed."],
});
