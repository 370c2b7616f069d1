// Compiled by `npm run typecheck`, never run: every `@ts-expect-error` is a mistake that must not compile, and what
// stands without one must. An error that stops being one fails the compilation, too.
import {
  and,
  call,
  choice,
  contains,
  eq,
  firstOf,
  flag,
  format,
  job,
  not,
  run,
  sh,
  startsWith,
  taskTable,
  text,
  triggers,
  useAction,
  workflow,
} from "yardmaster";
import { checkout, githubScript, setupNode, uploadArtifact } from "../../generated/actions.ts";

const ubuntu = "ubuntu-24.04";

// --- what must compile
const gateOn = triggers({
  workflow_call: {
    inputs: { "minimum-role": text({ required: true }), strict: flag() },
    secrets: { TEAM_TOKEN: { required: true }, EXTRA: {} },
  },
});
const decide = run({ id: "decide", outputs: ["allowed"] }, sh`check --role ${gateOn.inputs["minimum-role"]}`);
const gateJob = job("gate", { "runs-on": ubuntu, steps: [decide], outputs: { allowed: decide.outputs.allowed } });
const permissionGate = workflow("permission-gate", {
  on: gateOn.on,
  jobs: [gateJob],
  outputs: { allowed: gateJob.outputs.allowed },
});
const { github, inputs, secrets, on } = triggers(
  {
    issue_comment: { types: ["created"] },
    workflow_dispatch: { inputs: { mode: choice(["live", "dry-run"]), count: text() } },
  },
  { secrets: ["TOKEN"] },
);
const gate = call("gate", permissionGate, {
  if: startsWith(github.event.comment.body, "/orchestrate"),
  with: { "minimum-role": "triage" },
  secrets: { TEAM_TOKEN: secrets.TOKEN },
});
export const dispatch = job("dispatch", {
  "runs-on": ubuntu,
  if: and(eq(gate.outputs.allowed, "true"), not(eq(inputs.mode, "dry-run"))),
  strategy: { matrix: { node: [20, 22], os: ["linux", "mac"] } },
  steps: ({ matrix }) => [
    run(
      { if: eq(matrix.node, 22), env: { TOKEN: secrets.TOKEN } },
      sh`echo ${github.event.comment.user.login} ${matrix.os}`,
    ),
    checkout({ "persist-credentials": false, submodules: "recursive" }),
    uploadArtifact({ name: format`a-${github.run_id}`, path: "x" }),
  ],
});
export const runner = workflow("runner", {
  on,
  concurrency: { group: format`g-${firstOf(github.event.comment.id, github.run_id)}` },
  jobs: [gate, dispatch],
});

// --- contexts and payloads
// @ts-expect-error a payload field misspelled
github.event.coment;
// @ts-expect-error a payload field of another event
github.event.pull_request;
// @ts-expect-error secrets cannot be read in a job's `if`
job("a", { "runs-on": ubuntu, if: eq(secrets.TOKEN, "x"), steps: [] });
// @ts-expect-error step outputs cannot be read in a job's `if`
job("b", { "runs-on": ubuntu, if: eq(decide.outputs.allowed, "true"), steps: [] });
// @ts-expect-error secrets cannot be read in a step's `if`
run({ if: eq(secrets.TOKEN, "x") }, sh`true`);
// @ts-expect-error secrets cannot be read in a concurrency group
workflow("w", { on, concurrency: { group: secrets.TOKEN }, jobs: [] });
// @ts-expect-error needs cannot be read in run-name
workflow("w", { on, "run-name": gate.outputs.allowed, jobs: [] });
// @ts-expect-error a secret that is not declared
secrets.TOKN;

// --- values
// @ts-expect-error not one of the options
eq(inputs.mode, "lve");
// @ts-expect-error an output is a string, never a boolean
eq(gate.outputs.allowed, true);
// @ts-expect-error a text is no condition
run({ if: inputs.count }, sh`true`);
// @ts-expect-error `contains` of a payload object
contains(github.event.comment.user, "x");

// --- outputs and inputs
// @ts-expect-error an output misspelled
gate.outputs.alowed;
// @ts-expect-error a step output misspelled
decide.outputs.alowed;
// @ts-expect-error a required input is missing
call("c", permissionGate, { with: {}, secrets: { TEAM_TOKEN: secrets.TOKEN } });
// @ts-expect-error an unknown input
call("d", permissionGate, { with: { "minimum-role": "triage", role: "x" }, secrets: { TEAM_TOKEN: secrets.TOKEN } });
// @ts-expect-error an input of the wrong type
call("e", permissionGate, { with: { "minimum-role": "triage", strict: "yes" }, secrets: { TEAM_TOKEN: secrets.TOKEN } });
// @ts-expect-error a secret is missing
call("f", permissionGate, { with: { "minimum-role": "triage" } });
// @ts-expect-error a secret that the workflow does not take
call("f", permissionGate, { with: { "minimum-role": "triage" }, secrets: { TEAM_TOKEN: secrets.TOKEN, OTHER: secrets.TOKEN } });
// @ts-expect-error a workflow without `workflow_call` cannot be called
call("f", runner);
// @ts-expect-error a workflow without `workflow_dispatch` is no task
taskTable("t", { gate: { description: "", workflow: permissionGate } });

// --- triggers
// @ts-expect-error an event that does not exist
triggers({ issue_coment: {} });
// @ts-expect-error an activity type that the event does not have
triggers({ issue_comment: { types: ["opened"] } });
// @ts-expect-error a filter that the event does not have
triggers({ issue_comment: { branches: ["main"] } });
// @ts-expect-error a key that no schedule has
triggers({ schedule: [{ cron: "0 7 * * *", timeZone: "UTC" }] });

// --- jobs and steps
// @ts-expect-error not a value of the matrix axis
job("g", { "runs-on": ubuntu, strategy: { matrix: { node: [20, 22] } }, steps: ({ matrix }) => [run({ if: eq(matrix.node, 18) }, sh`true`)] });
// @ts-expect-error a matrix axis misspelled
job("h", { "runs-on": ubuntu, strategy: { matrix: { node: [20, 22] } }, steps: ({ matrix }) => [run({ if: eq(matrix.nodes, 20) }, sh`true`)] });
// @ts-expect-error a key misspelled
job("i", { "runs-on": ubuntu, "timeout-minute": 5, steps: [] });
// @ts-expect-error a permission scope that does not exist
job("j", { "runs-on": ubuntu, permissions: { workflows: "write" }, steps: [] });
// @ts-expect-error a permission level that the scope does not take
job("k", { "runs-on": ubuntu, permissions: { "id-token": "read" }, steps: [] });
// @ts-expect-error a job without runner
job("l", { steps: [] });

// --- actions
// @ts-expect-error an input that the action does not have
checkout({ "persist-credential": false });
// @ts-expect-error a required input is missing
uploadArtifact({ name: "x" });
// @ts-expect-error an input of the wrong type
setupNode({ "package-manager-cache": "no" });
// @ts-expect-error an output that the action does not have
checkout().outputs.sha;
// @ts-expect-error a script as plain text would not be checked for expressions
githubScript({ script: "core.info('x')" });
// @ts-expect-error a pin without its version
useAction("o/r", { sha: "x" }, []);
