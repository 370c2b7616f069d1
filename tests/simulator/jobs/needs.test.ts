import type { GivenOutcomes, JobTrace } from "@yardmaster/simulator";
import { simulate } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, repositoryOf, runOf } from "../../helpers/simulated-files.ts";

interface Case {
  readonly what: string;
  readonly source: string;
  /** Jobs by id: what stands in the job beside its steps. */
  readonly jobs: Readonly<Record<string, string>>;
  readonly given?: GivenOutcomes;
  /** By id: verdict, result and the code of the reason. */
  readonly comesTo: Readonly<Record<string, string>>;
}

const failing = (id: string): GivenOutcomes => ({ jobs: { [id]: { result: "failure" } } });
const docs = "docs.github.com, Workflow syntax, jobs.<job_id>.needs";
const status = "docs.github.com, Evaluate expressions, Status check functions";

const cases: readonly Case[] = [
  {
    what: "a job without needs and without a condition",
    source: docs,
    jobs: { a: "" },
    comesTo: { a: "runs success no-condition" },
  },
  {
    what: "a failure goes down the chain as a skip",
    source: docs,
    jobs: { a: "", b: "needs: a", c: "needs: [b]" },
    given: failing("a"),
    comesTo: { a: "runs failure no-condition", b: "skipped skipped need-failed", c: "skipped skipped need-skipped" },
  },
  {
    what: "always() runs behind a failure",
    source: docs,
    jobs: { a: "", b: "needs: a\n    if: always()" },
    given: failing("a"),
    comesTo: { a: "runs failure no-condition", b: "runs success condition-true" },
  },
  {
    what: "behind an always() in the middle, a job further down is still skipped",
    source: "actions/runner#491",
    jobs: { a: "if: false", b: "needs: a\n    if: always()", c: "needs: b", d: "needs: c" },
    comesTo: {
      a: "skipped skipped condition-false",
      b: "runs success condition-true",
      c: "skipped skipped ancestor-skipped",
      d: "skipped skipped need-skipped",
    },
  },
  {
    what: "and one that asks its direct need alone runs",
    source: "actions/runner#491",
    jobs: {
      a: "if: false",
      b: "needs: a\n    if: always()",
      c: "needs: b\n    if: ${{ !failure() && needs.b.result == 'success' }}",
    },
    comesTo: {
      a: "skipped skipped condition-false",
      b: "runs success condition-true",
      c: "runs success condition-true",
    },
  },
  {
    what: "failure() looks at all ancestors",
    source: status,
    jobs: { a: "", b: "needs: a\n    if: always()", c: "needs: b\n    if: failure()" },
    given: failing("a"),
    comesTo: { a: "runs failure no-condition", b: "runs success condition-true", c: "runs success condition-true" },
  },
  {
    what: "failure() of a job without a failed ancestor",
    source: status,
    jobs: { a: "", b: "needs: a\n    if: failure()" },
    comesTo: { a: "runs success no-condition", b: "skipped skipped condition-false" },
  },
  {
    what: "a skipped ancestor is no failure",
    source: status,
    jobs: { a: "if: false", b: "needs: a\n    if: failure()", c: "needs: a\n    if: ${{ !failure() }}" },
    comesTo: {
      a: "skipped skipped condition-false",
      b: "skipped skipped condition-false",
      c: "runs success condition-true",
    },
  },
  {
    what: "status functions with names of jobs look at these alone, in any case",
    source: "@actions/workflow-parser, workflow-v1.0: failure(0,MAX), success(0,MAX)",
    jobs: {
      a: "",
      b: "",
      c: "needs: [a, b]\n    if: failure('a')",
      d: "needs: [a, b]\n    if: failure('B')",
      e: "needs: [a, b]\n    if: success('b')",
    },
    given: failing("a"),
    comesTo: {
      a: "runs failure no-condition",
      b: "runs success no-condition",
      c: "runs success condition-true",
      d: "skipped skipped condition-false",
      e: "runs success condition-true",
    },
  },
  {
    what: "a condition without a status function stands behind success()",
    source: status,
    jobs: { a: "", b: "needs: a\n    if: github.ref == 'refs/heads/main'" },
    given: failing("a"),
    comesTo: { a: "runs failure no-condition", b: "skipped skipped need-failed" },
  },
  {
    what: "continue-on-error: the job's failure is a success for those that need it",
    source: "actions/runner#1161",
    jobs: { a: "continue-on-error: true", b: "needs: a", c: "needs: a\n    if: needs.a.result == 'success'" },
    given: failing("a"),
    comesTo: { a: "runs success no-condition", b: "runs success no-condition", c: "runs success condition-true" },
  },
  {
    what: "continue-on-error by an expression",
    source: "docs.github.com, Workflow syntax, jobs.<job_id>.continue-on-error",
    jobs: { a: "continue-on-error: ${{ github.ref == 'refs/heads/next' }}", b: "needs: a" },
    given: failing("a"),
    comesTo: { a: "runs failure no-condition", b: "skipped skipped need-failed" },
  },
  {
    what: "needs in another case",
    source: "actions/runner, WorkflowTemplateConverter.ConvertToJobs: OrdinalIgnoreCase",
    jobs: { Build: "", b: "needs: build\n    if: needs.BUILD.result == 'success'" },
    comesTo: { Build: "runs success no-condition", b: "runs success condition-true" },
  },
  {
    what: "a need that is not known leaves its dependants unknown",
    source: docs,
    jobs: {
      a: "if: vars.GO == 'yes'",
      b: "needs: a",
      c: "needs: b\n    if: always()",
      d: "needs: a\n    if: needs.a.result == 'success'",
    },
    comesTo: {
      a: "unknown unknown condition-unknown",
      b: "unknown unknown condition-unknown",
      c: "runs success condition-true",
      d: "unknown unknown condition-unknown",
    },
  },
  {
    what: "any step may fail",
    source: "three values",
    jobs: { a: "", b: "needs: a", c: "needs: a\n    if: always()" },
    given: { otherwise: "unknown" },
    comesTo: {
      a: "runs unknown no-condition",
      b: "unknown unknown condition-unknown",
      c: "runs unknown condition-true",
    },
  },
  {
    what: "a cancelled run: what runs is cancelled, what waits is skipped, always() and cancelled() run",
    source: "docs.github.com, Workflow cancellation reference",
    jobs: {
      a: "",
      b: "needs: a",
      c: "needs: a\n    if: always()",
      d: "needs: a\n    if: cancelled()",
      e: "if: always()",
      f: "needs: a\n    if: ${{ !cancelled() }}",
      g: "needs: done",
      done: "",
    },
    given: { isCancelled: true, jobs: { done: { result: "success" } } },
    comesTo: {
      a: "skipped cancelled run-cancelled",
      b: "skipped skipped run-cancelled",
      c: "runs success condition-true",
      d: "runs success condition-true",
      e: "runs success condition-true",
      f: "skipped cancelled condition-false",
      g: "skipped cancelled run-cancelled",
      done: "runs success no-condition",
    },
  },
  {
    what: "one job is cancelled: those behind it are skipped, and no failure is told",
    source: docs,
    jobs: {
      a: "",
      b: "needs: a",
      c: "needs: a\n    if: failure()",
      d: "needs: a\n    if: needs.a.result == 'cancelled' && always()",
    },
    given: { jobs: { a: { result: "cancelled" } } },
    comesTo: {
      a: "runs cancelled no-condition",
      b: "skipped skipped need-cancelled",
      c: "skipped skipped condition-false",
      d: "runs success condition-true",
    },
  },
  {
    what: "a condition on which GitHub fails fails the job",
    source: "actions/runner, WorkflowTemplateEvaluator.EvaluateJobIf",
    jobs: { a: "if: fromJSON(github.ref)", b: "if: env.X == 'a'", c: "needs: a\n    if: failure()" },
    comesTo: {
      a: "refused failure condition-fails",
      b: "refused failure condition-fails",
      c: "runs success condition-true",
    },
  },
];

const steps = "runs-on: ubuntu-24.04\n    steps: [{run: a}]\n";
const workflow = (jobs: Readonly<Record<string, string>>): string =>
  `on: push\njobs:\n${Object.entries(jobs)
    .map(([id, keys]) => `  ${id}:\n${keys === "" ? "" : `    ${keys}\n`}    ${steps}`)
    .join("")}`;

const shown = ({ verdict, result, reason }: JobTrace): string => `${verdict} ${result} ${reason.code}`;

const test = suite("needs and skips");
for (const { what, source, jobs, given, comesTo } of cases) {
  test(`${what} (${source})`, () => {
    const run = runOf(repositoryOf({ "main.yml": workflow(jobs) }), "main.yml", eventOf(), given);
    assert.equal(Object.fromEntries(run.jobs.map((job) => [job.id, shown(job)])), comesTo);
  });
}

test("the reason names the part that decided, with its value", () => {
  const run = runOf(
    repositoryOf({
      "main.yml": workflow({
        a: "if: github.ref == 'refs/heads/main' && github.event.pull_request.draft == true",
        b: "if: startsWith(github.ref, 'refs/tags/') || github.event_name == 'release'",
        c: "if: vars.GO == 'yes' && github.ref == 'refs/heads/main'",
        d: "if: ${{ github.event.inputs.go }}",
        e: "if: false && vars.GO",
        f: "needs: a",
        g: "needs: f\n    if: ${{ success() && github.ref }}",
        h: "if: ${{ !startsWith(github.ref, 'refs/heads/') }}",
        i: "if: cancelled()",
      }),
    }),
  );
  assert.equal(
    run.jobs.map(({ id, reason }) => `${id}: ${reason.text}`),
    [
      "a: `github.event.pull_request.draft == true` is false: `github.event.pull_request.draft` is not there",
      "b: `startsWith(github.ref, 'refs/tags/') || github.event_name == 'release'` is false: `github.ref` is 'refs/heads/main', `github.event_name` is 'push'",
      "c: it depends on `vars.GO`",
      "d: `github.event.inputs.go` is not there",
      "e: its condition is `false`",
      "f: `a`, which it needs, was skipped",
      "g: `f`, which it needs, was skipped",
      "h: `!startsWith(github.ref, 'refs/heads/')` is false: `github.ref` is 'refs/heads/main'",
      "i: the run is not cancelled",
    ],
  );
  assert.equal(run.jobs[0]?.reason.path, ["jobs", "a", "if"]);
  assert.equal(run.jobs[2]?.reason.dependsOn, ["vars.GO"]);
  assert.equal(run.jobs[5]?.reason.path, ["jobs", "f", "needs"]);
});

test("outputs of a job that is skipped are empty; those of one that may run are not known, by the name that reads them", () => {
  const out = "outputs: {v: x}";
  const run = runOf(
    repositoryOf({
      "main.yml": workflow({
        a: `if: false\n    ${out}`,
        b: `if: vars.GO\n    ${out}`,
        c: "needs: a\n    if: always() && needs.a.outputs.v == ''",
        d: "needs: b\n    if: always() && needs.b.outputs.v == 'x'",
        e: "needs: b\n    if: always() && needs.b.outputs.none == ''",
      }),
    }),
  );
  assert.equal(run.jobs.map(shown), [
    "skipped skipped condition-false",
    "unknown unknown condition-unknown",
    "runs success condition-true",
    "unknown unknown condition-unknown",
    "runs success condition-true",
  ]);
  assert.equal(run.jobs[3]?.reason.dependsOn, ["needs.b.outputs.v"]);
});

test("a need that is not there, and a ring: problems, and no job runs", () => {
  const repository = repositoryOf({
    "lost.yml": workflow({ build: "", test: "needs: [biuld, nothing-like-it]" }),
    "ring.yml": workflow({ a: "needs: c", b: "needs: a", c: "needs: b", d: "" }),
    "self.yml": workflow({ a: "needs: a" }),
  });
  const { problems, workflows } = simulate(repository, eventOf());
  assert.equal(
    problems.map(({ code, message, file, path }) => [code, message, file, path]),
    [
      [
        "need-missing",
        "Job `test` needs `biuld`, which is no job of its workflow; did you mean `build`?",
        ".github/workflows/lost.yml",
        ["jobs", "test", "needs"],
      ],
      [
        "need-missing",
        "Job `test` needs `nothing-like-it`, which is no job of its workflow",
        ".github/workflows/lost.yml",
        ["jobs", "test", "needs"],
      ],
      [
        "needs-ring",
        "Jobs wait for each other: a -> c -> b -> a",
        ".github/workflows/ring.yml",
        ["jobs", "a", "needs"],
      ],
      ["needs-ring", "Jobs wait for each other: a -> a", ".github/workflows/self.yml", ["jobs", "a", "needs"]],
    ],
  );
  assert.equal(
    workflows.map(({ run }) => [run?.verdict, run?.reason?.code, run?.jobs.length]),
    [
      ["refused", "need-missing", 0],
      ["refused", "needs-ring", 0],
      ["refused", "needs-ring", 0],
    ],
  );
});

test("names of objects' own members are jobs like others", () => {
  const run = runOf(
    repositoryOf({
      "main.yml": workflow({
        constructor: "",
        toString: "needs: constructor\n    if: needs.constructor.result == 'success'",
      }),
    }),
    "main.yml",
    eventOf(),
    { jobs: {} },
  );
  assert.equal(run.jobs.map(shown), ["runs success no-condition", "runs success condition-true"]);
});

test.run();
