import { eventsOf, viewWorkflow } from "@yardmaster/core";
import { checkNames } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { repositoryOf, runOf, workflowOf } from "../../helpers/simulated-files.ts";

const a = "a".repeat(90);

interface Case {
  readonly what: string;
  readonly source: string;
  /** Keys of the job `test` beside its steps. */
  readonly keys: string;
  readonly names: readonly string[];
  /** Without an event. */
  readonly without?: readonly string[];
  /** Of the one check run of a job that is skipped. */
  readonly skipped: string;
}

const builder = "actions/runner, JobNameBuilder.cs";

const cases: readonly Case[] = [
  { what: "the id", source: "docs.github.com, jobs.<job_id>.name", keys: "", names: ["test"], skipped: "test" },
  {
    what: "a name",
    source: "docs.github.com, jobs.<job_id>.name",
    keys: "name: All tests",
    names: ["All tests"],
    skipped: "All tests",
  },
  { what: "an empty name", source: "actions/runner, ConvertToJob", keys: 'name: ""', names: ["test"], skipped: "test" },
  { what: "a number", source: "actions/runner, ConvertToJob", keys: "name: 3.10", names: ["3.1"], skipped: "3.1" },
  {
    what: "legs behind a name without expressions",
    source: builder,
    keys: "name: T\n    strategy: {matrix: {os: [x, y]}}",
    names: ["T (x)", "T (y)"],
    skipped: "T",
  },
  {
    what: "a name with expressions is all there is",
    source: "actions/runner, EvaluateJobName; actions/runner#1215",
    keys: "name: T ${{ matrix.os }}\n    strategy: {matrix: {os: [x, y], v: [1]}}",
    names: ["T x", "T y"],
    skipped: "T ${{ matrix.os }}",
  },
  {
    what: "an expression that comes out empty",
    source: "actions/runner, EvaluateJobName",
    keys: "name: ${{ matrix.none }}\n    strategy: {matrix: {os: [x]}}",
    names: ["test (x)"],
    skipped: "${{ matrix.none }}",
  },
  {
    what: "100 characters",
    source: builder,
    keys: `name: ${a}1234567890`,
    names: [`${a}1234567890`],
    skipped: `${a}1234567890`,
  },
  {
    what: "101 characters",
    source: `${builder}; google/mono_repo.dart#535`,
    keys: `name: ${a}12345678901`,
    names: [`${a}1234567...`],
    skipped: `${a}1234567...`,
  },
  {
    what: "legs that are cut",
    source: "OP5dev/TF-via-PR#482",
    keys: `name: ${a}\n    strategy: {matrix: {v: [abcdefgh1, abcdefgh2]}}`,
    names: [`${a} (abcde...`, `${a} (abcde...`],
    skipped: a,
  },
  {
    what: "what the event says",
    source: "docs.github.com, jobs.<job_id>.name",
    keys: "name: On ${{ github.ref_name }} ${{ 1 }}",
    names: ["On main 1"],
    without: ["On ${{ github.ref_name }} 1"],
    skipped: "On ${{ github.ref_name }} ${{ 1 }}",
  },
  {
    what: "an axis by an expression",
    source: "three values",
    keys: "strategy: {matrix: {v: ['${{ github.ref_name }}', 2]}}",
    names: ["test (main)", "test (2)"],
    without: ["test (${{ github.ref_name }})", "test (2)"],
    skipped: "test",
  },
  {
    what: "a matrix by an expression",
    source: "three values",
    keys: "strategy: {matrix: {v: '${{ fromJSON(github.event.list || ''[1, 2]'') }}'}}",
    names: ["test (1)", "test (2)"],
    without: ["test (…)"],
    skipped: "test",
  },
];

const workflow = (keys: string, condition = ""): string => `on: [push, workflow_call]
jobs:
  test:
${keys === "" ? "" : `    ${keys}\n`}${condition}    runs-on: ubuntu-24.04
    steps: [{run: a}]
`;

const test = suite("names of check runs");
for (const { what, source, keys, names, without = names, skipped } of cases) {
  test(`${what} (${source})`, () => {
    const repository = repositoryOf({ "on.yml": workflow(keys), "off.yml": workflow(keys, "    if: false\n") });
    assert.equal(
      runOf(repository, "on.yml").jobs[0]?.legs.map(({ name }) => name),
      names,
    );
    assert.equal(runOf(repository, "off.yml").jobs[0]?.name, skipped);
    const [job] = checkNames(viewWorkflow(workflowOf(workflow(keys), "on.yml").model));
    assert.equal(
      job?.names.map(({ text }) => text),
      without,
    );
    assert.equal(
      job?.skipped.map(({ text }) => text),
      [skipped],
    );
  });
}

const caller = `on: push
jobs:
  call:
    name: Build checks
    strategy: {matrix: {arch: [s390x, arm]}}
    uses: ./.github/workflows/called.yml
  off:
    if: false
    name: Off \${{ github.ref }}
    uses: ./.github/workflows/called.yml
`;
const long = "x".repeat(97);
const called = `on: workflow_call
jobs:
  check: {name: ${long}1234, runs-on: ubuntu-24.04, steps: [{run: a}]}
  skip: {if: false, runs-on: ubuntu-24.04, steps: [{run: a}]}
`;

test("names of called jobs stand behind those of what calls them, and each part is cut by itself (kata-containers/kata-containers#11176)", () => {
  const run = runOf(repositoryOf({ "main.yml": caller, "called.yml": called }));
  const [call, off] = run.jobs;
  assert.equal(
    call?.calls.map(({ run: inner }) => inner?.jobs.flatMap((job) => [job.name, ...job.legs.map(({ name }) => name)])),
    [
      [`Build checks (s390x) / ${long}...`, `Build checks (s390x) / ${long}...`, "Build checks (s390x) / skip"],
      [`Build checks (arm) / ${long}...`, `Build checks (arm) / ${long}...`, "Build checks (arm) / skip"],
    ],
  );
  assert.equal([off?.name, off?.calls], ["Off ${{ github.ref }}", []]);
});

test("without an event: the caller's own check when it is skipped, and those of the called jobs when it is not", () => {
  const inner = viewWorkflow(workflowOf(called, "called.yml").model);
  assert.ok(eventsOf(inner.model.on).has("workflow_call"));
  const jobs = checkNames(viewWorkflow(workflowOf(caller, "main.yml").model), () => inner);
  assert.equal(
    jobs.map(({ place, names, skipped }) => [place, names.map(({ text }) => text), skipped.map(({ text }) => text)]),
    [
      ["call", [], ["Build checks"]],
      [
        "call/check",
        [`Build checks (s390x) / ${long}...`, `Build checks (arm) / ${long}...`],
        [`Build checks (s390x) / ${long}...`, `Build checks (arm) / ${long}...`],
      ],
      [
        "call/skip",
        ["Build checks (s390x) / skip", "Build checks (arm) / skip"],
        ["Build checks (s390x) / skip", "Build checks (arm) / skip"],
      ],
      ["off", [], ["Off ${{ github.ref }}"]],
      ["off/check", [`Off \${{ github.ref }} / ${long}...`], [`Off \${{ github.ref }} / ${long}...`]],
      ["off/skip", ["Off ${{ github.ref }} / skip"], ["Off ${{ github.ref }} / skip"]],
    ],
  );
  assert.equal(jobs[4]?.names[0]?.unknown, ["github.ref"]);
});

test("a workflow that calls itself ends", () => {
  const view = viewWorkflow(
    workflowOf("on: workflow_call\njobs:\n  a: {uses: ./.github/workflows/a.yml}\n", "a.yml").model,
  );
  assert.equal(
    checkNames(view, () => view).map(({ place }) => place),
    ["a"],
  );
});

test.run();
