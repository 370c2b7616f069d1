import { inspect } from "node:util";
import { isAuthoringError, mistakesKey } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as language from "yardmaster";

// Nothing undefined, and nothing of a wrong kind past a cast, passes a builder, an operand, a template or a map.

const dsl = language as unknown as Record<string, (...given: readonly unknown[]) => never>;
const { eq, format, job, matrix, run, sh, triggers, workflow } = language;
const { on, github, inputs } = triggers({ workflow_dispatch: { inputs: { deep: language.flag() } } });
const ubuntu = "ubuntu-24.04";
const nothing = undefined as never;
const unit = { name: "n", description: "d" };

/** What a loader would be told, as `code: sentence`. */
function told(build: () => unknown): readonly string[] {
  const global = globalThis as unknown as { [mistakesKey]?: unknown[] };
  const mistakes: unknown[] = [];
  global[mistakesKey] = mistakes;
  try {
    const made = build() as { diagnostics?: readonly { code: string; message: string }[] } | undefined;
    const collected = mistakes.map((error) => (isAuthoringError(error) ? error.diagnostic : error));
    const own = typeof made === "object" && made !== null && "diagnostics" in made ? (made.diagnostics ?? []) : [];
    return ([...collected, ...own] as { code: string; message: string }[]).map(
      (each) => `${each.code}: ${each.message}`,
    );
  } finally {
    delete global[mistakesKey];
  }
}

const step = () => run({ id: "decide", outputs: ["allowed"] }, sh`./decide`);
const gateOf = () => {
  const decide = step();
  return job("gate", { "runs-on": ubuntu, outputs: { allowed: decide.outputs.allowed }, steps: [decide] });
};
const act = (options: object) =>
  workflow("w", { on, jobs: [job("act", { "runs-on": ubuntu, steps: [run(sh`./act`)], ...options } as never)] });
const acts = (options: object, script: never = sh`./act` as never) => act({ steps: [run(options as never, script)] });

const naming = suite("keys of the author's own");
naming("may be called `if` without being a condition", () => {
  const { model } = workflow("w", {
    on,
    jobs: [
      job("a", {
        "runs-on": ubuntu,
        if: eq(github.ref, "x"),
        strategy: { matrix: { include: [{ if: github.ref }] } },
        steps: [run({ if: eq(github.ref, "y"), env: { if: github.ref } }, sh`true`)],
      }),
    ],
  });
  assert.equal(model.jobs.a, {
    "runs-on": ubuntu,
    if: "github.ref == 'x'",
    strategy: { matrix: { include: [{ if: "${{ github.ref }}" }] } },
    steps: [{ if: "github.ref == 'y'", env: { if: "${{ github.ref }}" }, run: "true" }],
  });
});
naming.run();

const plainConditions = suite("a plain boolean as `if`");
plainConditions("is told of, since JavaScript's operators make one of a handle", () => {
  const why = "that is also what JavaScript's `!`, `===`, `&&` and `?:` make of a handle.";
  const { diagnostics } = workflow("w", {
    on,
    jobs: [
      job("a", {
        "runs-on": ubuntu,
        if: !inputs.deep,
        steps: [
          run({ if: (github.ref as unknown) === "x" }, sh`a`),
          language.parallel(run({ if: language.noted(!!github.ref, "why") }, sh`b`), run(sh`c`)),
        ],
      }),
    ],
  });
  assert.equal(
    diagnostics.map(({ code, severity, message, hint, place }) => [code, severity, message, hint, place]),
    [
      [["jobs", "a", "steps", 0, "if"], false],
      [["jobs", "a", "steps", 1, "parallel", 0, "if"], true],
      [["jobs", "a", "if"], false],
    ].map(([path, value]) => [
      "condition-plain",
      "warning",
      `\`if\` is a plain \`${value}\`, ${value ? "which asks GitHub nothing" : "so this never runs"}: ${why}`,
      `Write \`not(…)\`, \`eq(…)\`, \`and(…)\` or \`or(…)\`; where ${value ? "it is to stand there" : "never running is meant"}, \`loose(${value})\`.`,
      { path },
    ]),
  );
});
plainConditions("is told of in a composite action, too", () => {
  const action = language.compositeAction("tools/a", unit, () => ({ steps: [run({ if: false }, sh`a`)] }));
  assert.equal(
    action.diagnostics.map(({ code, place }) => [code, place]),
    [["condition-plain", { path: ["runs", "steps", 0, "if"] }]],
  );
});
plainConditions(
  "is nothing to tell of where an expression is one, where its author says so, and under other keys",
  () => {
    const folded = eq("a" as never, "b" as never);
    const { model, diagnostics } = workflow("w", {
      on,
      jobs: [
        job("a", {
          "runs-on": ubuntu,
          if: language.loose(false),
          env: { if: "x" },
          steps: [
            run({ if: language.loose(true), env: { if: true } }, sh`a`),
            run({ if: folded }, sh`b`),
            run({ if: language.raw(false, "so it is") }, sh`c`),
            run({ raw: language.raw({ if: false }, "so it is") }, sh`d`),
          ],
        }),
      ],
    });
    assert.equal(
      diagnostics.map(({ code }) => code).filter((code) => code === "condition-plain"),
      [],
    );
    assert.is((model.jobs as { a: { if: unknown } }).a.if, false);
  },
);
plainConditions.run();

const numbers = suite("numbers that are not finite");
numbers("go through raw, which is how YAML writes them", () => {
  const { model, diagnostics } = workflow("w", {
    on,
    env: { A: language.raw(Number.POSITIVE_INFINITY, "so it is"), B: Number.NaN },
    jobs: [job("a", { "runs-on": ubuntu, steps: [run(sh`true`)] })],
  });
  assert.equal(model.env, { A: Number.POSITIVE_INFINITY, B: null });
  assert.equal(
    diagnostics.map(({ message }) => message),
    ["A number that is not finite stands where a workflow takes plain data."],
  );
});
numbers.run();

const reading = suite("a read of what is not there");
const unread = 'property-unknown: The job "gate" has no output `denyed`, so there is no `gate.outputs.denyed`.';
const { denyed } = gateOf().outputs as never as { denyed: never };
reading("is harmless where nothing uses it", () => {
  assert.equal(
    told(() => {
      const { denyed: unused } = gateOf().outputs as never as { denyed: unknown };
      return [typeof unused, Object.keys({ ...gateOf().outputs })];
    }),
    [],
  );
});
reading("is reported once, by the first use", () => {
  const read = () => (gateOf().outputs as never as { denyed: never }).denyed;
  assert.equal(
    told(() => {
      const value = read();
      eq(value, "a");
      language.ne(value, "b");
    }),
    [unread],
  );
});
reading("is thrown where no loader collects mistakes", () => {
  try {
    eq((gateOf().outputs as never as { denyed: never }).denyed, "true");
    assert.unreachable();
  } catch (error) {
    assert.ok(isAuthoringError(error));
    assert.is(error.diagnostic.code, "property-unknown");
  }
});
reading("does not answer what JavaScript itself asks for", async () => {
  const { outputs } = gateOf() as unknown as { outputs: Record<string | symbol, unknown> };
  assert.equal([outputs.then, outputs.toJSON, outputs[Symbol.iterator]], [undefined, undefined, undefined]);
  assert.is(await Promise.resolve(outputs), outputs);
  assert.ok(inspect(gateOf()).includes("outputs"));
  assert.is((denyed as { then?: unknown }).then, undefined);
  assert.ok(inspect(denyed).length > 0);
});
for (const [name, use] of Object.entries<(value: never) => unknown>({
  "a call": (value) => (value as () => void)(),
  "a text of JavaScript": (value) => `act on ${value}`,
  "JSON.stringify": (value) => JSON.stringify({ value }),
  "a further read": (value) => eq((value as { deeper: never }).deeper, "x"),
  and: (value) => language.and(value, eq(github.ref, "x")),
  or: (value) => language.or(value, eq(github.ref, "x")),
  not: (value) => language.not(value),
  when: (value) => language.when(value, "a").otherwise("b"),
  "the value of `when`": (value) => language.when(inputs.deep, value).otherwise("b"),
  firstOf: (value) => language.firstOf(value, "b"),
  "a later value of `firstOf`": (value) => language.firstOf(github.ref, "a", value),
  andThen: (value) => language.andThen(github.ref, value),
  loose: (value) => language.loose(value),
  contains: (value) => language.contains(value, "b" as never),
  oneOf: (value) => language.oneOf(value, ["a", "b"] as never),
  startsWith: (value) => language.startsWith(github.ref, value),
  join: (value) => language.join(value),
  toJSON: (value) => language.toJSON(value),
  fromJSON: (value) => language.fromJSON(value, "string"),
  hashFiles: (value) => language.hashFiles(value),
  each: (value) => language.each(value),
  at: (value) => language.at(value, "a" as never),
  format: (value) => format`a ${value}`,
  sh: (value) => sh`a ${value}`,
  pwsh: (value) => language.pwsh`a ${value}`,
  py: (value) => language.py`a(${value})`,
  js: (value) => language.js`a(${value})`,
  "values of js": (value) => language.js((_tools, { a }) => a, { a: value }),
  "a step's `if`": (value) => acts({ if: value }),
  "a step's env": (value) => acts({ env: { A: value } }),
  "a job's `if`": (value) => act({ if: value }),
  "a job's outputs": (value) => act({ outputs: { a: value } }),
  "a job's needs": (value) => act({ needs: [value] }),
  "a job's steps": (value) => act({ steps: value }),
  "the list of a matrix": (value) => act({ strategy: { matrix: { a: [value] } } }),
  "runs-on": (value) => act({ "runs-on": value }),
  "an action's input": (value) =>
    act({ steps: [language.useAction("o/r", { sha: "a".repeat(40), version: "v1" }, [], { ref: value })] }),
  "an image's input": (value) => act({ steps: [language.useDocker("alpine:3", { a: value })] }),
  "a folder's input": (value) => act({ steps: [language.useFolder("x", { a: value })] }),
  "a unit's input": (value) =>
    language.stepUnit("x", { ...unit, emit: "inline", inputs: { a: language.text() } }, (scope) => ({
      steps: [run(sh`a ${scope.inputs.a}`)],
    }))({ a: value }),
  "a called workflow's input": (value) =>
    workflow("w", {
      on,
      jobs: [
        language.call("c", language.localWorkflow("c.yml", { inputs: { a: language.text() } }), { with: { a: value } }),
      ],
    }),
  concurrency: (value) => act({ concurrency: language.latestOnly(value) }),
  environment: (value) => act({ environment: { name: value } }),
  "run-name": (value) => workflow("w", { on, "run-name": value, jobs: [] }),
})) {
  reading(`is reported by ${name}`, () => {
    const { denyed: value } = gateOf().outputs as never as { denyed: never };
    const [first] = told(() => {
      use(value);
    }).filter((line) => line.startsWith("property-unknown"));
    assert.is(first, unread);
  });
}
for (const [name, read, sentence] of [
  [
    "a step's handle",
    () => (step() as never as { output: never }).output,
    'The step "decide" has no property `output`',
  ],
  ["a job's handle", () => (gateOf() as never as { output: never }).output, 'The job "gate" has no property `output`'],
  [
    "what triggers give",
    () => (triggers({ push: null }) as never as { input: never }).input,
    "`triggers` gives no `input`",
  ],
  ["`inputs`", () => (inputs as never as { dep: never }).dep, "No input is declared as `dep`"],
  [
    "`inputs` without any",
    () => (triggers({ push: null }).inputs as never as { a: never }).a,
    "No input is declared as `a`",
  ],
  ["`github`", () => (github as never as { reff: never }).reff, "`github` has no property `reff`"],
  [
    "a text",
    () => (github.ref as never as { length: never }).length,
    "`github.ref` is a text and has no property `length`",
  ],
  [
    "a matrix",
    () => (matrix({ os: ["a"], include: [{ b: 1 }] }) as never as { c: never }).c,
    "The matrix has no axis `c`",
  ],
  [
    "`job.container`",
    () => (triggers({ push: null }).job.container as never as { port: never }).port,
    "`job.container` has no property `port`",
  ],
] as const) {
  reading(`is told of ${name}`, () => {
    const [first = ""] = told(() => void format`${read()}`);
    assert.is(first.slice(0, first.indexOf(", so")), `property-unknown: ${sentence}`);
  });
}
for (const [setting, declared, name, hint] of [
  ["secrets", [], "NPM_TOKEN", 'Declare it: `triggers(…, { secrets: ["NPM_TOKEN"] })`.'],
  ["secrets", ["OTHER"], "NPM_TOKEN", 'Declare it: `triggers(…, { secrets: ["NPM_TOKEN"] })`.'],
  ["vars", ["REGION"], "REGIO", 'Did you mean `REGION`? Or declare it: `triggers(…, { vars: ["REGIO"] })`.'],
  ["env", [], "HOME", 'Declare it: `triggers(…, { env: ["HOME"] })`.'],
] as const) {
  reading(`says how ${name} is declared among ${setting} (${declared.join()})`, () => {
    const given = triggers({ push: null }, { [setting]: declared });
    const read = (given[setting] as Readonly<Record<string, never>>)[name] as never;
    try {
      act({ env: { A: read } });
      assert.unreachable();
    } catch (error) {
      if (!isAuthoringError(error)) throw error;
      assert.is(error.diagnostic.hint, hint);
    }
  });
}
reading("leaves what cannot be known: payloads, services, computed matrices", () => {
  const given = triggers({ push: null, workflow_dispatch: null });
  const computed = language.fromJSON<never, never>(github.ref as never) as never as { a: { b: never } };
  assert.equal(
    told(() => [
      format`${(given.github.event as never as { some: { thing: never } }).some.thing}`,
      format`${given.job.services.redis?.ports["6379"] as never}`,
      format`${computed.a.b}`,
      format`${(matrix(computed as never) as never as { x: never }).x}`,
    ]),
    [],
  );
});
reading.run();

const kinds = suite("values of a wrong kind");
class Thing {}
for (const [name, value, said] of [
  ["undefined", undefined, "value-undefined: `A` is undefined, and would be left out without a word."],
  ["NaN", Number.NaN, "value-not-plain: A number that is not finite stands where a workflow takes plain data."],
  [
    "Infinity",
    Number.POSITIVE_INFINITY,
    "value-not-plain: A number that is not finite stands where a workflow takes plain data.",
  ],
  ["a function", () => "a", "value-not-plain: A function stands where a workflow takes plain data."],
  ["a symbol", Symbol("a"), "value-not-plain: A symbol stands where a workflow takes plain data."],
  ["a bigint", 1n, "value-not-plain: A bigint stands where a workflow takes plain data."],
  ["a Date", new Date(0), "value-not-plain: A Date stands where a workflow takes plain data."],
  ["a RegExp", /a/, "value-not-plain: A RegExp stands where a workflow takes plain data."],
  ["a Map", new Map(), "value-not-plain: A Map stands where a workflow takes plain data."],
  ["an instance of a class", new Thing(), "value-not-plain: A Thing stands where a workflow takes plain data."],
  ["a promise", Promise.resolve("a"), "value-misplaced: `A` is a promise, where a value belongs."],
  ["a job", gateOf(), "value-misplaced: `A` is a job, where a value belongs."],
  ["a step", step(), "value-misplaced: `A` is a step, where a value belongs."],
  ["a script", sh`a`, "value-misplaced: `A` is a script, where a value belongs."],
  ["a workflow", workflow("x", { on, jobs: [] }), "value-misplaced: `A` is a workflow, where a value belongs."],
  ["triggers", on, "value-misplaced: `A` is a set of triggers, where a value belongs."],
  [
    "a command of the runner",
    language.setOutput("a"),
    "value-misplaced: `A` is a command of the runner, where a value belongs.",
  ],
  [
    "an unfinished `when`",
    language.when(inputs.deep, "a"),
    "value-misplaced: `A` is an unfinished `when`, where a value belongs.",
  ],
] as const) {
  kinds(`${name} in a map`, () => {
    assert.equal(
      told(() => acts({ env: { A: value } })),
      [said],
    );
    assert.equal(
      told(() => act({ env: { A: value } })),
      [said],
    );
  });
  kinds(`${name} as an operand, and in each template`, () => {
    const code = said.slice(0, said.indexOf(":"));
    const codes = (build: () => unknown) => told(() => void build()).map((line) => line.slice(0, line.indexOf(":")));
    assert.equal(
      codes(() => eq(github.ref, value as never)),
      [code],
    );
    assert.equal(
      codes(() => format`a ${value as never}`),
      [code],
    );
    const inScript = code === "value-not-plain" ? "value-misplaced" : code;
    if (name === "a command of the runner") return;
    for (const template of [language.sh, language.pwsh]) {
      assert.equal(
        codes(() => template`a ${value as never}`),
        [inScript],
      );
    }
    assert.equal(
      codes(() => language.py`a(${value as never})`),
      [inScript],
    );
    assert.equal(
      codes(() => language.js`a(${value as never})`),
      [inScript],
    );
  });
}
kinds("undefined entries and holes of lists", () => {
  const entry = (list: string) => `value-undefined: An entry of \`${list}\` is undefined.`;
  // biome-ignore lint/suspicious/noSparseArray: what the test is about
  const holed = [, ubuntu] as never;
  assert.equal(
    told(() => act({ "runs-on": holed })),
    [entry("runs-on")],
  );
  assert.equal(
    told(() => act({ container: { image: "a", ports: [undefined] } })),
    [entry("ports")],
  );
  assert.equal(
    told(() => act({ strategy: { matrix: { os: ["a", undefined] } } })),
    [entry("os")],
  );
  const job1 = 'value-undefined: An entry of `needs` of job "act" is undefined.';
  assert.equal(
    told(() => act({ needs: [nothing] })),
    [job1],
  );
});
kinds.run();

const builders = suite("every builder");
const pin = { sha: "a".repeat(40), version: "v1.0.0" };
for (const [name, build, said] of [
  [
    "workflow: an option",
    () => workflow("w", { on, jobs: [], "run-name": nothing }),
    '`run-name` of workflow "w" is undefined, and would be left out without a word.',
  ],
  [
    "workflow: no triggers",
    () => workflow("w", { jobs: [] } as never),
    '`on` of workflow "w" is undefined, and would be left out without a word.',
  ],
  [
    "workflow: the declaration of triggers",
    () => workflow("w", { on: { push: null }, jobs: [] } as never),
    '`on` of workflow "w" is a map, where a set of triggers belongs.',
  ],
  [
    "workflow: no jobs",
    () => workflow("w", { on } as never),
    '`jobs` of workflow "w" is undefined, and would be left out without a word.',
  ],
  [
    "workflow: a missing job",
    () => workflow("w", { on, jobs: [nothing] }),
    'An entry of `jobs` of workflow "w" is undefined.',
  ],
  ["workflow: no options", () => workflow("w", nothing), 'What is given to workflow "w" is undefined.'],
  [
    "workflow: a line of its header",
    () => workflow("w", { on, jobs: [], header: [nothing] }),
    'An entry of `header` of workflow "w" is undefined.',
  ],
  [
    "workflow: nested",
    () => workflow("w", { on, jobs: [], env: { A: nothing } }),
    "`A` is undefined, and would be left out without a word.",
  ],
  ["job: no options", () => job("a", nothing), 'What is given to job "a" is undefined.'],
  ["job: no id", () => job(nothing, { "runs-on": ubuntu, steps: [] }), "The id of a job is undefined."],
  [
    "job: an option",
    () => job("a", { "runs-on": ubuntu, if: nothing, steps: [] }),
    '`if` of job "a" is undefined, and would be left out without a word.',
  ],
  [
    "job: outputs",
    () => job("a", { "runs-on": ubuntu, outputs: nothing, steps: [] }),
    '`outputs` of job "a" is undefined, and would be left out without a word.',
  ],
  [
    "job: a missing step",
    () => job("a", { "runs-on": ubuntu, steps: [nothing] }),
    'An entry of `steps` of job "a" is undefined.',
  ],
  [
    "job: a function that returns no steps",
    () => job("a", { "runs-on": ubuntu, steps: (() => undefined) as never }),
    '`steps` of job "a" is undefined, and would be left out without a word.',
  ],
  [
    "call: an option",
    () => language.call("c", language.localWorkflow("c.yml"), { if: nothing }),
    '`if` of job "c" is undefined, and would be left out without a word.',
  ],
  [
    "call: an input",
    () =>
      language.call("c", language.localWorkflow("c.yml", { inputs: { a: language.text() } }), { with: { a: nothing } }),
    '`a` of the inputs of the workflow "c" is undefined, and would be left out without a word.',
  ],
  [
    "localWorkflow",
    () => language.localWorkflow("c.yml", { inputs: nothing }),
    "`inputs` of `localWorkflow` of c.yml is undefined, and would be left out without a word.",
  ],
  [
    "run: an option",
    () => run({ if: nothing }, sh`a`),
    "`if` of a step is undefined, and would be left out without a word.",
  ],
  ["run: no script", () => run({ name: "a" }, nothing), "The script of `run` is undefined."],
  ["run: an output's name", () => run({ outputs: [nothing] }, sh`a`), "An entry of `outputs` of a step is undefined."],
  ["run: a needed step", () => run({ needs: [nothing] }, sh`a`), "An entry of `needs` of a step is undefined."],
  ["useAction: no pin", () => language.useAction("o/r", nothing, []), "What is given to the pin of o/r is undefined."],
  [
    "useAction: an input",
    () => language.useAction("o/r", pin, [], { a: undefined }),
    "`a` of the inputs of o/r is undefined, and would be left out without a word.",
  ],
  [
    "useAction: an option",
    () => language.useAction("o/r", pin, [], {}, { if: nothing }),
    "`if` of a step is undefined, and would be left out without a word.",
  ],
  ["useDocker: no image", () => language.useDocker(nothing), "The image of `useDocker` is undefined."],
  [
    "useDocker: an input",
    () => language.useDocker("a", { b: nothing }),
    "`b` of the inputs of docker://a is undefined, and would be left out without a word.",
  ],
  ["useFolder: no folder", () => language.useFolder(nothing), "The folder of `useFolder` is undefined."],
  ["useLocal: no action", () => dsl.useLocal?.(undefined), "The action of `useLocal` is undefined."],
  ["background", () => language.background(nothing), "The step of `background` is undefined."],
  ["wait", () => language.wait(nothing), "An entry of the steps of `wait` is undefined."],
  [
    "waitAll",
    () => language.waitAll({ name: nothing }),
    "`name` of `wait-all` is undefined, and would be left out without a word.",
  ],
  ["cancel", () => language.cancel(nothing), "The step of `cancel` is undefined."],
  ["parallel", () => language.parallel(nothing), "An entry of the steps of `parallel` is undefined."],
  [
    "triggers: an event",
    () => triggers({ push: nothing }),
    "`push` of `triggers` is undefined, and would be left out without a word.",
  ],
  [
    "triggers: a setting",
    () => triggers({ push: null }, { secrets: [nothing] }),
    "An entry of `secrets` of `triggers` is undefined.",
  ],
  ["triggers: nothing", () => dsl.triggers?.(), "What is given to `triggers` is undefined."],
  [
    "an input's option",
    () => language.text({ default: nothing }),
    "`default` of an input of type string is undefined, and would be left out without a word.",
  ],
  ["choice: a value", () => language.choice(["a", nothing]), "An entry of the values of `choice` is undefined."],
  [
    "compositeAction: metadata",
    () => language.compositeAction("x", { ...unit, author: nothing }, () => ({ steps: [] })),
    '`author` of action "x" is undefined, and would be left out without a word.',
  ],
  [
    "compositeAction: a step",
    () => language.compositeAction("x", unit, () => ({ steps: [nothing] })),
    'An entry of `steps` of action "x" is undefined.',
  ],
  [
    "nodeAction",
    () => language.nodeAction("x", unit, { main: nothing }),
    '`main` of action "x" is undefined, and would be left out without a word.',
  ],
  [
    "dockerAction",
    () => language.dockerAction("x", unit, () => ({ image: nothing })),
    '`image` of action "x" is undefined, and would be left out without a word.',
  ],
  ["setOutput", () => language.setOutput(nothing), "The name of `setOutput` is undefined."],
  ["setVariable", () => language.setVariable(nothing), "The name of `setVariable` is undefined."],
  ["success of a job", () => language.success(nothing), "An entry of the jobs of `success` is undefined."],
  ["failure of a job", () => language.failure(nothing), "An entry of the jobs of `failure` is undefined."],
  [
    "concurrency",
    () => act({ concurrency: language.serial(nothing) }),
    "`group` is undefined, and would be left out without a word.",
  ],
  [
    "noted",
    () => act({ env: { A: language.noted(nothing, "why") } }),
    "`A` is undefined, and would be left out without a word.",
  ],
  [
    "raw",
    () => act({ env: { A: language.raw(undefined, "why") } }),
    "`A` is undefined, and would be left out without a word.",
  ],
  ["requiredCheck", () => language.requiredCheck("r", [nothing]), 'An entry of `needs` of job "r" is undefined.'],
  [
    "a template called with a text",
    () => dsl.sh?.("make"),
    "A script is written as a template, and a text was given in its place.",
  ],
  [
    "a value in `verbatim`",
    () => (language.verbatim as (parts: TemplateStringsArray, ...values: readonly string[]) => unknown)`a ${"b"}`,
    "A `verbatim` script takes no values: what is interpolated would be lost.",
  ],
] as const) {
  builders(`${name} is reported`, () => {
    const [first = ""] = told(build);
    assert.is(first.slice(first.indexOf(": ") + 2), said);
  });
}
builders("what scripts are made of", () => {
  assert.is(told(() => dsl.sh?.("make"))[0]?.split(":")[0], "template-needed");
  const filled = language.verbatim as (parts: TemplateStringsArray, ...values: readonly string[]) => unknown;
  assert.is(told(() => filled`a ${"b"}`)[0]?.split(":")[0], "verbatim-value");
});
builders("a pin that is none is corrected where it stands", () => {
  const hintOf = (build: () => unknown): string | undefined => {
    try {
      build();
      return "accepted";
    } catch (error) {
      assert.ok(isAuthoringError(error));
      assert.is(error.diagnostic.code, "pin-invalid");
      return error.diagnostic.hint;
    }
  };
  const wrong = { sha: "v1", version: "v1.0.0" };
  assert.is(
    hintOf(() => language.useAction("o/r", wrong, [])),
    "Correct it here: write all 40 hex digits of the commit, and the tag that names its release; or bind the action, so that the lock keeps its pin: `yardmaster bind o/r@REF`.",
  );
  assert.is(
    hintOf(() => language.useAction("o/r", { ...wrong, inputs: {} } as never, [])),
    "Correct the entry in workflows-src/actions.lock.json.",
  );
  assert.is(
    hintOf(() => language.remoteWorkflow("w.yml", { repository: "o/r", ...wrong })),
    "Correct it here: write all 40 hex digits of the commit, and the tag that names its release; of a bound workflow, the entry in workflows-src/actions.lock.json.",
  );
});
builders("keys that are left out stay out, and null stays", () => {
  const options = { ...(inputs === undefined ? { if: true } : {}) };
  assert.equal(
    told(() => act({ ...options, env: { A: null } })),
    [],
  );
});
builders.run();

const types = suite("types that are known");
for (const [name, build, said] of [
  [
    "a text as a job's condition",
    () => act({ if: github.ref }),
    "value-type: `if` is the text `github.ref`, where a boolean belongs.",
  ],
  [
    "a plain text as a step's condition",
    () => acts({ if: "github.ref == 'x'" }),
    "value-type: `if` is the text `\"github.ref == 'x'\"`, where a boolean belongs.",
  ],
  [
    "a text as minutes",
    () => act({ "timeout-minutes": github.ref }),
    "value-type: `timeout-minutes` is the text `github.ref`, where a number belongs.",
  ],
  [
    "a number as the deployment of an environment",
    () => act({ environment: { name: "a", deployment: triggers({ push: null }).strategy["job-index"] } }),
    "value-type: `deployment` is the number `strategy.job-index`, where a boolean belongs.",
  ],
  [
    "an axis of texts as minutes",
    () => act({ "timeout-minutes": matrix({ os: ["a"] }).os, strategy: { matrix: { os: ["a"] } } }),
    "value-type: `timeout-minutes` is the text `matrix.os`, where a number belongs.",
  ],
  [
    "a text in `or`",
    () => language.or(github.ref as never),
    "value-type: An operand of `or` is the text `github.ref`, where a boolean belongs.",
  ],
  [
    "a text as the condition of `when`",
    () => language.when(github.ref as never, "a").otherwise("b"),
    "value-type: A condition of `when` is the text `github.ref`, where a boolean belongs.",
  ],
  [
    "a text in `lt`",
    () => language.lt(github.ref as never, 3),
    "value-type: An operand of `lt` is the text `github.ref`, where a number belongs.",
  ],
  [
    "a boolean in `startsWith`",
    () => language.startsWith(inputs.deep as never, "a"),
    "value-type: The text of `startsWith` is the boolean `inputs.deep`, where a text belongs.",
  ],
  [
    "a text in `join`",
    () => language.join(github.ref as never),
    "value-type: The list of `join` is the text `github.ref`, where a list belongs.",
  ],
  [
    "a text in `each`",
    () => language.each(github.ref as never),
    "value-type: What `each` goes through is the text `github.ref`, where a list or a map belongs.",
  ],
  [
    "a boolean in `contains`",
    () => language.contains(inputs.deep as never, "a" as never),
    "value-type: What `contains` searches is the boolean `inputs.deep`, where a text or a list or a map belongs.",
  ],
  [
    "a joined list in `contains`",
    () => language.contains(language.join(language.each(github.event as never) as never), "a"),
    "contains-text: `contains` looks for a piece of `join(github.event.*)`, which joins a list: a part of an item, or of two, would do.",
  ],
  [
    "a number compared with a text",
    () => eq(triggers({ push: null }).strategy["job-total"], "1" as never),
    'comparison-types: `eq` compares the number `strategy.job-total` with the text `"1"`: GitHub would turn both into numbers.',
  ],
  [
    "one of a list of another type",
    () => language.oneOf(github.ref, ["a", true as never]),
    "comparison-types: `oneOf` compares the text `github.ref` with the boolean `true`: GitHub would turn both into numbers.",
  ],
  [
    "an unknown result",
    () => eq(gateOf().result, "failed" as never),
    'option-unknown: `gate.result` is never "failed".',
  ],
  [
    "a secret in a job's condition",
    () => act({ if: eq(triggers({ push: null }, { secrets: ["A"] }).secrets.A, "x") }),
    "context-not-taken: `jobs.*.if` reads the context `secrets`, which GitHub does not have there.",
  ],
  [
    "a status function in a job's env",
    () => act({ env: { A: language.failure() } }),
    "context-not-taken: `jobs.*.env.*` calls `failure()`, which GitHub does not know there.",
  ],
] as const) {
  types(name, () => assert.equal(told(build), [said]));
}
types("a value of an unknown type passes, and so do null and the empty text of a choice", () => {
  const given = triggers({ workflow_dispatch: { inputs: { mode: language.choice(["a", "b"]) } } });
  const unknown = (github.event as never as { a: never }).a;
  assert.equal(
    told(() => [act({ if: unknown }), eq(given.inputs.mode, "" as never), eq(github.ref, null as never)]),
    [],
  );
});
types("a declared matrix is a map, where one text belongs", () => {
  const legs = matrix({ a: [1] });
  assert.equal(
    told(() => act({ env: { A: legs }, strategy: { matrix: legs } })),
    ["value-type: `A` is the map `matrix`, where a text or a number or a boolean belongs."],
  );
});
types("`raw` lets through what the language would refuse", () => {
  assert.equal(
    told(() => act({ if: language.raw("github.ref == 'x'", "a condition of theirs") })),
    [],
  );
});
types("a step in a group is a step", () => {
  const secret = triggers({ push: null }, { secrets: ["A"] }).secrets.A;
  const group = language.parallel(run({ if: eq(secret, "x") as never }, sh`a`));
  assert.equal(
    told(() => act({ steps: [group] })),
    ["context-not-taken: `jobs.*.steps.*.if` reads the context `secrets`, which GitHub does not have there."],
  );
});
types.run();
