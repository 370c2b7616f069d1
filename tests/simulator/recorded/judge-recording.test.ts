import { workflowModel } from "@yardmaster/compiler/lint";
import type { Value } from "@yardmaster/core";
import {
  completeEvent,
  eventOfRecording,
  type JudgedRecording,
  judgeRecording,
  loadExamples,
  readRecording,
  type SimulatedRepository,
} from "@yardmaster/simulator";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { jobBody, type RunBody, runBody } from "../../helpers/recorded-run.ts";

const test = suite("finished runs as judges of what is simulated");

const ci = `name: CI
on: { push: { branches: [main] }, pull_request: }
jobs:
  test:
    name: Test
    runs-on: ubuntu-24.04
    strategy: { fail-fast: false, matrix: { node: [20, 22] } }
    outputs: { deploys: "\${{ steps.t.outputs.deploys }}" }
    steps:
      - uses: actions/checkout@v4
      - { id: t, run: npm test }
      - { name: Report, if: failure(), run: ./report }
  release:
    needs: test
    if: github.ref == 'refs/heads/main' && github.run_attempt == '1'
    uses: ./.github/workflows/release.yml
  notify:
    needs: [test, release]
    if: failure()
    runs-on: ubuntu-24.04
    steps: [{ run: ./notify }]
  open:
    needs: test
    if: needs.test.outputs.deploys == 'true'
    runs-on: ubuntu-24.04
    steps: [{ run: ./open }]
`;
const release = `name: Release
on: workflow_call
jobs:
  publish: { name: Publish, runs-on: ubuntu-24.04, steps: [{ name: Publish it, run: npm publish }] }
`;

const examples = await loadExamples();

function repositoryOf(texts: Readonly<Record<string, string>>): SimulatedRepository {
  const workflows = Object.entries(texts).map(([name, text]) => {
    const file = `.github/workflows/${name}`;
    const model = workflowModel(readYaml(text, file).model);
    if (!model) throw new Error(`${name} is no workflow`);
    return [file, { file, model }] as const;
  });
  return { name: "o/r", defaultBranch: "main", visibility: "public", workflows: new Map(workflows), settings: {} };
}

function judge(
  recorded: { readonly run: Partial<RunBody>; readonly jobs: readonly unknown[] },
  texts: Readonly<Record<string, string>> = { "ci.yml": ci, "release.yml": release },
): JudgedRecording {
  const repository = repositoryOf(texts);
  const read = readRecording({ run: runBody(recorded.run), jobs: recorded.jobs } as unknown as Value);
  if (!read.ok) throw new Error(read.error);
  const completed = completeEvent(eventOfRecording(read.value), repository, examples);
  if (!("event" in completed)) throw new Error(completed.problems.map(({ message }) => message).join("; "));
  return judgeRecording(read.value, repository, completed.event);
}

function say({ disagreements }: JudgedRecording): readonly string[] {
  return disagreements.map(
    ({ code, about, said, because, gitHub }) => `${code}: ${about}: ${said}: ${because}: ${gitHub}`,
  );
}

const steps = { "Run actions/checkout@v4": "success", "Run npm test": "success", Report: "skipped" } as const;
const passed = [jobBody("Test (20)", "success", steps), jobBody("Test (22)", "success", steps)];
const published = jobBody("release / Publish", "success", { "Publish it": "success" });

test("a run with a matrix, a called workflow and a skipped job agrees; an output that is not known is none", () => {
  const judged = judge({
    run: {},
    jobs: [...passed, published, jobBody("notify", "skipped"), jobBody("open", "skipped")],
  });
  assert.equal(say(judged), []);
  assert.equal(judged.agreed, { jobs: 4, steps: 7 });
  assert.equal(judged.unknown, { jobs: ["open"], steps: 0 });
});

test("a leg that failed skips what needs it, and lets failure() run", () => {
  const failed = { "Run actions/checkout@v4": "success", "Run npm test": "failure", Report: "success" } as const;
  const judged = judge({
    run: { conclusion: "failure" },
    jobs: [
      jobBody("Test (20)", "success", steps),
      jobBody("Test (22)", "failure", failed),
      jobBody("release", "skipped"),
      jobBody("notify", "success", { "Run ./notify": "success" }),
      jobBody("open", "skipped"),
    ],
  });
  assert.equal(say(judged), []);
  assert.equal(judged.agreed, { jobs: 5, steps: 7 });
});

test("a re-run is judged by its attempt and by who asked for it", () => {
  const judged = judge({
    run: { run_attempt: 2, triggering_actor: { login: "hubot" } },
    jobs: [...passed, jobBody("release", "skipped"), jobBody("notify", "skipped"), jobBody("open", "skipped")],
  });
  assert.equal(say(judged), []);
  assert.is(judged.trace.event.actor, "octocat");
});

test("each disagreement comes with the trace's reason: jobs, names, results, steps", () => {
  const judged = judge({
    run: { name: "Build", conclusion: "failure" },
    jobs: [
      jobBody("Test (20)", "success", { ...steps, Report: "success" }),
      jobBody("Test (23)", "success", steps),
      jobBody("release", "skipped"),
      jobBody("notify", "success", { "Run ./notify": "success", "Run ./more": "success" }),
      jobBody("open", "skipped"),
    ],
  });
  assert.equal(say(judged), [
    "name: workflow: it is called `CI`: its `name` says so: `Build`",
    "step: job `Test (20)`, step `Report`: it is skipped: no step before it has failed: it ran (success)",
    "job-missing: job `Test (22)`: it runs: it waits for no job and has no condition: it has no job of that name",
    "job-added: job `Test (23)`: there is none of that name: no job of the workflow makes it: success",
  ]);
  // How the leg ended that is missing is not known, and neither is what comes after it.
  assert.equal(judged.unknown.jobs, ["notify", "open", "release"]);
});

test("a workflow that does not start, is not there, or is refused", () => {
  assert.equal(say(judge({ run: { head_branch: "other" }, jobs: [] })), [
    "run: workflow `.github/workflows/ci.yml`: it does not start: no pattern of `branches` matches `other`: it ran (success)",
  ]);
  assert.equal(say(judge({ run: { path: ".github/workflows/gone.yml" }, jobs: [] })), [
    "run: workflow `.github/workflows/gone.yml`: nothing: the repository has no such workflow: it ran",
  ]);
  assert.equal(say(judge({ run: { conclusion: "startup_failure" }, jobs: [] })), [
    "run: workflow `.github/workflows/ci.yml`: it runs: `on` lists `push`; `main` of `branches` matches `main`: it failed to start",
  ]);
  const calls = ci.replace("release.yml", "gone.yml");
  assert.equal(say(judge({ run: { conclusion: "startup_failure" }, jobs: [] }, { "ci.yml": calls })), []);
});

const one = (job: string) => ({ "ci.yml": `name: CI\non: [push, pull_request]\njobs: ${job}\n` });

test("a matrix that is skipped files one check under its bare name, and one that ran is told of", () => {
  const texts = one(
    `{ a: { if: github.ref == 'x', runs-on: x, strategy: { matrix: { n: [1, 2] } }, steps: [{ run: y }] } }`,
  );
  assert.equal(say(judge({ run: {}, jobs: [jobBody("a", "skipped")] }, texts)), []);
  assert.equal(say(judge({ run: {}, jobs: [jobBody("a (1)", "success")] }, texts)), [
    "job: job `a (1)`: it is skipped: `github.ref == 'x'` is false: `github.ref` is 'refs/heads/main': it ran (success)",
  ]);
});

test("a job that ends otherwise than its steps, as one that is lost or timed out, is taken as it ended", () => {
  const texts = one(`{ a: { runs-on: x, steps: [{ run: y }] }, b: { needs: a, runs-on: x, steps: [{ run: y }] } }`);
  const jobs = [jobBody("a", "timed_out", { "Run y": "success" }), jobBody("b", "skipped")];
  assert.equal(say(judge({ run: { conclusion: "failure" }, jobs }, texts)), []);
});

test("steps of a job that only runs after a failure are judged by how they ended, too", () => {
  const texts = one(
    `{ a: { runs-on: x, steps: [{ run: y }] }, b: { needs: a, if: failure(), runs-on: x, steps: [{ run: y }, { if: failure(), run: z }] } }`,
  );
  const jobs = [
    jobBody("a", "failure", { "Run y": "failure" }),
    jobBody("b", "failure", { "Run y": "failure", "Run z": "success" }),
  ];
  assert.equal(say(judge({ run: { conclusion: "failure" }, jobs }, texts)), []);
});

test("whether a step failed that may go on is not known, and neither is what reads it", () => {
  const texts = one(
    `{ a: { runs-on: x, steps: [{ id: s, continue-on-error: true, run: y }, { if: steps.s.outcome == 'failure', run: z }] }, b: { needs: a, runs-on: x, steps: [{ run: y }] } }`,
  );
  const jobs = [
    jobBody("a", "success", { "Run y": "success", "Run z": "success" }),
    jobBody("b", "success", { "Run y": "success" }),
  ];
  const judged = judge({ run: {}, jobs }, texts);
  assert.equal(say(judged), []);
  assert.equal(
    [judged.agreed, judged.unknown],
    [
      { jobs: 2, steps: 2 },
      { jobs: [], steps: 1 },
    ],
  );
});

test("jobs without their steps are taken as they ended", () => {
  const texts = one(`{ a: { runs-on: x, steps: [{ run: y }] }, b: { needs: a, runs-on: x, steps: [{ run: y }] } }`);
  const judged = judge({ run: {}, jobs: [jobBody("a", "success"), jobBody("b", "success")] }, texts);
  assert.equal([say(judged), judged.agreed], [[], { jobs: 2, steps: 0 }]);
});

test("a step that may go on is listed as a success, and a job that may go on as a failure", () => {
  const texts = one(
    `{ a: { continue-on-error: true, runs-on: x, steps: [{ continue-on-error: true, run: y }, { run: z }] }, b: { needs: a, runs-on: x, steps: [{ run: y }] } }`,
  );
  const jobs = [
    jobBody("a", "failure", { "Run y": "success", "Run z": "failure" }),
    jobBody("b", "success", { "Run y": "success" }),
  ];
  assert.equal(say(judge({ run: {}, jobs }, texts)), []);
});

test("a cancelled run: what had ended stays, what always runs ran", () => {
  const texts = one(
    `{ a: { runs-on: x, steps: [{ run: y }] }, b: { needs: a, runs-on: x, steps: [{ run: y }, { if: always(), run: z }] }, c: { needs: b, runs-on: x, steps: [{ run: y }] }, d: { needs: a, if: "!cancelled()", runs-on: x, steps: [{ run: y }] } }`,
  );
  const jobs = [
    jobBody("a", "success", { "Run y": "success" }),
    jobBody("b", "cancelled", { "Run y": "cancelled", "Run z": "success" }),
    jobBody("c", "skipped"),
    jobBody("d", "skipped"),
  ];
  assert.equal(say(judge({ run: { conclusion: "cancelled" }, jobs }, texts)), []);
});

test("steps that only one side has are told of, those of the runner are not", () => {
  const texts = one(`{ a: { runs-on: x, steps: [{ run: y }, { name: Post it, run: z }, { run: w }] } }`);
  const jobs = [jobBody("a", "success", { "Run y": "success", "Post it": "success", "Run v": "success" })];
  assert.equal(say(judge({ run: {}, jobs }, texts)), [
    "step-missing: job `a`, step `Run w`: it runs: no step before it has failed: it has no such step",
    "step-added: job `a`, step `Run v`: there is none: the job has no step of that name: it ran (success)",
  ]);
});

test("what a run does not say of its event is not known: activity type, labels", () => {
  const texts = one(
    `{ a: { if: "contains(github.event.pull_request.labels.*.name, 'x')", runs-on: x, steps: [{ run: y }] }, b: { if: github.head_ref == 'topic', runs-on: x, steps: [{ run: y }] } }`,
  );
  const judged = judge(
    {
      run: { event: "pull_request", head_branch: "topic" },
      jobs: [jobBody("a", "skipped"), jobBody("b", "success", { "Run y": "success" })],
    },
    texts,
  );
  assert.equal(say(judged), []);
  assert.equal(judged.unknown, { jobs: ["a"], steps: 0 });
  assert.equal(judged.agreed, { jobs: 1, steps: 1 });
});

const hostile =
  "name: CI\non: push\njobs: { __proto__: { runs-on: x, steps: [{ run: y }] }, constructor: { runs-on: x, steps: [{ run: y }] } }\n";
test("names of the language that this is written in are names", () => {
  const judged = judge(
    {
      run: {},
      jobs: [
        jobBody("__proto__", "success", { "Run y": "success" }),
        jobBody("constructor", "failure", { "Run y": "failure" }),
      ],
    },
    { "ci.yml": hostile },
  );
  assert.equal(say(judged), []);
  assert.equal(judged.agreed, { jobs: 2, steps: 2 });
});

const recorded = { run: runBody(), jobs: passed };
const unreadable: readonly (readonly [what: unknown, jobs: unknown, said: string])[] = [
  [[], undefined, "it holds no workflow run: `path` and `event` are missing"],
  [{ message: "Not Found" }, undefined, "it holds no workflow run: `path` and `event` are missing"],
  [
    { ...recorded, run: { ...runBody(), conclusion: null } },
    undefined,
    "the run has not finished: its `conclusion` is missing",
  ],
  [{ run: runBody() }, undefined, "it holds no jobs: give what the API lists as `jobs`"],
  [{ run: runBody(), jobs: { total_count: 3, jobs: passed } }, undefined, "it holds 2 of 3 jobs: give all pages"],
  [{ run: runBody(), jobs: [{ conclusion: "success" }] }, undefined, "an entry of `jobs` has no `name`"],
  [runBody(), { jobs: [{ name: "a", conclusion: null }] }, "the job `a` has not finished: its `conclusion` is missing"],
];
for (const [what, jobs, said] of unreadable) {
  test(`refuses: ${said}`, () => {
    assert.equal(readRecording(what as Value, jobs as Value), { ok: false, error: said });
  });
}

test("takes run and jobs apart, together, and in pages; the ref of the workflow is no part of its path", () => {
  const jobs = passed as unknown as Value;
  const whole = readRecording({ run: runBody(), jobs } as unknown as Value);
  const pages = [
    { total_count: 2, jobs: passed.slice(0, 1) },
    { total_count: 2, jobs: passed.slice(1) },
  ];
  assert.equal(readRecording(runBody() as unknown as Value, jobs), whole);
  assert.equal(readRecording(runBody() as unknown as Value, pages as unknown as Value), whole);
  const withRef = runBody({ path: ".github/workflows/ci.yml@refs/heads/main" });
  assert.equal(readRecording(withRef as unknown as Value, jobs), whole);
  assert.is(whole.ok && whole.value.jobs.length, 2);
});

test.run();
