import { type AuthoringError, mistakesKey, type SourceDocument } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as dsl from "yardmaster";

// `raw` at every place: its value comes out there, with its reason, or a sentence says what the place takes.

const { sh } = dsl;
const {
  background,
  call,
  cancel,
  compositeAction,
  dockerAction,
  fromRepository,
  job,
  localWorkflow,
  matrix,
  nodeAction,
  parallel,
  raw,
  requiredCheck,
  run,
  stepUnit,
  taskTable,
  text,
  triggers,
  use,
  useAction,
  useDocker,
  useFolder,
  useLocal,
  wait,
  workflow,
} = dsl as never as { readonly [K in keyof typeof dsl]: (...given: readonly unknown[]) => never };

let given: unknown;
const hatch = (value: unknown) => {
  given = value;
  return raw(value, "why");
};
const r = () => hatch({ uses: "a/b@v1" });
const on = () => handles(triggers({ push: null })).on;
const handles = (made: unknown) => made as { readonly on: never; readonly steps: never };
const step = () => run(sh`true`);
const j = (keys: object = {}) => job("j", { "runs-on": "x", steps: [step()], ...keys });
const w = (keys: object) => workflow("w", { on: on(), permissions: {}, jobs: [j()], ...keys });
const own = () => ({ steps: [run({ shell: "bash" }, sh`true`)] });
const act = (keys: object = {}, body: () => unknown = own) =>
  compositeAction("a", { name: "n", description: "d", ...keys }, body);
const unit = (inputs: unknown) => {
  const body = ({ inputs: { a } }: { inputs: { a: never } }) => ({ steps: [run(sh`echo ${a}`)] });
  const metadata = { name: "n", description: "d", emit: "inline", inputs: { a: text() } };
  return (stepUnit("u", metadata, body) as (given: unknown) => { steps: never })(inputs).steps;
};
const called = (event: object = { inputs: { a: text() } }) => w({ on: handles(triggers({ workflow_call: event })).on });

interface Made {
  readonly document: SourceDocument & {
    readonly model?: unknown;
    readonly escapes?: readonly { path: readonly PropertyKey[]; why: string }[];
  };
  readonly findings: readonly string[];
}

function make(build: () => unknown): Made {
  const global = globalThis as unknown as Record<symbol, unknown>;
  const mistakes: AuthoringError[] = [];
  global[mistakesKey] = mistakes;
  try {
    const document = build() as Made["document"];
    const all = [...mistakes.map(({ diagnostic }) => diagnostic), ...document.diagnostics];
    return { document, findings: all.map(({ code, message }) => `${code}: ${message}`) };
  } finally {
    delete global[mistakesKey];
  }
}

/** Where it comes out, by the place where it is put. */
const taken: Readonly<Record<string, readonly [path: string, build: () => unknown]>> = {
  matrix: ["jobs.j.strategy.matrix", () => w({ jobs: [j({ strategy: { matrix: hatch({ a: [1] }) } })] })],
  "matrix axis": ["jobs.j.strategy.matrix.a", () => w({ jobs: [j({ strategy: { matrix: { a: hatch([1]) } } })] })],
  "matrix include": [
    "jobs.j.strategy.matrix.include",
    () => w({ jobs: [j({ strategy: { matrix: { a: [1], include: hatch([{ a: 1 }]) } } })] }),
  ],
  "matrix include entry": [
    "jobs.j.strategy.matrix.include.0",
    () => w({ jobs: [j({ strategy: { matrix: { a: [1], include: [hatch({ a: 1 })] } } })] }),
  ],
  "matrix exclude": [
    "jobs.j.strategy.matrix.exclude",
    () => w({ jobs: [j({ strategy: { matrix: { a: [1], exclude: hatch([{ a: 1 }]) } } })] }),
  ],
  "matrix exclude entry": [
    "jobs.j.strategy.matrix.exclude.0",
    () => w({ jobs: [j({ strategy: { matrix: { a: [1], exclude: [hatch({ a: 1 })] } } })] }),
  ],
  "matrix()": ["jobs.j.strategy.matrix", () => w({ jobs: [j({ strategy: { matrix: matrix(hatch({ a: [1] })) } })] })],
  strategy: ["jobs.j.strategy", () => w({ jobs: [j({ strategy: hatch({ matrix: { a: [1] } }) })] })],
  outputs: ["jobs.j.outputs", () => w({ jobs: [j({ outputs: hatch({ a: "b" }) })] })],
  "job permissions": ["jobs.j.permissions", () => w({ jobs: [j({ permissions: hatch({ new: "read" }) })] })],
  "job env": ["jobs.j.env", () => w({ jobs: [j({ env: hatch({ A: "read" }) })] })],
  "job defaults": ["jobs.j.defaults", () => w({ jobs: [j({ defaults: hatch({ run: { shell: "bash" } }) })] })],
  "job defaults.run": ["jobs.j.defaults.run", () => w({ jobs: [j({ defaults: { run: hatch({ shell: "bash" }) } })] })],
  "job container": ["jobs.j.container", () => w({ jobs: [j({ container: hatch({ image: "x:1" }) })] })],
  "job services": ["jobs.j.services.a", () => w({ jobs: [j({ services: { a: hatch({ image: "x:1" }) } })] })],
  "job if": ["jobs.j.if", () => w({ jobs: [j({ if: hatch("true") })] })],
  "job environment": ["jobs.j.environment", () => w({ jobs: [j({ environment: hatch({ name: "x" }) })] })],
  "job concurrency": ["jobs.j.concurrency", () => w({ jobs: [j({ concurrency: hatch({ group: "x" }) })] })],
  "runs-on": ["jobs.j.runs-on", () => w({ jobs: [j({ "runs-on": hatch(["x"]) })] })],
  event: ["on.push", () => w({ on: handles(triggers({ push: hatch({ branches: ["x"] }) })).on })],
  "event dispatch": [
    "on.workflow_dispatch",
    () => w({ on: handles(triggers({ workflow_dispatch: hatch({ inputs: { a: { type: "string" } } }) })).on }),
  ],
  "event repo dispatch": [
    "on.repository_dispatch",
    () => w({ on: handles(triggers({ repository_dispatch: hatch({ types: ["a"] }) })).on }),
  ],
  inputs: [
    "on.workflow_dispatch.inputs",
    () => w({ on: handles(triggers({ workflow_dispatch: { inputs: hatch({ a: { type: "string" } }) } })).on }),
  ],
  "one input": [
    "on.workflow_dispatch.inputs.a",
    () =>
      w({ on: handles(triggers({ workflow_dispatch: { inputs: { a: hatch({ type: "string" }), b: text() } } })).on }),
  ],
  "call inputs": [
    "on.workflow_call.inputs",
    () => w({ on: handles(triggers({ workflow_call: { inputs: hatch({ a: { type: "string" } }) } })).on }),
  ],
  "one call input": [
    "on.workflow_call.inputs.a",
    () => w({ on: handles(triggers({ workflow_call: { inputs: { a: hatch({ type: "string" }) } } })).on }),
  ],
  "call secrets": [
    "on.workflow_call.secrets",
    () => w({ on: handles(triggers({ workflow_call: { secrets: hatch({ a: { required: true } }) } })).on }),
  ],
  "one call secret": [
    "on.workflow_call.secrets.a",
    () => w({ on: handles(triggers({ workflow_call: { secrets: { a: hatch({ required: true }) } } })).on }),
  ],
  schedule: ["on.schedule", () => w({ on: handles(triggers({ schedule: hatch([{ cron: "1 1 * * *" }]) })).on })],
  "schedule entry": [
    "on.schedule.0",
    () => w({ on: handles(triggers({ schedule: [hatch({ cron: "1 1 * * *" })] })).on }),
  ],
  "workflow_run workflows": [
    "on.workflow_run.workflows",
    () => w({ on: handles(triggers({ workflow_run: { workflows: hatch(["a"]) } })).on }),
  ],
  "workflow_run entry": [
    "on.workflow_run.workflows.0",
    () => w({ on: handles(triggers({ workflow_run: { workflows: [hatch("a")] } })).on }),
  ],
  "workflow outputs": [
    "on.workflow_call.outputs",
    () => w({ on: handles(triggers({ workflow_call: null })).on, outputs: hatch({ a: { value: "x" } }) }),
  ],
  "workflow output": [
    "on.workflow_call.outputs.a",
    () => w({ on: handles(triggers({ workflow_call: null })).on, outputs: { a: hatch({ value: "x" }) } }),
  ],
  "workflow permissions": ["permissions", () => w({ permissions: hatch({ new: "read" }) })],
  "workflow env": ["env", () => w({ env: hatch({ A: "x" }) })],
  "workflow defaults": ["defaults", () => w({ defaults: hatch({ run: { shell: "bash" } }) })],
  "workflow concurrency": ["concurrency", () => w({ concurrency: hatch({ group: "x" }) })],
  "workflow name": ["name", () => w({ name: hatch("x") })],
  "workflow run-name": ["run-name", () => w({ "run-name": hatch("x") })],
  "run script": ["jobs.j.steps.0.run", () => w({ jobs: [j({ steps: [run(hatch("true"))] })] })],
  "step env": ["jobs.j.steps.0.env", () => w({ jobs: [j({ steps: [run({ env: hatch({ A: "x" }) }, sh`true`)] })] })],
  "step shell": ["jobs.j.steps.0.shell", () => w({ jobs: [j({ steps: [run({ shell: hatch("bash") }, sh`true`)] })] })],
  "step name": ["jobs.j.steps.0.name", () => w({ jobs: [j({ steps: [run({ name: hatch("a") }, sh`true`)] })] })],
  "step if": ["jobs.j.steps.0.if", () => w({ jobs: [j({ steps: [run({ if: hatch("always()") }, sh`true`)] })] })],
  step: ["jobs.j.steps.1", () => w({ jobs: [j({ steps: [step(), r()] })] })],
  steps: ["jobs.j.steps", () => w({ jobs: [j({ steps: r() })] })],
  "steps fn": ["jobs.j.steps", () => w({ jobs: [j({ steps: () => r() })] })],
  parallel: ["jobs.j.steps.0.parallel.0", () => w({ jobs: [j({ steps: [parallel(r(), step())] })] })],
  "not finite": [
    "jobs.j.timeout-minutes",
    () => w({ jobs: [j({ "timeout-minutes": hatch(Number.POSITIVE_INFINITY) })] }),
  ],
  "action step": ["runs.steps.0", () => act({}, () => ({ steps: [r()] }))],
  "useLocal inputs": [
    "jobs.j.steps.0.with",
    () => w({ jobs: [j({ steps: [useLocal(act({ inputs: { a: text() } }), hatch({ a: "b" }))] })] }),
  ],
  "use inputs": ["jobs.j.steps.0.with", () => w({ jobs: [j({ steps: [use("a/b@v1", hatch({ a: "b" }))] })] })],
  "useFolder inputs": ["jobs.j.steps.0.with", () => w({ jobs: [j({ steps: [useFolder("x", hatch({ a: "b" }))] })] })],
  "useDocker inputs": ["jobs.j.steps.0.with", () => w({ jobs: [j({ steps: [useDocker("x", hatch({ a: "b" }))] })] })],
  "useAction inputs": [
    "jobs.j.steps.0.with",
    () => {
      const pin = { sha: "0".repeat(40), version: "v1", inputs: { c: {} } };
      return w({ jobs: [j({ steps: [useAction("a/b", pin, [], hatch({ a: "b" }))] })] });
    },
  ],
  "node output": [
    "outputs.a",
    () =>
      nodeAction("a", { name: "n", description: "d" }, { main: "x.js", outputs: { a: hatch({ description: "x" }) } }),
  ],
  "action branding": ["branding", () => act({ branding: hatch({ icon: "x" }) })],
  "action author": ["author", () => act({ author: hatch("x") })],
  "action output": [
    "outputs.a",
    () =>
      act({}, () => ({
        steps: [run({ shell: "bash" }, sh`true`)],
        outputs: { a: hatch({ description: "x", value: "y" }) },
      })),
  ],
  "node main": ["runs.main", () => nodeAction("a", { name: "n", description: "d" }, { main: hatch("x.js") })],
  "call with": [
    "jobs.c.with",
    () =>
      w({
        jobs: [
          call("c", w({ on: handles(triggers({ workflow_call: { inputs: { a: text() } } })).on }), {
            with: hatch({ a: "x" }),
          }),
        ],
      }),
  ],
  "call with one": [
    "jobs.c.with.a",
    () =>
      w({
        jobs: [
          call("c", w({ on: handles(triggers({ workflow_call: { inputs: { a: text() } } })).on }), {
            with: { a: hatch("x") },
          }),
        ],
      }),
  ],
  "action input": ["inputs.a", () => act({ inputs: { a: r() } })],
  "call secrets arg": [
    "jobs.c.secrets",
    () =>
      w({
        jobs: [
          call("c", w({ on: handles(triggers({ workflow_call: { secrets: { A: { required: true } } } })).on }), {
            secrets: hatch("inherit"),
          }),
        ],
      }),
  ],
};

const refused: Readonly<Record<string, () => unknown>> = {
  job: () => w({ jobs: [r()] }),
  jobs: () => w({ jobs: r() }),
  "job options": () => w({ jobs: [job("j", r())] }),
  "job id": () => w({ jobs: [job(r(), { "runs-on": "x", steps: [step()] })] }),
  "needs entry": () => w({ jobs: [j({ needs: [r()] })] }),
  needs: () => w({ jobs: [j({ needs: r() })] }),
  outputsByLeg: () => w({ jobs: [j({ strategy: { matrix: { a: [1] } }, outputsByLeg: hatch({ a: "b" }) })] }),
  "outputsByLeg entry": () =>
    w({ jobs: [j({ strategy: { matrix: { a: [1] } }, outputsByLeg: { v: hatch({ a: "b" }) } })] }),
  "job note": () => w({ jobs: [j({ note: hatch("x") })] }),
  "workflow options": () => workflow("w", r()),
  "workflow id": () => workflow(r(), { on: on(), jobs: [j()], permissions: {} }),
  on: () => w({ on: hatch({ push: null }) }),
  triggers: () => w({ on: handles(triggers(hatch({ push: null }))).on }),
  settings: () => w({ on: handles(triggers({ push: null }, hatch({}))).on }),
  "settings.secrets": () => w({ on: handles(triggers({ push: null }, { secrets: hatch(["A"]) })).on }),
  "settings.env": () => w({ on: handles(triggers({ push: null }, { env: [hatch("A")] })).on }),
  header: () => w({ header: hatch(["x"]) }),
  root: () => w({ root: hatch("x") }),
  target: () => w({ target: hatch("ghes-3.20") }),
  "raw key": () => w({ raw: hatch("x") }),
  "raw null": () => w({ raw: hatch(null) }),
  "run options": () => w({ jobs: [j({ steps: [run(hatch({ name: "x" }), sh`true`)] })] }),
  "step outputs": () => w({ jobs: [j({ steps: [run({ outputs: hatch(["a"]) }, sh`true`)] })] }),
  "step id": () => w({ jobs: [j({ steps: [run({ id: hatch("a") }, sh`true`)] })] }),
  "step needs": () => w({ jobs: [j({ steps: [run({ needs: [r()] }, sh`true`)] })] }),
  "step permissions": () =>
    w({
      jobs: [j({ permissions: "fromSteps", steps: [run({ permissions: hatch({ contents: "read" }) }, sh`true`)] })],
    }),
  "sh part": () => w({ jobs: [j({ steps: [run(sh`echo ${hatch("x")}`)] })] }),
  background: () => w({ jobs: [j({ steps: [background(r())] })] }),
  wait: () => w({ jobs: [j({ steps: [wait(r())] })] }),
  "wait list": () => w({ jobs: [j({ steps: [wait([r()])] })] }),
  cancel: () => w({ jobs: [j({ steps: [cancel(r())] })] }),
  "action metadata": () => compositeAction("a", r(), () => ({ steps: [] })),
  "action name": () => act({ name: hatch("x") }),
  "action inputs": () => act({ inputs: hatch({ a: { description: "x" } }) }),
  "action body": () => act({}, () => r()),
  "action steps": () => act({}, () => ({ steps: r() })),
  "action outputs": () =>
    act({}, () => ({
      steps: [run({ shell: "bash" }, sh`true`)],
      outputs: hatch({ a: { description: "x", value: "y" } }),
    })),
  "action folder": () => compositeAction(hatch("a"), { name: "n", description: "d" }, () => ({ steps: [] })),
  "node runs": () => nodeAction("a", { name: "n", description: "d" }, hatch({ main: "x.js" })),
  "node outputs": () => nodeAction("a", { name: "n", description: "d" }, { main: "x.js", outputs: hatch({ a: "b" }) }),
  "docker runs": () => dockerAction("a", { name: "n", description: "d" }, () => hatch({ image: "x.js" })),
  useLocal: () => w({ jobs: [j({ steps: [useLocal(r())] })] }),
  "useLocal options": () => w({ jobs: [j({ steps: [useLocal(act(), {}, hatch({ name: "b" }))] })] }),
  useFolder: () => w({ jobs: [j({ steps: [useFolder(hatch("./x"))] })] }),
  "unit inputs": () =>
    w({
      jobs: [
        j({
          steps: unit(hatch({ a: "x" })),
        }),
      ],
    }),
  "unit input": () =>
    w({
      jobs: [
        j({
          steps: unit({ a: hatch("x") }),
        }),
      ],
    }),
  "call target": () => w({ jobs: [call("c", r(), {})] }),
  "call options": () =>
    w({ jobs: [call("c", w({ on: handles(triggers({ workflow_call: { inputs: { a: text() } } })).on }), r())] }),
  fromRepository: () =>
    w({ jobs: [call("c", fromRepository(w({ on: handles(triggers({ workflow_call: null })).on }), r()), {})] }),
  localWorkflow: () => w({ jobs: [call("c", localWorkflow("x.yml", r()), {})] }),
  "localWorkflow decl": () =>
    w({
      jobs: [
        call("c", localWorkflow("x.yml", { inputs: hatch({ a: { type: "string" } }), secrets: {}, outputs: [] }), {
          with: { a: "x" },
        }),
      ],
    }),
  requiredCheck: () => w({ jobs: [requiredCheck("rc", [r()])] }),
  taskTable: () => taskTable("t", r()),
  task: () => taskTable("t", { a: r() }),
};

const test = suite("raw at every place");

for (const [name, [path, build]] of Object.entries(taken))
  test(`taken: ${name}`, () => {
    const { document, findings } = make(build);
    assert.equal(findings, []);
    assert.equal(
      document.escapes?.map((hole) => [hole.path.join("."), hole.why]),
      [[path, "why"]],
    );
    const value = path
      .split(".")
      .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document.model);
    assert.equal(value, given);
  });

for (const [name, build] of Object.entries(refused))
  test(`refused: ${name}`, () => {
    const { findings } = make(build);
    assert.match(findings[0] ?? "", /^value-misplaced: .*(?:a `raw` value|what `raw` holds)/i);
  });

test("refused: outputs beside a `workflow_call` in raw, which has no place for them", () => {
  const { findings } = make(() =>
    w({ on: handles(triggers({ workflow_call: hatch({ inputs: {} }) })).on, outputs: { a: { value: "x" } } }),
  );
  assert.equal(findings, [
    "outputs-without-call: The workflow declares outputs, and its `workflow_call` went through `raw`, where they have no place.",
  ]);
});

test("who calls what went through raw is not held to names that are not known", () => {
  for (const event of [raw({ inputs: {} }, "why"), { inputs: raw({}, "why") }, { secrets: raw({}, "why") }])
    assert.equal(make(() => w({ jobs: [call("c", called(event), { with: { a: "x" } })] })).findings, []);
});

test.run();
