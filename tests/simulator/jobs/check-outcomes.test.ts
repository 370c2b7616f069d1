import { checkOutcomes, type GivenOutcomes, simulate } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, repositoryOf } from "../../helpers/simulated-files.ts";

const repository = repositoryOf({
  "main.yml": `on: push
jobs:
  build:
    strategy: {matrix: {v: [1, 2]}}
    outputs: {version: x}
    runs-on: ubuntu-24.04
    steps: [{id: make, run: a}, {run: b}, {id: never, if: false, run: c}]
  off: {if: false, runs-on: ubuntu-24.04, steps: [{run: a}]}
  call: {uses: ./.github/workflows/called.yml}
`,
  "called.yml": "on: workflow_call\njobs:\n  inner: {runs-on: ubuntu-24.04, steps: [{run: a}]}\n",
  "loop.yml": "on: workflow_call\njobs:\n  again: {uses: ./.github/workflows/loop.yml}\n",
  "nightly.yml": "on: {schedule: [{cron: '0 7 * * *'}]}\njobs:\n  sweep: {runs-on: ubuntu-24.04, steps: [{run: a}]}\n",
});

const problemsOf = (jobs: NonNullable<GivenOutcomes["jobs"]>): readonly string[] => {
  const trace = simulate({ ...repository, workflows: repository.workflows }, eventOf(), { jobs });
  return checkOutcomes(repository, trace, { jobs }).map(
    ({ code, severity, message }) => `${severity ?? "error"} ${code}: ${message}`,
  );
};

const cases: readonly (readonly [
  what: string,
  jobs: NonNullable<GivenOutcomes["jobs"]>,
  problems: readonly string[],
])[] = [
  ["nothing", {}, []],
  ["a job", { build: { result: "failure" } }, []],
  ["a step by its id, by GitHub's, by its position", { build: { steps: { make: {}, __run: {}, 1: {} } } }, []],
  ["an output and a leg", { build: { outputs: { version: "1" }, legs: { 1: { result: "failure" } } } }, []],
  [
    "a job that is misspelled",
    { biuld: {} },
    ["error outcome-job-unknown: no workflow has a job `biuld`; did you mean `build`?"],
  ],
  ["a member of every object", { constructor: {} }, ["error outcome-job-unknown: no workflow has a job `constructor`"]],
  [
    "a called job without its caller",
    { inner: {} },
    ["error outcome-job-unknown: no workflow has a job `inner`; did you mean `call/inner`?"],
  ],
  [
    "a step that is misspelled",
    { build: { steps: { maek: {} } } },
    ["error outcome-step-unknown: the job `build` has no step `maek`; did you mean `make`?"],
  ],
  [
    "a position that is not there",
    { build: { steps: { 3: {} } } },
    ["error outcome-step-unknown: the job `build` has no step `3`"],
  ],
  [
    "an output that is not declared",
    { build: { outputs: { versoin: "1" } } },
    ["error outcome-output-unknown: the job `build` has no output `versoin`; did you mean `version`?"],
  ],
  [
    "a leg that is not there",
    { build: { legs: { 2: {}, x: {} } } },
    [
      "error outcome-leg-unknown: the job `build` has no leg `2`: it has 2, counted from 0",
      "error outcome-leg-unknown: the job `build` has no leg `x`: it has 2, counted from 0",
    ],
  ],
  [
    "a step of a leg",
    { build: { legs: { 0: { steps: { nope: {} } } } } },
    ["error outcome-step-unknown: the job `build` has no step `nope`"],
  ],
  [
    "a skipped job",
    { off: { result: "failure" } },
    ["note outcome-unused: the job `off` is skipped: its condition is `false`"],
  ],
  [
    "a skipped step",
    { build: { steps: { never: { outcome: "failure" } } } },
    ["note outcome-unused: the step `never` of `build` is skipped: its condition is `false`"],
  ],
  [
    "a job of a workflow that does not start",
    { sweep: {} },
    ["note outcome-unused: the job `sweep` is in no run that this event starts"],
  ],
];

const test = suite("what is said of jobs and steps");
test("a job that is cancelled as it is said is no job that does not run", () => {
  const given: GivenOutcomes = { isCancelled: true, jobs: { build: { legs: { 0: { result: "success" } } } } };
  assert.equal(checkOutcomes(repository, simulate(repository, eventOf(), given), given), []);
});
for (const [what, jobs, problems] of cases) test(what, () => assert.equal(problemsOf(jobs), problems));
test.run();
