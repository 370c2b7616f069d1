import { readYaml } from "@yardmaster/yaml-io";
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
    ["inputs.a == 'x' || inputs.a != 'x'", "true"],
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

const rich = `name: CI
run-name: R
on:
  push: {branches: [main], tags-ignore: [x], paths: [src/**]}
  pull_request: {types: [opened], branches-ignore: [x], paths-ignore: [docs/**]}
  schedule: [{cron: "0 5 * * *", timezone: Europe/Rome}]
  workflow_run: {workflows: [A], types: [completed]}
  workflow_dispatch: {inputs: {d: {description: D, type: choice, options: [a, b], default: a, required: true}}}
  workflow_call:
    inputs: {c: {type: number, default: 1, required: false}}
    secrets: {S: {required: true, description: D}}
    outputs: {o: {value: x, description: D}}
env: {A: 1}
defaults: {run: {shell: bash, working-directory: w}}
concurrency: {group: g, cancel-in-progress: true, queue: single}
cache-mode: read
jobs:
  a:
    name: A
    if: inputs.x
    runs-on: {group: g, labels: [l]}
    permissions: {contents: write, id-token: write}
    environment: {name: e, url: u, deployment: false}
    timeout-minutes: 5
    cancel-timeout-minutes: 1
    continue-on-error: true
    strategy: {matrix: {n: [1, 2], include: [{n: 1, m: 3}], exclude: [{n: 2}]}, fail-fast: false, max-parallel: 1}
    container: {image: i, options: o, env: {A: 1}, ports: ["1"], volumes: [v], credentials: {username: u, password: p}}
    services: {db: {image: i, ports: ["1"], command: c}}
    env: {A: 1}
    defaults: {run: {shell: bash}}
    outputs: {o: x}
    concurrency: {group: g2}
    snapshot: {image-name: s, if: inputs.y, version: v}
    cache-mode: read
    steps:
      - {name: N, id: i, if: inputs.z, run: r, shell: sh, working-directory: w, env: {A: 1}, timeout-minutes: 1, continue-on-error: true, background: true}
      - {name: N, uses: a/b@v1, with: {p: 1}}
      - {uses: "docker://i:1", with: {args: a}}
      - {uses: ./x}
      - {wait: [i]}
      - {cancel: i}
      - {parallel: [{run: p}]}
  b: {needs: [a], uses: o/r/.github/workflows/x.yml@v1, with: {p: 1}, secrets: {S: s}}
  c: {uses: ./.github/workflows/y.yml, secrets: inherit}
`;

type Path = readonly (string | number)[];

/** Every scalar, with its path. */
function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function changed(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined)
    return typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : `z${value}`;
  const entries = Object.entries(value as object).map(([name, inner]) => [
    name,
    name === String(key) ? changed(inner, rest) : inner,
  ]);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

test("whatever else changes is told: of every value of a workflow, only names of steps and descriptions are nothing", () => {
  const model = readYaml(rich).model;
  const all = leaves(model);
  const silent = all.filter((path) => linesOf(rich, JSON.stringify(changed(model, path))).length === 0);
  assert.is(all.length, 94);
  assert.equal(
    silent.map((path) => path.join(".")),
    [
      "on.workflow_dispatch.inputs.d.description",
      "on.workflow_call.secrets.S.description",
      "on.workflow_call.outputs.o.description",
      "jobs.a.steps.0.name",
      "jobs.a.steps.1.name",
    ],
  );
});

test.run();
