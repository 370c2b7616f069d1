import { noDecisions } from "@yardmaster/importer/writers";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { jobsOf, rawAt } from "./statements.ts";

const test = suite("matrices");

test("in the job where its steps alone read it", async () => {
  const jobs = await jobsOf(`a:
  runs-on: x
  strategy: { matrix: { node: [22, 24] }, fail-fast: false }
  steps: [{ run: "true", env: { N: "\${{ matrix.node }}" } }]
`);
  assert.equal(jobs, [
    `const a = job("a", {
  "runs-on": "x",
  strategy: { matrix: { node: [22, 24] }, "fail-fast": false },
  steps: ({ matrix }) => [run({ env: { N: matrix.node } }, verbatim\`true\`)],
})`,
  ]);
});

test("before the job where more reads it: the runner, or a step that others read", async () => {
  const runner = await jobsOf(`a:
  runs-on: \${{ matrix.os }}
  strategy: { matrix: { os: [x, y] } }
  steps: [{ run: "true" }]
`);
  assert.equal(runner, [
    'const legs = matrix({ os: ["x", "y"] })',
    'const a = job("a", { "runs-on": legs.os, strategy: { matrix: legs }, steps: [run(verbatim`true`)] })',
  ]);
  const [first] = await jobsOf(`a:
  runs-on: x
  strategy: { matrix: { os: [x, y] } }
  outputs: { o: "\${{ steps.s.outputs.o }}" }
  steps: [{ id: s, run: "true", env: { OS: "\${{ matrix.os }}" } }]
`);
  assert.is(first, 'const legs = matrix({ os: ["x", "y"] })');
});

test("several that are declared have names after their jobs", async () => {
  const job = (id: string) => `${id}:
  runs-on: \${{ matrix.os }}
  strategy: { matrix: { os: [x] } }
  steps: [{ run: "true" }]
`;
  const jobs = await jobsOf(job("a") + job("run"));
  assert.equal(
    jobs.filter((statement) => statement.includes("= matrix(")),
    ['const aLegs = matrix({ os: ["x"] })', 'const runLegs = matrix({ os: ["x"] })'],
  );
});

test("comments stand at the values that they explain", async () => {
  const [legs] = await jobsOf(`a:
  runs-on: \${{ matrix.os }}
  strategy:
    matrix:
      os: [x, y] # all
      include:
        # the oldest
        - os: x
          node: "18" # until spring
  steps: [{ run: "true" }]
`);
  assert.is(
    legs,
    `const legs = matrix({
  os: noted(["x", "y"], { end: "all" }),
  include: [noted({ os: "x", node: noted("18", { end: "until spring" }) }, "the oldest")],
})`,
  );
});

test("what is computed has the type that its readers take it for", async () => {
  const job = (matrix: string) => `a: { runs-on: x, outputs: { m: "1" }, steps: [{ run: "true" }] }
b:
  needs: a
  runs-on: \${{ matrix.os }}
  name: \${{ matrix.node.version }}
  strategy: { matrix: ${matrix} }
  steps: [{ run: "true" }]
`;
  const text = "'${{ fromJSON(needs.a.outputs.m) }}'";
  const written = async (matrix: string) => (await jobsOf(job(matrix)))[1];
  assert.is(
    await written(text),
    "const legs = matrix(fromJSON<{ os: string[]; node: { version: string }[] }>(a.outputs.m))",
  );
  assert.is(
    await written(`{ os: ${text}, node: [{ version: 1 }] }`),
    'const legs = matrix({ os: fromJSON(a.outputs.m, "string[]"), node: [{ version: 1 }] })',
  );
  assert.is(
    await written(`{ os: [x], include: ${text} }`),
    `const legs = matrix({
  os: ["x"],
  include: fromJSON<{ node: { version: string } }[]>(a.outputs.m),
})`,
  );
  const path = JSON.stringify(["jobs", "b", "strategy", "matrix"]);
  const loose = { decisions: { ...noDecisions, loose: new Map([[path, "all" as const]]) } };
  assert.match((await jobsOf(job(text), loose))[1] ?? "", '"runs-on": context("matrix").os');
});

test("comments stand at the values that they explain", async () => {
  const [legs, a] = await jobsOf(`a:
  runs-on: \${{ matrix.os }}
  strategy:
    fail-fast: false # all of them
    # which
    matrix: # legs
      os: # systems
        - x # one
        # last
      # more
      include:
        - os: y # Y
  steps: [{ run: "true" }]
`);
  assert.is(
    legs,
    `const legs = matrix({
  os: noted([noted("x", { end: "one" })], { end: "systems", last: "last" }),
  include: noted([{ os: noted("y", { end: "Y" }) }], "more"),
})`,
  );
  assert.match(a ?? "", 'note: { at: { "strategy.matrix": { above: "which", end: "legs" } } }');
  assert.match(a ?? "", '"fail-fast": noted(false, { end: "all of them" })');
});

test("outputs of several legs are those of the last", async () => {
  const job = (matrix: string) => `a:
  runs-on: x
  strategy: { matrix: ${matrix} }
  outputs: { o: "1" }
  steps: [{ run: "true" }]
`;
  assert.match((await jobsOf(job("{ n: [1, 2] }")))[0] ?? "", "outputsOfLastLeg: true");
  assert.match((await jobsOf(job('"${{ fromJSON(vars.M) }}"')))[0] ?? "", "outputsOfLastLeg: true");
  assert.not.match((await jobsOf(job("{ n: [1] }")))[0] ?? "", "outputsOfLastLeg");
});

test("a matrix that a judge has refused is read by its context", async () => {
  const [a] = await jobsOf(
    `a:
  runs-on: \${{ matrix.os }}
  strategy: { matrix: { os: [x] } }
  steps: [{ run: "true" }]
`,
    rawAt(["jobs", "a", "strategy", "matrix"], "why"),
  );
  assert.match(a ?? "", '"runs-on": context("matrix").os');
  assert.match(a ?? "", 'strategy: { matrix: raw({ os: ["x"] }, "why") }');
});

test.run();
