import { isAuthoringError, type Value } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  call,
  compositeAction,
  eq,
  fromJSON,
  type Job,
  job,
  localWorkflow,
  matrix,
  noted,
  number,
  raw,
  run,
  sh,
  stepUnit,
  text,
  triggers,
  useAction,
  when,
  workflow,
} from "yardmaster";

const ubuntu = "ubuntu-24.04";
const { on, github } = triggers({ push: null });
const pin = { sha: "a".repeat(40), version: "v1.0.0" };
const set = () => run({ name: "Set", outputs: ["value"] }, sh`x`);
const list = job("list", { "runs-on": ubuntu, outputs: { names: set().outputs.value as never }, steps: [] });

const pathOf = (place: unknown): readonly unknown[] => (place as { path?: readonly unknown[] } | undefined)?.path ?? [];

/** What is said of a matrix, in a job with an output that all legs write unless `outputs` is false. */
function problemsOf(definition: object, { outputs = false }: { readonly outputs?: boolean } = {}): readonly string[] {
  const step = set();
  const made = job("a", {
    "runs-on": ubuntu,
    strategy: { matrix: definition as never },
    ...(outputs ? { outputs: { tag: step.outputs.value } } : {}),
    needs: [list],
    steps: [step],
  });
  const plain = job("list", { "runs-on": ubuntu, steps: [] });
  return workflow("w", { on, jobs: [plain, made] }).diagnostics.map(
    ({ code, message, place }) => `${pathOf(place).join(".")} ${code}: ${message}`,
  );
}

const counting = suite("legs of a matrix are counted as GitHub makes them");
const overwritten = (legs: string) => [
  `jobs.a.outputs outputs-overwritten: The ${legs} legs of "a" overwrite each other's output "tag": whichever ends last wins.`,
];
for (const [title, definition, expected] of [
  ["one value", { os: ["linux"] }, []],
  ["two axes", { os: ["linux", "mac"], node: [22, 24] }, overwritten("4")],
  [
    "an entry of `include` that goes into legs",
    { os: ["linux"], include: [{ os: "linux", extra: 1 }, { other: 1 }] },
    [],
  ],
  ["an entry of `include` that is a leg of its own", { os: ["linux"], include: [{ os: "mac" }] }, overwritten("2")],
  ["`include` alone", { include: [{ os: "linux" }] }, []],
  ["several of `include` alone", { include: [{ os: "linux" }, { node: 22 }] }, overwritten("2")],
  ["what is excluded", { os: ["linux", "mac"], exclude: [{ os: "mac" }] }, []],
  [
    "part of an object that is excluded",
    {
      os: [
        { n: 1, m: 1 },
        { n: 2, m: 1 },
      ],
      exclude: [{ os: { n: 1 } }],
    },
    [],
  ],
  ["a changed value of another entry", { os: ["linux"], include: [{ a: 1 }, { a: 2 }] }, []],
  ["one value that is computed", { ref: [github.ref_name] }, []],
  ["a comment above a value", { os: [noted("linux", "Only one.")] }, []],
  ["an axis that is computed", { os: fromJSON(list.outputs.names, "string[]") }, overwritten("several")],
  ["the whole is computed", fromJSON(list.outputs.names) as object, overwritten("several")],
  ["a value of `include` that is computed", { os: ["linux"], include: [{ os: github.ref_name }] }, overwritten("2")],
  ["an axis through raw", { os: raw(["linux"], "test") }, []],
] as const) {
  counting(title, () => assert.equal(problemsOf(definition, { outputs: true }), expected));
}
counting("comments stand at values, entries and lists, and hide none of the names that a leg has", () => {
  const legs = matrix({
    os: noted(["linux", noted("mac", { end: "slow" })], "All that we have."),
    include: noted([noted({ os: "linux", libc: noted("musl", { end: "smaller" }) }, "For Alpine.")], {
      last: "No more.",
    }),
  });
  const made = job("a", {
    "runs-on": ubuntu,
    strategy: { matrix: legs },
    steps: [run({ if: eq(legs.libc, "musl") }, sh`echo ${legs.os}`)],
  });
  const { comments, diagnostics } = workflow("w", { on, jobs: [made] });
  assert.equal(diagnostics, []);
  assert.equal(
    comments.map(({ path, text, position }) => [path.slice(4).join("."), position, text]),
    [
      ["os", "above", "All that we have."],
      ["os.1", "end", "slow"],
      ["include", "last", "No more."],
      ["include.0", "above", "For Alpine."],
      ["include.0.libc", "end", "smaller"],
    ],
  );
});
counting("several outputs are named together, and saying that the last one is meant is enough", () => {
  const step = set();
  const options = { "runs-on": ubuntu, strategy: { matrix: { os: ["a", "b"] } }, steps: [step] } as const;
  const outputs = { tag: step.outputs.value, sha: step.outputs.value };
  const problems = (made: Job<never>) =>
    workflow("w", { on, jobs: [made] }).diagnostics.map(({ message, hint }) => [message, hint]);
  assert.equal(problems(job("a", { ...options, outputs })), [
    [
      'The 2 legs of "a" overwrite each other\'s outputs "tag", "sha": whichever ends last wins.',
      "Keep them apart by `outputsByLeg`, with the axis to name them by, or say `outputsOfLastLeg: true` if any leg's will do.",
    ],
  ]);
  const stated = job("a", { ...options, outputs, outputsOfLastLeg: true });
  assert.equal(problems(stated), []);
  assert.not("outputsOfLastLeg" in (workflow("w", { on, jobs: [stated] }).model.jobs.a ?? {}));
  assert.equal(problems(job("a", { ...options, outputs, outputsOfLastLeg: false })).length, 1);
});
counting("of a call, where its outputs are read: by a job, and by the workflow's own outputs", () => {
  const callable = triggers({ workflow_call: null });
  const target = localWorkflow("x.yml", { outputs: ["url"] });
  const deploy = (last: boolean) =>
    call("deploy", target, { strategy: { matrix: { os: ["a", "b"] } }, outputsOfLastLeg: last });
  const problems = (deployed: ReturnType<typeof deploy>) => {
    const tell = job("tell", {
      "runs-on": ubuntu,
      steps: [run(sh`echo ${deployed.outputs.url} ${deployed.outputs.url}`)],
    });
    const only = job("only", { "runs-on": ubuntu, if: eq(deployed.result, "success"), steps: [] });
    return workflow("w", {
      on: callable.on,
      jobs: [deployed, tell, only],
      outputs: { url: { description: "Where.", value: deployed.outputs.url } },
    }).diagnostics.map(({ place, code, message }) => `${pathOf(place).join(".")} ${code}: ${message}`);
  };
  const text =
    'The output "url" of "deploy" is read, and its 2 legs overwrite each other\'s: whichever ends last wins.';
  assert.equal(problems(deploy(false)).sort(), [
    `jobs.tell call-outputs-overwritten: ${text}`,
    `on.workflow_call.outputs.url call-outputs-overwritten: ${text}`,
  ]);
  assert.equal(problems(deploy(true)), []);
});
counting.run();

const keeping = suite("outputs are kept by what tells the legs apart");
function keep(definition: object | undefined, axis: string | readonly string[], outputs: object = {}): Value | string {
  const step = set();
  try {
    const made = job("a", {
      "runs-on": ubuntu,
      ...(definition ? { strategy: { matrix: definition as never } } : {}),
      outputs: outputs as never,
      outputsOfLastLeg: true,
      outputsByLeg: { digest: { axis, value: step.outputs.value } },
      steps: [step],
    });
    return (workflow("w", { on, jobs: [made] }).model.jobs.a?.outputs ?? null) as Value;
  } catch (error) {
    if (isAuthoringError(error)) return `${error.diagnostic.code}: ${error.message}`;
    throw error;
  }
}
const cases = (conditions: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(conditions).map(([name, condition]) => [
      name,
      `\${{ case(${condition}, steps.set.outputs.value, '') }}`,
    ]),
  );
keeping("several axes", () => {
  assert.equal(
    keep({ os: ["a", "b"], node: [22, 24], exclude: [{ os: "b", node: 22 }] }, ["os", "node"]),
    cases({
      digest_a_22: "matrix.os == 'a' && matrix.node == 22",
      digest_a_24: "matrix.os == 'a' && matrix.node == 24",
      digest_b_22: "matrix.os == 'b' && matrix.node == 22",
      digest_b_24: "matrix.os == 'b' && matrix.node == 24",
    }),
  );
});
keeping("values that `include` gives, with and without axes", () => {
  assert.equal(
    keep({ os: ["a"], include: [{ os: "b" }, { os: "a", static: true }] }, "os"),
    cases({ digest_a: "matrix.os == 'a'", digest_b: "matrix.os == 'b'" }),
  );
  assert.equal(
    keep(
      {
        include: [
          { os: "a", deep: true },
          { os: "b", deep: false },
        ],
      },
      ["deep"],
    ),
    cases({ digest_true: "matrix.deep == true", digest_false: "matrix.deep == false" }),
  );
});
keeping("handles follow the axes", () => {
  const step = set();
  const build = job("build", {
    "runs-on": ubuntu,
    strategy: { matrix: { os: ["a", "b"], node: [22, 24] } },
    outputsByLeg: { digest: { axis: ["os", "node"], value: step.outputs.value } },
    steps: [step],
  });
  const read = job("read", { "runs-on": ubuntu, if: eq(build.byLeg.digest.b[24], "x"), steps: [] });
  assert.is(workflow("w", { on, jobs: [build, read] }).model.jobs.read?.if, "needs.build.outputs.digest_b_24 == 'x'");
});
const apart = (axes: string, problem: string) =>
  `legs-not-apart: The output "digest" is to be kept by ${axes}, and ${problem}: legs would overwrite each other's.`;
for (const [title, definition, axis, expected] of [
  ["one axis of two", { os: ["a", "b"], node: [22, 24] }, "os", apart('"os"', 'several legs have "a"')],
  ["the rest is excluded", { os: ["a", "b"], node: [22, 24], exclude: [{ node: 24 }] }, "os", undefined],
  [
    "`include` repeats a value",
    { os: ["a"], node: [22], include: [{ os: "a", node: 24 }] },
    "os",
    apart('"os"', 'several legs have "a"'),
  ],
  [
    "a leg without the axis",
    { os: ["a"], include: [{ os: "b" }, { node: 22, os: "c" }, { node: 24 }] },
    "os",
    undefined,
  ],
  [
    "a leg that has no such value",
    { include: [{ os: "a" }, { node: 24 }] },
    "os",
    apart('"os"', "there is a leg without a text, number or boolean as `os`"),
  ],
  ["objects", { os: [{ n: 1 }] }, "os", apart('"os"', "there is a leg without a text, number or boolean as `os`")],
  [
    "a value that is computed",
    { os: ["a", github.ref_name] },
    "os",
    apart('"os"', "there is a leg without a text, number or boolean as `os`"),
  ],
  [
    "another axis that is computed",
    { os: ["a"], node: fromJSON(list.outputs.names, "string[]") },
    "os",
    apart('"os"', "which legs there are is known only at run time"),
  ],
  [
    "an axis that is computed",
    { os: fromJSON(list.outputs.names, "string[]") },
    "os",
    'leg-axis-unknown: The output "digest" is to be kept by "os", which is no axis of this job\'s matrix with values listed.',
  ],
  ["no axis", { os: ["a"] }, [], apart("", "no axis is named")],
  [
    "no such axis",
    { os: ["a"] },
    ["os", "node"],
    'leg-axis-unknown: The output "digest" is to be kept by "node", which is no axis of this job\'s matrix with values listed.',
  ],
  [
    "names that are one without their marks",
    { v: ["1.2", "1-2"] },
    "v",
    'leg-output-name-twice: The outputs "digest.1.2" and "digest.1-2" would both be written as "digest_1_2".',
  ],
  [
    "names that differ in case, as GitHub compares neither",
    { v: ["A", "a"] },
    "v",
    'leg-output-name-twice: The outputs "digest.A" and "digest.a" would both be written as "digest_a".',
  ],
] as const) {
  keeping(title, () => {
    const made = keep(definition, axis);
    if (expected === undefined) assert.type(made, "object");
    else assert.is(made, expected);
  });
}
keeping("a name that another output has", () => {
  assert.is(
    keep({ os: ["a"] }, "os", { Digest_A: github.sha }),
    'leg-output-name-twice: The outputs "Digest_A" and "digest.a" would both be written as "digest_a".',
  );
});
keeping.run();

const excluding = suite("what `exclude` cannot take out is reported");
const unknownAxis = (at: string, axis: string) =>
  `jobs.a.strategy.matrix.exclude.${at} matrix-exclude-unknown: \`exclude\` names "${axis}", which is no axis of the matrix.`;
const unknownValue = (at: string, axis: string, value: string) =>
  `jobs.a.strategy.matrix.exclude.${at} matrix-exclude-unknown: \`exclude\` names ${value} for the axis "${axis}", which has no such value.`;
for (const [title, definition, expected] of [
  [
    "an axis that is none",
    { os: ["a", "b"], exclude: [{ os: "a" }, { platform: "x" }] },
    [unknownAxis("1.platform", "platform")],
  ],
  ["a value misspelled", { os: ["linux"], exclude: [{ os: "linx" }] }, [unknownValue("0.os", "os", '"linx"')]],
  // GitHub compares by the `==` of expressions, and ignores the case of keys (actions/runner, MatrixBuilder.cs).
  ["a number as a text", { node: [22, 24], exclude: [{ node: "22" }] }, []],
  ["a text as a number", { node: ["22", "24"], exclude: [{ node: 22.0 }] }, []],
  ["another case", { OS: ["Linux", "mac"], exclude: [{ os: "LINUX" }] }, []],
  ["a number as another text", { node: [22], exclude: [{ Node: "23" }] }, [unknownValue("0.Node", "node", '"23"')]],
  [
    "what only `include` adds",
    { os: ["a"], include: [{ os: "b", arch: "arm" }], exclude: [{ os: "b" }, { arch: "arm" }] },
    [unknownValue("0.os", "os", '"b"'), unknownAxis("1.arch", "arch")],
  ],
  [
    "a key that the objects do not have",
    { os: [{ n: 1 }], exclude: [{ os: { m: 1 } }] },
    [unknownValue("0.os", "os", '{"m":1}')],
  ],
  ["part of an object", { os: [{ n: 1, m: 2 }], exclude: [{ os: { n: 1 } }] }, []],
  ["no axes at all", { include: [{ os: "a" }], exclude: [{ os: "a" }] }, [unknownAxis("0.os", "os")]],
  ["null", { os: [null, "a"], exclude: [{ os: null }] }, []],
  [
    "what is computed may be anything",
    {
      os: fromJSON(list.outputs.names, "string[]"),
      node: [22, github.run_id],
      exclude: [{ os: "x" }, { node: 1 }, { node: github.ref }],
    },
    [],
  ],
  ["through raw", { os: ["a"], exclude: raw([{ platform: "x" }], "test") }, []],
] as const) {
  excluding(title, () => assert.equal(problemsOf(definition), expected));
}
excluding("in a matrix that is declared before its job; the hint lists what there is", () => {
  const legs = matrix({ os: ["a", "b"], exclude: [{ platform: "x" }] as never });
  const { diagnostics } = workflow("w", {
    on,
    jobs: [job("a", { "runs-on": legs.os, strategy: { matrix: legs }, steps: [] })],
  });
  assert.equal(
    diagnostics.map(({ hint }) => hint),
    ["The axes are os; what only `include` adds is not taken out by `exclude`."],
  );
});
excluding.run();

const versions = suite("a version that is written as a number is reported");
const numbers = (document: {
  diagnostics: readonly { code: string; severity: string; message: string; place?: unknown }[];
}) =>
  document.diagnostics
    .filter(({ code }) => code === "version-as-number")
    .map(({ severity, message, place }) => `${severity} ${pathOf(place).join(".")}: ${message.split(":")[0]}`);
versions("in a matrix, the inputs of actions and calls, variables and defaults, wherever it may be a value", () => {
  const start = triggers({
    workflow_dispatch: {
      inputs: { "go-version": number({ default: 1.22 }), "confidence-level": number({ default: 0.9 }) },
    },
  });
  const target = localWorkflow("x.yml", { inputs: { javaVersion: text(), level: number() } });
  const document = workflow("w", {
    on: start.on,
    env: { PYTHON_VERSION: 3.1 },
    jobs: [
      job("a", {
        "runs-on": ubuntu,
        strategy: {
          matrix: {
            python: [3.9, 3.1, 3, "3.11"],
            target: [{ node: 20.1, size: 0.5 }],
            include: [{ ruby: 3.3, rate: 0.1, python: 3.1 }],
          },
        },
        steps: [
          useAction("actions/setup-python", pin, [], { "python-version": 3.1, rate: 0.5 }),
          useAction("actions/setup-go", pin, [], { "go-version": when(eq(github.ref, "x"), 1.21).otherwise("1.20") }),
        ],
      }),
      call("b", target, { with: { javaVersion: 11.1 as never, level: 1.5 } }),
    ],
  });
  assert.equal(numbers(document), [
    'warning env.PYTHON_VERSION: "PYTHON_VERSION" is the number 3.1',
    'warning on.workflow_dispatch.inputs.go-version.default: "go-version" is the number 1.22',
    'warning jobs.a.strategy.matrix.python.0: "python" is the numbers 3.9, 3.1',
    'warning jobs.a.strategy.matrix.target.0.node: "node" is the number 20.1',
    'warning jobs.a.strategy.matrix.include.0.ruby: "ruby" is the number 3.3',
    'warning jobs.a.steps.0.with.python-version: "python-version" is the number 3.1',
    'warning jobs.a.steps.1.with.go-version: "go-version" is the number 1.21',
    'warning jobs.b.with.javaVersion: "javaVersion" is the number 11.1',
  ]);
});
versions("in a unit of steps either way, and in the defaults of an action", () => {
  const unit = (emit: "inline" | "composite") =>
    stepUnit(".github/actions/u", { emit, name: "U", description: "U.", inputs: { python: text() } }, ({ inputs }) => ({
      steps: [run(sh`x ${inputs.python}`), run(sh`y`)],
    }));
  for (const emit of ["inline", "composite"] as const) {
    const { steps } = unit(emit)({ python: 3.1 });
    assert.equal(numbers(workflow("w", { on, jobs: [job("a", { "runs-on": ubuntu, steps })] })), [
      `warning jobs.a.steps.0${emit === "inline" ? "" : ".with.python"}: "python" is the number 3.1`,
    ]);
  }
  const inputs = { "node-version": number({ default: 20.1 }) };
  const action = compositeAction(".github/actions/a", { name: "A", description: "A.", inputs }, () => ({ steps: [] }));
  assert.equal(numbers(action), ['warning inputs.node-version.default: "node-version" is the number 20.1']);
});
versions("a number that is only compared, whole, or under another name is none", () => {
  const step = useAction("a/b", pin, [], {
    "node-version": when(eq(fromJSON(github.run_id, "number"), 1.5), 24).otherwise(22),
    conversion: 0.5,
    inversions: 0.5,
    going: 1.5,
  });
  assert.equal(numbers(workflow("w", { on, jobs: [job("a", { "runs-on": ubuntu, steps: [step] })] })), []);
});
versions.run();
