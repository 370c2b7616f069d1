import { suite } from "uvu";
import * as assert from "uvu/assert";
import { linesOf } from "./changes.ts";

const test = suite("no change in behaviour");

const plain = `name: CI
on:
  push: {branches: [main, rel]}
  pull_request:
permissions: {contents: read, packages: none}
env: {A: "1", B: x}
jobs:
  a:
    runs-on: ubuntu-24.04
    needs: [c, b]
    if: github.event_name == 'push' && success()
    concurrency: group
    timeout-minutes: 360
    env: {X: "\${{ github.sha }}"}
    strategy: {matrix: {n: [1, 2]}, fail-fast: true}
    steps:
      - name: One
        run: |
          make
          make install
        env: {Y: "true"}
      - {uses: a/b@v1, with: {p: "1"}}
  b: {runs-on: [self-hosted, Linux], steps: [{run: b}]}
  c: {runs-on: x, environment: e, steps: [{run: c, if: true}]}
`;

const cases: Readonly<Record<string, string>> = {
  "keys and jobs in another order, other quotes, comments and anchors": `# A comment.
jobs:
  c: {steps: [{if: true, run: 'c'}], environment: {name: E}, runs-on: "x"}
  b: {steps: [{run: "b"}], runs-on: [linux, self-hosted]}
  a:
    # Another.
    steps:
      - env: {Y: true}
        name: Renamed
        run: "make\\nmake install"
      - {with: {p: 1}, uses: a/b@v1}
    strategy: {matrix: {n: [1, 2]}}
    env: {X: &sha "\${{GitHub.Sha}}"}
    concurrency: {group: GROUP, cancel-in-progress: false}
    if: \${{ success() && 'push' == 'push' && GITHUB.event_name == 'push' }}
    needs: [b, c]
    runs-on: ubuntu-24.04
permissions: {contents: read}
env: {B: x, A: 1}
on:
  pull_request: {types: [synchronize, opened, reopened]}
  push: {branches: [rel, main]}
name: CI
`,
  "permissions that each job states for itself": plain
    .replace(/^permissions.*\n/m, "permissions: write-all\n")
    .replaceAll("runs-on:", "permissions: {contents: read}\n    runs-on:")
    .replace("b: {permissions: {contents: read}\n    runs-on:", "b: {permissions: {contents: read}, runs-on:")
    .replace("c: {permissions: {contents: read}\n    runs-on:", "c: {permissions: {contents: read}, runs-on:"),
};

for (const [says, text] of Object.entries(cases)) test(says, () => assert.equal(linesOf(plain, text), []));

const on = (text: string) => `on: ${text}\njobs: {j: {runs-on: x, steps: []}}\n`;
test("the three forms of `on`, and settings that are null", () => {
  for (const other of ["[push]", "{push: }", "{push: {}}", "{push: null}"])
    assert.equal(linesOf(on("push"), on(other)), [], other);
  assert.equal(linesOf(on("{push: {branches: a}}"), on("{push: {branches: [a]}}")), []);
});

const condition = (text: string) => `on: push\njobs: {j: {runs-on: x, if: "${text}", steps: []}}\n`;
test("conditions that hold in the same cases", () => {
  for (const [old, now] of [
    ["inputs.a && inputs.b", "inputs.b && inputs.a"],
    ["!(inputs.a || inputs.b)", "!inputs.a && !inputs.b"],
    ["inputs.a != 'x'", "!(inputs.a == 'x')"],
    ["success()", ""],
    ["success() && !failure()", "success()"],
    ["always()", "success() || true"],
    ["inputs.a || !inputs.a", "true"],
    ["${{ inputs.a }}", "inputs.a"],
  ] as const)
    assert.equal(linesOf(condition(old), condition(now)), [], `${old} | ${now}`);
});
test("conditions of which nothing says that one follows from the other are only others", () => {
  for (const [old, now, severity] of [
    ["inputs.a", "inputs.b", "changes"],
    ["inputs.a", "always()", "widens"],
    ["inputs.a", "always() && inputs.a", "widens"],
    ["failure()", "failure() && inputs.a", "narrows"],
    ["inputs.a", "false", "narrows"],
    ["inputs.a", "'x'", "widens"],
    ["inputs.a", "${{ inputs.a }} ", "changes"],
    ["inputs.a", "${{ ", "changes"],
    ["case(inputs.a, inputs.b, inputs.c)", "case(inputs.a, inputs.c, inputs.b)", "changes"],
  ] as const) {
    const severities = linesOf(condition(old), condition(now)).map((each) => each.split(" ")[0]);
    assert.equal(severities, [severity], `${old} | ${now}`);
  }
  const many = Array.from({ length: 13 }, (_, index) => `inputs.i${index}`);
  const both = [condition(many.join(" && ")), condition(many.slice(1).join(" && "))] as const;
  assert.match(linesOf(...both)[0] ?? "", /^changes conditions /);
});

test("a matrix that is computed, compared as it is written", () => {
  const matrix = (text: string) =>
    `on: push\njobs: {j: {runs-on: x, strategy: {matrix: "\${{ fromJSON(${text}) }}"}, steps: []}}\n`;
  assert.equal(linesOf(matrix("vars.A"), matrix("VARS.a")), []);
  assert.is(linesOf(matrix("vars.A"), matrix("vars.B")).length, 1);
});

test.run();
