import type { Value } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  always,
  background,
  cancel,
  eq,
  fromJSON,
  fromSteps,
  job,
  latestOnly,
  noted,
  parallel,
  queueAll,
  raw,
  requiredCheck,
  run,
  type Step,
  serial,
  sh,
  triggers,
  useAction,
  wait,
  waitAll,
  workflow,
} from "yardmaster";

const ubuntu = "ubuntu-24.04";
const { on, github } = triggers({ push: null });
const pin = { sha: "a".repeat(40), version: "v1.0.0" };

function emitted(steps: readonly Step[]): { steps: Value; problems: readonly string[] } {
  const document = workflow("w", { on, jobs: [job("a", { "runs-on": ubuntu, steps })] });
  const problems = document.diagnostics.map(({ code, message }) => `${code}: ${message}`);
  return { steps: document.model.jobs.a?.steps ?? null, problems };
}
const make = (name: string) => run({ name, outputs: ["value"] }, sh`./make`);

const concurrent = suite("steps that run at the same time");
concurrent("a background step, waited for by its id, then read", () => {
  const server = background(make("Serve"));
  const other = background(make("Other"));
  const { steps, problems } = emitted([server, other, wait([server, other]), run(sh`echo ${server.outputs.value}`)]);
  assert.equal(problems, []);
  assert.equal(steps, [
    { id: "serve", name: "Serve", background: true, run: "./make" },
    { id: "other", name: "Other", background: true, run: "./make" },
    { wait: ["serve", "other"] },
    { env: { STEP_SERVE_VALUE: "${{ steps.serve.outputs.value }}" }, run: 'echo "${STEP_SERVE_VALUE}"' },
  ]);
});
concurrent("wait-all ends them all; cancel names one", () => {
  const one = background(make("One"));
  const two = background(make("Two"));
  const { steps, problems } = emitted([
    one,
    two,
    cancel(one),
    waitAll({ name: "Rest" }),
    run({ if: eq(two.outcome, "success") }, sh`true`),
  ]);
  assert.equal(problems, []);
  assert.equal(steps, [
    { id: "one", name: "One", background: true, run: "./make" },
    { id: "two", name: "Two", background: true, run: "./make" },
    { cancel: "one" },
    { name: "Rest", "wait-all": true },
    { if: "steps.two.outcome == 'success'", run: "true" },
  ]);
});
concurrent("a background step that nobody waited for has not run", () => {
  const one = background(make("One"));
  assert.equal(emitted([one, run(sh`echo ${one.outputs.value}`)]).problems, [
    'step-read-early: The output "value" is read before its step, "One", has run.',
  ]);
});
concurrent("a parallel group gives its outputs to what follows, not to its own members", () => {
  const one = make("One");
  const two = make("Two");
  const { steps, problems } = emitted([parallel(one, two), run(sh`echo ${two.outputs.value}`)]);
  assert.equal(problems, []);
  assert.equal((steps as readonly Value[])[0], {
    parallel: [
      { name: "One", run: "./make" },
      { id: "two", name: "Two", run: "./make" },
    ],
  });
  const sibling = run({ name: "Sibling" }, sh`echo ${one.outputs.value}`);
  assert.equal(emitted([parallel(one, sibling)]).problems, [
    'step-read-early: The output "value" is read before its step, "One", has run.',
  ]);
});
concurrent.run();

const needing = suite("steps that need steps");
const checkout = useAction("actions/checkout", pin, []);
const install = run({ name: "Install", needs: [checkout] }, sh`npm ci`);
needing("are pulled in before, in order and once", () => {
  const test = run({ name: "Test", needs: [install] }, sh`npm test`);
  const lint = run({ name: "Lint", needs: [install, checkout] }, sh`npm run lint`);
  const names = (steps: Value) =>
    (steps as readonly { name?: string; uses?: string }[]).map(({ name, uses }) => name ?? uses);
  assert.equal(names(emitted([test, lint]).steps), [`actions/checkout@${pin.sha}`, "Install", "Test", "Lint"]);
  assert.equal(names(emitted([checkout, test]).steps), [`actions/checkout@${pin.sha}`, "Install", "Test"]);
});
needing("run under the joined conditions of those that need them, unless they are listed or have their own", () => {
  const onMain = eq(github.ref, "refs/heads/main");
  const onTag = eq(github.ref_type, "tag");
  const conditions = (steps: readonly Step[]) =>
    (emitted(steps).steps as readonly { if?: string }[]).map((step) => step.if ?? "-");
  const deploy = run({ name: "Deploy", if: onMain, needs: [install] }, sh`x`);
  const release = run({ name: "Release", if: onTag, needs: [install] }, sh`x`);
  assert.equal(conditions([deploy]), ["-", "github.ref == 'refs/heads/main'", "github.ref == 'refs/heads/main'"]);
  assert.equal(conditions([deploy, release]).slice(1), [
    "github.ref == 'refs/heads/main' || github.ref_type == 'tag'",
    "github.ref == 'refs/heads/main'",
    "github.ref_type == 'tag'",
  ]);
  assert.equal(conditions([install, deploy]).slice(1), ["-", "github.ref == 'refs/heads/main'"]);
  assert.equal(conditions([deploy, run({ needs: [install] }, sh`x`)]).slice(1, 2), ["-"]);
});
needing("a condition on outputs does not move before the step that sets them", () => {
  const decide = make("Decide");
  const act = run({ if: eq(decide.outputs.value, "yes"), needs: [install] }, sh`x`);
  const [, , pulled] = emitted([decide, act]).steps as readonly { name?: string; if?: string }[];
  assert.equal([pulled?.name, pulled?.if], ["Install", undefined]);
});
needing.run();

const matrices = suite("matrices");
matrices("include adds keys, axes may hold objects, and a leg's outputs are kept by its value", () => {
  const set = make("Set");
  const build = job("build", {
    "runs-on": ubuntu,
    strategy: {
      matrix: {
        os: ["linux", "win"],
        target: [{ triple: "x64", cross: true }],
        include: [{ os: "linux", extra: 1 }],
        exclude: [{ os: "win" }],
      },
      "max-parallel": 2,
    },
    outputsByLeg: { digest: { axis: "os", value: set.outputs.value } },
    steps: ({ matrix }) => [set, run({ if: eq(matrix.extra, 1) }, sh`echo ${matrix.os} ${matrix.target.triple}`)],
  });
  const read = job("read", {
    "runs-on": ubuntu,
    if: eq(build.byLeg.digest.linux, "x"),
    steps: [run(sh`echo ${build.byLeg.digest.win}`)],
  });
  const { model, diagnostics } = workflow("w", { on, jobs: [build, read] });
  assert.equal(diagnostics, []);
  assert.equal(model.jobs.build?.outputs, {
    digest_linux: "${{ case(matrix.os == 'linux', steps.set.outputs.value, '') }}",
    digest_win: "${{ case(matrix.os == 'win', steps.set.outputs.value, '') }}",
  });
  assert.equal((model.jobs.build as unknown as { steps: readonly Value[] }).steps[1], {
    if: "matrix.extra == 1",
    env: { MATRIX_OS: "${{ matrix.os }}", MATRIX_TARGET_TRIPLE: "${{ matrix.target.triple }}" },
    run: 'echo "${MATRIX_OS}" "${MATRIX_TARGET_TRIPLE}"',
  });
  assert.equal([model.jobs.read?.if, model.jobs.read?.needs], ["needs.build.outputs.digest_linux == 'x'", ["build"]]);
});
matrices("an axis or the whole matrix may be computed at run time", () => {
  const plan = make("Plan");
  const first = job("first", { "runs-on": ubuntu, outputs: { list: plan.outputs.value }, steps: [plan] });
  const axis = job("axis", {
    "runs-on": ubuntu,
    strategy: { matrix: { node: fromJSON<number[], "needs">(first.outputs.list) } },
    steps: ({ matrix }) => [run({ if: eq(matrix.node, 22) }, sh`true`)],
  });
  const whole = job("whole", {
    "runs-on": ubuntu,
    strategy: { matrix: fromJSON<{ include: { os: string }[] }, "needs">(first.outputs.list) },
    steps: ({ matrix }) => [run(sh`echo ${matrix.os}`)],
  });
  const { model, diagnostics } = workflow("w", { on, jobs: [first, axis, whole] });
  assert.equal(diagnostics, []);
  assert.equal(model.jobs.axis?.strategy, { matrix: { node: "${{ fromJSON(needs.first.outputs.list) }}" } });
  assert.equal(model.jobs.whole?.strategy, { matrix: "${{ fromJSON(needs.first.outputs.list) }}" });
});
matrices("an output cannot be kept by an axis without listed values", () => {
  const set = make("Set");
  assert.throws(
    () =>
      job("a", { "runs-on": ubuntu, outputsByLeg: { digest: { axis: "os", value: set.outputs.value } }, steps: [set] }),
    (error: { diagnostic?: { code: string } }) => error.diagnostic?.code === "leg-axis-unknown",
  );
});
matrices.run();

const permitting = suite("permissions follow from steps");
const known = (permissions: object | undefined, steps: readonly Step[], top?: object) => {
  const document = workflow("w", {
    on,
    ...(top ? { permissions: top } : {}),
    jobs: [job("a", { "runs-on": ubuntu, ...(permissions ? { permissions: permissions as never } : {}), steps })],
  });
  return {
    given: document.model.jobs.a?.permissions,
    problems: document.diagnostics.map(({ code, severity, message }) => [severity, code, message]),
  };
};
permitting("the least that known actions and declared scripts need", () => {
  const comment = run({ name: "Comment", permissions: { "pull-requests": "write" } }, sh`gh pr comment`);
  assert.equal(known(fromSteps as never, [checkout, comment, run(sh`true`)]), {
    given: { contents: "read", "pull-requests": "write" },
    problems: [],
  });
});
permitting("an action of unknown needs must say them", () => {
  assert.equal(known(fromSteps as never, [useAction("o/r", pin, [])]).problems, [
    [
      "error",
      "permission-unknown",
      "What o/r does with the job's token is not known, so permissions cannot follow from it.",
    ],
  ]);
  const said = useAction("o/r", pin, [], {}, { permissions: { issues: "write" } });
  assert.equal(known(fromSteps as never, [said]), { given: { issues: "write" }, problems: [] });
});
permitting("what is stated and too little is reported, the workflow's own included", () => {
  const message = "actions/checkout needs `contents: read`, and the job has `contents: none`.";
  assert.equal(known({ issues: "read" }, [checkout]).problems, [["warning", "permission-missing", message]]);
  assert.equal(known(undefined, [parallel(checkout)], {}).problems, [["warning", "permission-missing", message]]);
  assert.equal(known({ contents: "write" }, [checkout]).problems, []);
  assert.equal(known(undefined, [checkout]).problems, []);
});
permitting.run();

const checking = suite("a required check");
checking("is one job that ends whatever became of the others", () => {
  const { on } = triggers({ pull_request: null, merge_group: null });
  const test = job("test", { "runs-on": ubuntu, steps: [] });
  const { model, diagnostics } = workflow("w", { on, jobs: [test, requiredCheck("all-green", [test])] });
  assert.equal(diagnostics, []);
  assert.equal(model.jobs["all-green"], {
    needs: ["test"],
    if: "always()",
    "runs-on": ubuntu,
    permissions: {},
    "timeout-minutes": 5,
    steps: [
      {
        name: "Fail when a job failed or was cancelled",
        if: "contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled')",
        run: "exit 1",
      },
    ],
  });
});
checking("under a filter by paths would be waited for; without merge groups a queue would wait", () => {
  const { on } = triggers({ pull_request: { paths: ["src/**"] } });
  const test = job("test", { "runs-on": ubuntu, steps: [] });
  const { diagnostics } = workflow("w", { on, jobs: [test, requiredCheck("ok", [test], { name: "OK" })] });
  assert.equal(
    diagnostics.map(({ severity, code, place }) => [severity, code, place]),
    [
      ["error", "required-check-filtered", { path: ["jobs", "ok"] }],
      ["warning", "required-check-merge-group", { path: ["jobs", "ok"] }],
    ],
  );
});
checking.run();

const hatching = suite("escape hatches");
hatching("raw lets values and whole keys through at every level, and keeps why", () => {
  const { on, github } = triggers({
    push: { raw: raw({ "new-filter": ["x"] }, "event") },
    raw: raw({ new_event: null }, "on"),
  });
  eq(github.event_name, "push");
  const step = run({ raw: raw({ "new-step-key": [1] }, "step") }, sh`true`);
  const document = workflow("w", {
    on,
    raw: raw({ "new-key": "${{ github.sha }}" }, "top"),
    jobs: [
      job("a", {
        "runs-on": raw({ pool: "x" }, "value"),
        raw: raw({ "new-job-key": { a: true } }, "job"),
        steps: [step],
      }),
    ],
  });
  assert.equal(document.diagnostics, []);
  assert.equal(document.model, {
    name: "w",
    on: { push: { "new-filter": ["x"] }, new_event: null },
    "new-key": "${{ github.sha }}",
    jobs: {
      a: {
        "runs-on": { pool: "x" },
        "new-job-key": { a: true },
        steps: [{ run: "true", shell: "bash", "new-step-key": [1] }],
      },
    },
  });
  assert.equal(document.escapes, [
    { path: ["new-key"], why: "top" },
    { path: ["on", "new_event"], why: "on" },
    { path: ["on", "push", "new-filter"], why: "event" },
    { path: ["jobs", "a", "steps", 0, "new-step-key"], why: "step" },
    { path: ["jobs", "a", "new-job-key"], why: "job" },
    { path: ["jobs", "a", "runs-on"], why: "value" },
  ]);
});
hatching.run();

const rest = suite("the rest of a job's keys");
rest("containers, services, environment, snapshot, cache mode and the presets of concurrency", () => {
  const { on, github, secrets } = triggers({ push: null }, { secrets: ["PASSWORD"] });
  const a = job("a", {
    "runs-on": { group: "big", labels: ["x64", github.ref_name] },
    container: {
      image: "node:24",
      credentials: { username: github.actor, password: secrets.PASSWORD },
      env: { A: 1 },
      ports: [80],
      volumes: ["/a:/b"],
      options: "--cpus 1",
    },
    services: { db: { image: "postgres:18", ports: ["5432:5432"] }, cache: "redis:8" },
    environment: { name: "prod", url: github.server_url, deployment: false },
    snapshot: { "image-name": "img", version: "1.*" },
    "cache-mode": "none",
    concurrency: queueAll("deploy"),
    "cancel-timeout-minutes": 2,
    defaults: { run: { shell: "bash", "working-directory": "x" } },
    steps: [run({ if: always(), "working-directory": "y" }, sh`true`)],
  });
  const { model, diagnostics } = workflow("w", { on, "cache-mode": "read", concurrency: serial("g"), jobs: [a] });
  assert.equal(diagnostics, []);
  assert.equal(model["cache-mode"], "read");
  assert.equal(model.concurrency, { group: "g", "cancel-in-progress": false });
  assert.equal(model.jobs.a, {
    "runs-on": { group: "big", labels: ["x64", "${{ github.ref_name }}"] },
    container: {
      image: "node:24",
      credentials: { username: "${{ github.actor }}", password: "${{ secrets.PASSWORD }}" },
      env: { A: 1 },
      ports: [80],
      volumes: ["/a:/b"],
      options: "--cpus 1",
    },
    services: { db: { image: "postgres:18", ports: ["5432:5432"] }, cache: "redis:8" },
    environment: { name: "prod", url: "${{ github.server_url }}", deployment: false },
    snapshot: { "image-name": "img", version: "1.*" },
    "cache-mode": "none",
    concurrency: { group: "deploy", queue: "max" },
    "cancel-timeout-minutes": 2,
    defaults: { run: { shell: "bash", "working-directory": "x" } },
    steps: [{ if: "always()", "working-directory": "y", run: "true" }],
  });
  assert.equal(latestOnly("g"), { group: "g", "cancel-in-progress": true });
});
rest("a job's result needs the job", () => {
  const first = job("first", { "runs-on": ubuntu, steps: [] });
  const second = job("second", { "runs-on": ubuntu, if: eq(first.result, "failure"), steps: [] });
  assert.equal(workflow("w", { on, jobs: [first, second] }).model.jobs.second, {
    needs: ["first"],
    if: "needs.first.result == 'failure'",
    "runs-on": ubuntu,
    steps: [],
  });
});
rest("noted entries keep their comments", () => {
  const document = workflow("w", { on, env: { A: noted("x", "why") }, jobs: [] });
  assert.equal(document.comments, [{ position: "above", text: "why", path: ["env", "A"] }]);
});
rest.run();
