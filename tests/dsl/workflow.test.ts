import { captureOriginsKey } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  always,
  and,
  call,
  cancelled,
  choice,
  contains,
  endsWith,
  eq,
  failure,
  firstOf,
  flag,
  format,
  fromJSON,
  fromRepository,
  job,
  ne,
  not,
  noted,
  number,
  or,
  run,
  sh,
  startsWith,
  success,
  text,
  toJSON,
  triggers,
  useAction,
  workflow,
} from "yardmaster";

const ubuntu = "ubuntu-24.04";
const codes = (document: { diagnostics: readonly { code: string; message: string }[] }) =>
  document.diagnostics.map(({ code, message }) => `${code}: ${message}`);

const building = suite("a workflow becomes plain data");
building("names, triggers, declarations and jobs in GitHub's keys", () => {
  const { on, inputs } = triggers({
    push: { branches: ["main"] },
    pull_request: null,
    schedule: [{ cron: "30 1 * * 2", timezone: "America/Phoenix" }],
    workflow_dispatch: {
      inputs: { mode: choice(["a", "b"], { default: "a", description: "Which." }), count: number({ default: 2 }) },
    },
    workflow_call: {
      inputs: { mode: choice(["a", "b"]), strict: flag({ default: false }), who: text({ required: true }) },
    },
  });
  const only = job("only", {
    "runs-on": ubuntu,
    if: eq(inputs.mode, "a"),
    "timeout-minutes": inputs.count,
    steps: [run({ name: "Say", if: always() }, sh`echo ${inputs.mode}`)],
  });
  const document = workflow("ci", { on, permissions: {}, env: { TZ: "America/Phoenix" }, jobs: [only] });
  assert.equal(document.diagnostics, []);
  assert.is(document.id, "ci");
  assert.equal(document.model, {
    name: "ci",
    on: {
      push: { branches: ["main"] },
      pull_request: null,
      schedule: [{ cron: "30 1 * * 2", timezone: "America/Phoenix" }],
      workflow_dispatch: {
        inputs: {
          mode: { description: "Which.", default: "a", type: "choice", options: ["a", "b"] },
          count: { default: 2, type: "number" },
        },
      },
      workflow_call: {
        inputs: {
          mode: { description: "One of: a, b.", type: "string" },
          strict: { default: false, type: "boolean" },
          who: { required: true, type: "string" },
        },
      },
    },
    permissions: {},
    env: { TZ: "America/Phoenix" },
    jobs: {
      only: {
        "runs-on": ubuntu,
        if: "inputs.mode == 'a'",
        "timeout-minutes": "${{ inputs.count }}",
        steps: [
          { name: "Say", if: "always()", env: { INPUT_MODE: "${{ inputs.mode }}" }, run: 'echo "${INPUT_MODE}"' },
        ],
      },
    },
  });
});
building("conditions are one expression; a leading `!` is wrapped because YAML reads it as a tag", () => {
  const { on, github } = triggers({ issue_comment: { types: ["created"] } });
  const conditions = [
    not(contains(github.event.comment.body, "x")),
    and(ne(github.actor, "a"), or(startsWith(github.ref, "r"), endsWith(github.ref, "s"))),
    or(failure(), cancelled(), success()),
    eq(toJSON(github.event), "{}"),
    eq(fromJSON<{ a: string }, "github">(github.event.comment.body).a, "x"),
    eq(firstOf(github.event.comment.id, github.run_id), "1"),
    and<never>(),
  ];
  const steps = conditions.map((condition) => run({ if: condition }, sh`true`));
  const { model } = workflow("c", { on, jobs: [job("a", { "runs-on": ubuntu, steps })] });
  assert.equal(
    (model.jobs.a as unknown as { steps: { if: unknown }[] }).steps.map((step) => step.if),
    [
      "${{ !contains(github.event.comment.body, 'x') }}",
      "github.actor != 'a' && (startsWith(github.ref, 'r') || endsWith(github.ref, 's'))",
      "failure() || cancelled() || success()",
      "toJSON(github.event) == '{}'",
      "fromJSON(github.event.comment.body).a == 'x'",
      "(github.event.comment.id || github.run_id) == '1'",
      true,
    ],
  );
});
building("format prints text with expressions in it, and a call inside conditions", () => {
  const { on, github } = triggers({ push: null });
  const document = workflow("f", {
    on,
    "run-name": format`{${github.ref}} of ${"the repository"}`,
    concurrency: { group: format`only ${1}` },
    jobs: [job("a", { "runs-on": ubuntu, if: eq(format`a-${github.ref}`, "a-b"), steps: [] })],
  });
  assert.is(document.model["run-name"], "{${{ github.ref }}} of the repository");
  assert.equal(document.model.concurrency, { group: "only 1" });
  assert.is((document.model.jobs.a as { if?: string }).if, "format('a-{0}', github.ref) == 'a-b'");
});
building("comments are kept beside the model, by path", () => {
  const { on } = triggers({ issue_comment: { types: ["created"], note: "why" } });
  const step = useAction(
    "o/r",
    { sha: "a".repeat(40), version: "v1.2.3" },
    ["x"],
    { list: noted("a", "entry") },
    { note: "step" },
  );
  const document = workflow("n", {
    on,
    header: ["Top."],
    jobs: [job("a", { "runs-on": ubuntu, note: "job", steps: [step] })],
  });
  assert.equal(document.header, ["Top."]);
  assert.equal(document.comments, [
    { path: ["on", "issue_comment"], position: "above", text: "why" },
    { path: ["jobs", "a"], position: "above", text: "job" },
    { path: ["jobs", "a", "steps", 0], position: "above", text: "step" },
    { position: "end", text: "v1.2.3", path: ["jobs", "a", "steps", 0, "uses"] },
    { position: "above", text: "entry", path: ["jobs", "a", "steps", 0, "with", "list"] },
  ]);
});
building("a matrix gives typed handles to the steps", () => {
  const { on } = triggers({ push: null });
  const a = job("a", {
    "runs-on": ubuntu,
    strategy: { matrix: { node: [20, 22] }, "fail-fast": false },
    steps: ({ matrix, strategy }) => [
      run({ if: eq(matrix.node, 22) }, sh`echo ${matrix.node} ${strategy["job-index"]}`),
    ],
  });
  assert.equal(workflow("m", { on, jobs: [a] }).model.jobs.a, {
    "runs-on": ubuntu,
    strategy: { matrix: { node: [20, 22] }, "fail-fast": false },
    steps: [
      {
        if: "matrix.node == 22",
        env: { MATRIX_NODE: "${{ matrix.node }}", STRATEGY_JOB_INDEX: "${{ strategy.job-index }}" },
        run: 'echo "${MATRIX_NODE}" "${STRATEGY_JOB_INDEX}"',
      },
    ],
  });
});
building("options of a choice that are numbers or booleans are texts to those who read it", () => {
  const given = triggers({
    workflow_dispatch: { inputs: { v: choice([3.11, "x", true], { default: 3.11 }), b: flag({ default: "true" }) } },
  });
  const made = workflow("w", {
    on: given.on,
    jobs: [job("a", { "runs-on": "x", if: eq(given.inputs.v, "3.11"), steps: [run(sh`true`)] })],
  });
  assert.equal(made.diagnostics, []);
  assert.equal(made.model.on, {
    workflow_dispatch: {
      inputs: {
        v: { default: 3.11, type: "choice", options: [3.11, "x", true] },
        b: { default: "true", type: "boolean" },
      },
    },
  });
  assert.throws(() => eq(given.inputs.v, "3.12" as never), /is never "3\.12"/);
  assert.throws(() => choice([null as never]), /where a text belongs/);
});
building.run();

const deriving = suite("structure follows from use");
const { on, github } = triggers({ push: null });
const producer = () => run({ name: "Make It!", outputs: ["value"] }, sh`./make`);
deriving("needs from the outputs that a job reads, anywhere in it", () => {
  const made = producer();
  const first = job("first", { "runs-on": ubuntu, outputs: { value: made.outputs.value }, steps: [made] });
  const second = job("second", { "runs-on": ubuntu, steps: [run(sh`echo ${first.outputs.value}`)] });
  const third = job("third", { "runs-on": ubuntu, needs: [second], if: eq(first.outputs.value, "x"), steps: [] });
  const { model, diagnostics } = workflow("w", { on, jobs: [first, second, third] });
  assert.equal(diagnostics, []);
  assert.equal(model.jobs.second?.needs, ["first"]);
  assert.equal(model.jobs.third?.needs, ["second", "first"]);
  assert.equal(model.jobs.first?.outputs, { value: "${{ steps.make-it.outputs.value }}" });
});
deriving("step ids only where an output is read, kept apart from stated ones", () => {
  const [a, b, silent] = [producer(), producer(), producer()];
  const stated = run({ id: "make-it" }, sh`true`);
  const steps = [a, silent, b, stated, run(sh`echo ${a.outputs.value} ${b.outputs.value}`)];
  const { model } = workflow("w", { on, jobs: [job("a", { "runs-on": ubuntu, steps })] });
  const list = (model.jobs.a as unknown as { steps: { id?: string; env?: unknown }[] }).steps;
  assert.equal(
    list.map((step) => step.id),
    ["make-it-2", undefined, "make-it-4", "make-it", undefined],
  );
  assert.equal(list[4]?.env, {
    STEP_MAKE_IT_2_VALUE: "${{ steps.make-it-2.outputs.value }}",
    STEP_MAKE_IT_4_VALUE: "${{ steps.make-it-4.outputs.value }}",
  });
});
deriving("what cannot be is an error at its node", () => {
  const late = producer();
  const foreign = producer();
  const absent = job("absent", { "runs-on": ubuntu, outputs: { value: foreign.outputs.value }, steps: [foreign] });
  const wrong = job("wrong", {
    "runs-on": ubuntu,
    steps: [
      run({ id: "x" }, sh`echo ${late.outputs.value}`),
      late,
      run({ id: "x", if: eq(foreign.outputs.value, "1") }, sh`true`),
      late,
    ],
  });
  const reader = job("reader", { "runs-on": ubuntu, if: eq(absent.outputs.value, "1"), steps: [] });
  const document = workflow("no/file", {
    on,
    outputs: { a: reader.outputs as never },
    jobs: [wrong, reader, job("reader", { "runs-on": ubuntu, steps: [] }), job("1a", { "runs-on": ubuntu, steps: [] })],
  });
  assert.equal(codes(document), [
    'workflow-id-invalid: Workflow id "no/file" cannot be a file name.',
    "outputs-without-call: The workflow declares outputs but is not triggered by `workflow_call`.",
    'step-id-twice: Two steps of this job have the id "x".',
    "step-twice: The same step stands twice in this job, so its outputs would be ambiguous.",
    'step-read-early: The output "value" is read before its step, "Make It!", has run.',
    'step-not-in-job: The output "value" is read from the step "Make It!", which is not in this job.',
    'job-not-in-workflow: "reader" needs the job "absent", which is not in this workflow\'s list of jobs.',
    'job-id-twice: Two jobs of this workflow have the id "reader".',
    'job-id-invalid: Job id "1a" is not one that GitHub accepts.',
  ]);
  assert.equal(document.diagnostics[4]?.place, { path: ["jobs", "wrong", "steps", 0] });
});
deriving("a value that is no plain data is an error where it stands", () => {
  const document = workflow("w", { on, env: { A: (() => 1) as never, B: new Date(0) as never }, jobs: [] });
  assert.equal(
    document.diagnostics.map(({ code, message, place }) => [code, message, place]),
    [
      ["value-not-plain", "A function stands where a workflow takes plain data.", { path: ["env", "A"] }],
      ["value-not-plain", "A Date stands where a workflow takes plain data.", { path: ["env", "B"] }],
    ],
  );
});
deriving("call sites are captured only when asked for", () => {
  const make = () => workflow("w", { on, jobs: [job("a", { "runs-on": ubuntu, steps: [producer()] })] });
  assert.equal(make().origins, []);
  const switches = globalThis as unknown as { [captureOriginsKey]?: boolean };
  switches[captureOriginsKey] = true;
  const { origins } = make();
  delete switches[captureOriginsKey];
  assert.equal(
    origins.map((origin) => origin.path),
    [[], ["jobs", "a"], ["jobs", "a", "steps", 0]],
  );
  assert.ok(origins.every((origin) => origin.stack.includes("workflow.test.ts")));
});
deriving.run();

const calling = suite("reusable workflows are called with typed handles");
const gateOn = triggers({
  workflow_call: { inputs: { role: text({ required: true }) }, secrets: { TOKEN: { required: true }, MORE: {} } },
});
const decide = run({ id: "decide", outputs: ["allowed"] }, sh`./decide ${gateOn.inputs.role}`);
const gateJob = job("gate", { "runs-on": ubuntu, outputs: { allowed: decide.outputs.allowed }, steps: [decide] });
const gateWorkflow = workflow("gate", {
  on: gateOn.on,
  outputs: { allowed: { description: "Whether.", value: gateJob.outputs.allowed }, plain: gateJob.outputs.allowed },
  jobs: [gateJob],
});
const caller = triggers({ push: null }, { secrets: ["TOKEN"] });
calling("outputs of the callee read its jobs, outputs of the caller's job follow", () => {
  assert.equal(gateWorkflow.model.on, {
    workflow_call: {
      inputs: { role: { required: true, type: "string" } },
      secrets: { TOKEN: { required: true }, MORE: {} },
      outputs: {
        allowed: { description: "Whether.", value: "${{ jobs.gate.outputs.allowed }}" },
        plain: { value: "${{ jobs.gate.outputs.allowed }}" },
      },
    },
  });
  const gated = call("check", gateWorkflow, { with: { role: "triage" }, secrets: { TOKEN: caller.secrets.TOKEN } });
  const next = job("next", { "runs-on": ubuntu, if: eq(gated.outputs.allowed, "true"), steps: [] });
  assert.equal(workflow("w", { on: caller.on, jobs: [gated, next] }).model.jobs, {
    check: {
      with: { role: "triage" },
      secrets: { TOKEN: "${{ secrets.TOKEN }}" },
      uses: "./.github/workflows/gate.yml",
    },
    next: { needs: ["check"], "runs-on": ubuntu, if: "needs.check.outputs.allowed == 'true'", steps: [] },
  });
});
calling("from another repository, at a pinned commit with its version", () => {
  const remote = fromRepository(gateWorkflow, { repository: "o/r", sha: "b".repeat(40), version: "v2.0.0" });
  const gated = call("check", remote, { with: { role: github.ref }, secrets: { TOKEN: caller.secrets.TOKEN } });
  const document = workflow("w", { on: caller.on, jobs: [gated] });
  assert.is(document.model.jobs.check?.uses, `o/r/.github/workflows/gate.yml@${"b".repeat(40)}`);
  assert.equal(document.comments, [{ position: "end", text: "v2.0.0", path: ["jobs", "check", "uses"] }]);
});
calling.run();
