import type { ConcurrencyTrace, OtherRun, RunTrace } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, jobAt, repositoryOf, runOf } from "../../helpers/simulated-files.ts";

interface Case {
  readonly says: string;
  readonly source: string;
  /** `concurrency` of the workflow. */
  readonly written: string;
  /** Undefined: nobody said. */
  readonly runs?: readonly OtherRun[];
  readonly verdict: RunTrace["verdict"];
  readonly code: string;
  readonly text: string;
}

const control = "docs.github.com, Control the concurrency of workflows and jobs";
const converter = "actions/runner, WorkflowTemplateConverter.ConvertToConcurrency";
const file = ".github/workflows/main.yml";
const running: OtherRun = { workflow: file, group: "deploy", status: "in_progress" };
const pending: OtherRun = { workflow: ".github/workflows/other.yml", group: "deploy", status: "pending" };

const cases: readonly Case[] = [
  {
    says: "nobody said which runs there are",
    source: control,
    written: "deploy",
    verdict: "runs",
    code: "concurrency-runs-unknown",
    text: "whether another run is in the group `deploy` is not known",
  },
  {
    says: "no other run in the group",
    source: control,
    written: "deploy",
    runs: [{ ...running, group: "deploy-2" }],
    verdict: "runs",
    code: "concurrency-free",
    text: "no other run is in the group `deploy`",
  },
  {
    says: "another runs: it waits",
    source: control,
    written: "deploy",
    runs: [running],
    verdict: "waits",
    code: "concurrency-waits",
    text: `it waits for the running run of ${file} in \`deploy\``,
  },
  {
    says: "groups ignore case",
    source: control,
    written: "DEPLOY",
    runs: [running],
    verdict: "waits",
    code: "concurrency-waits",
    text: `it waits for the running run of ${file} in \`DEPLOY\``,
  },
  {
    says: "another runs and one waits: it takes the place of the one that waits",
    source: control,
    written: "{group: deploy}",
    runs: [running, pending],
    verdict: "waits",
    code: "concurrency-replaces",
    text: "it takes the place of the pending run of .github/workflows/other.yml in `deploy`, which GitHub cancels",
  },
  {
    says: "cancel-in-progress: it runs",
    source: control,
    written: "{group: deploy, cancel-in-progress: true}",
    runs: [running],
    verdict: "runs",
    code: "concurrency-cancels",
    text: `it cancels the running run of ${file} in \`deploy\``,
  },
  {
    says: "cancel-in-progress: those that wait go, too",
    source: control,
    written: "{group: deploy, cancel-in-progress: true}",
    runs: [running, pending],
    verdict: "runs",
    code: "concurrency-cancels",
    text: "it cancels the 2 runs in `deploy`",
  },
  {
    says: "cancel-in-progress by an expression that is false",
    source: `${control}, Only cancel in-progress jobs on specific branches`,
    written: "{group: deploy, cancel-in-progress: \"${{ !contains(github.ref, 'main') }}\"}",
    runs: [running],
    verdict: "waits",
    code: "concurrency-waits",
    text: `it waits for the running run of ${file} in \`deploy\``,
  },
  {
    says: "cancel-in-progress by something that is not known",
    source: control,
    written: '{group: deploy, cancel-in-progress: "${{ vars.EAGER == 1 }}"}',
    runs: [running],
    verdict: "runs",
    code: "concurrency-cancel-unknown",
    text: `whether it cancels the running run of ${file} depends on what is not known`,
  },
  {
    says: "queue: max waits behind all",
    source: `${control}, queue`,
    written: "{group: deploy, queue: max}",
    runs: [running, pending],
    verdict: "waits",
    code: "concurrency-queues",
    text: "it waits behind the 2 runs in `deploy`",
  },
  {
    says: "a queue of a hundred is full",
    source: `${control}, queue`,
    written: "{group: deploy, queue: max}",
    runs: [running, ...Array.from({ length: 100 }, () => pending)],
    verdict: "refused",
    code: "concurrency-queue-full",
    text: "100 runs wait in `deploy`: GitHub cancels it",
  },
  {
    says: "a group of the event",
    source: `${control}, Concurrency groups`,
    written: "ci-${{ github.ref }}",
    runs: [{ ...running, group: "ci-refs/heads/main" }],
    verdict: "waits",
    code: "concurrency-waits",
    text: `it waits for the running run of ${file} in \`ci-refs/heads/main\``,
  },
  {
    says: "the id of the run is in no other",
    source: `${control}, Using a fallback value`,
    written: "${{ github.head_ref || github.run_id }}",
    runs: [running],
    verdict: "runs",
    code: "concurrency-group-unknown",
    text: "which runs are in its concurrency group depends on what is not known",
  },
  {
    says: "the name comes to nothing",
    source: converter,
    written: "${{ github.event.nothing }}",
    runs: [],
    verdict: "refused",
    code: "concurrency-invalid",
    text: "the name of its concurrency group is empty",
  },
  {
    says: "a name of 401 characters",
    source: converter,
    written: "a".repeat(401),
    runs: [],
    verdict: "refused",
    code: "concurrency-invalid",
    text: "the name of its concurrency group has more than 400 characters",
  },
  {
    says: "cancel-in-progress is a text",
    source: converter,
    written: "{group: deploy, cancel-in-progress: \"${{ 'true' }}\"}",
    runs: [],
    verdict: "refused",
    code: "concurrency-invalid",
    text: "its `cancel-in-progress` is `true`, which is no boolean",
  },
  {
    says: "an unknown queue",
    source: `${control}, queue`,
    written: "{group: deploy, queue: min}",
    runs: [],
    verdict: "refused",
    code: "concurrency-invalid",
    text: "its `queue` is `min`, which is neither single nor max",
  },
  {
    says: "queue: max cancels nothing",
    source: "github.blog, 2026-05-07, Actions concurrency groups now allow larger queues",
    written: "{group: deploy, queue: max, cancel-in-progress: true}",
    runs: [],
    verdict: "refused",
    code: "concurrency-invalid",
    text: "`queue: max` and `cancel-in-progress: true` exclude each other",
  },
];

const steps = 'runs-on: x, steps: [{run: "true"}]';

const test = suite("concurrency of a run");
for (const { says, written, runs, verdict, code, text } of cases) {
  test(says, () => {
    const workflow = `on: push\nconcurrency: ${written}\njobs: {a: {${steps}}}\n`;
    const run = runOf(repositoryOf({ "main.yml": workflow }, runs ? { runs } : {}));
    const effect = run.concurrency?.effect ?? run.reason;
    assert.equal([run.verdict, effect?.code, effect?.text, effect?.path], [verdict, code, text, ["concurrency"]]);
    assert.is(run.reason, verdict === "runs" ? undefined : effect);
    assert.is(run.jobs.length, verdict === "refused" ? 0 : 1);
  });
}
test("what a group is not known by is named", () => {
  const run = runOf(
    repositoryOf({ "main.yml": `on: push\nconcurrency: \${{ github.run_id }}\njobs: {a: {${steps}}}\n` }, { runs: [] }),
  );
  assert.equal(run.concurrency?.effect.dependsOn, ["github.run_id"]);
});
test.run();

const inside = suite("concurrency inside a run");
const deadlock = (group: string, holder: string): string =>
  `it waits for the group \`${group}\`, which the ${holder} around it holds: GitHub cancels it`;
inside("a called workflow in the group of its caller waits for itself: github.workflow is the caller's", () => {
  const text = (on: string, job: string): string =>
    `name: ${on}\non: [push, workflow_call]\nconcurrency: "\${{ github.workflow }}-\${{ github.ref }}"\njobs: {${job}}\n`;
  const run = runOf(
    repositoryOf({
      "main.yml": text("CI", "call: {uses: ./.github/workflows/called.yml}"),
      "called.yml": text("Build", `a: {${steps}}`),
    }),
  );
  const { calls, result } = jobAt(run, "call");
  const [call] = calls;
  assert.is(run.verdict, "runs");
  assert.equal(
    [result, call?.run?.verdict, call?.run?.reason],
    [
      "cancelled",
      "refused",
      {
        code: "concurrency-deadlock",
        text: deadlock("CI-refs/heads/main", "top level workflow"),
        path: ["concurrency"],
      },
    ],
  );
});
inside("a calling job in the group of its workflow", () => {
  const run = runOf(
    repositoryOf({
      "main.yml":
        "on: push\nconcurrency: deploy\njobs: {call: {concurrency: Deploy, uses: ./.github/workflows/called.yml}}",
      "called.yml": `on: workflow_call\njobs: {a: {${steps}}}`,
    }),
  );
  const { calls, result } = jobAt(run, "call");
  const reason = {
    code: "concurrency-deadlock",
    text: deadlock("Deploy", "top level workflow"),
    path: ["jobs", "call", "concurrency"],
  };
  assert.equal([result, calls[0]?.run, calls[0]?.reason], ["cancelled", undefined, reason]);
});
inside("a called workflow in the group of the job that calls it, by an input", () => {
  const run = runOf(
    repositoryOf({
      "main.yml":
        "on: push\njobs: {call: {concurrency: live, uses: ./.github/workflows/called.yml, with: {target: live}}}",
      "called.yml": `on: {workflow_call: {inputs: {target: {type: string}}}}\nconcurrency: "\${{ inputs.target }}"\njobs: {a: {${steps}}}`,
    }),
  );
  const [call] = jobAt(run, "call").calls;
  assert.equal(
    [call?.run?.reason?.code, call?.run?.reason?.text],
    ["concurrency-deadlock", deadlock("live", "job call")],
  );
});
inside("groups of other names do not meet, and those inside wait for other runs", () => {
  const run = runOf(
    repositoryOf(
      {
        "main.yml": "on: push\nconcurrency: a\njobs: {call: {concurrency: b, uses: ./.github/workflows/called.yml}}",
        "called.yml": `on: workflow_call\nconcurrency: {group: c, cancel-in-progress: true}\njobs: {a: {${steps}}}`,
      },
      { runs: [{ ...running, group: "c" }] },
    ),
  );
  const [call] = jobAt(run, "call").calls;
  const codes = [run.concurrency, call?.concurrency, call?.run?.concurrency].map(codeOf);
  assert.equal(codes, ["concurrency-free", "concurrency-free", "concurrency-cancels"]);
  assert.is(jobAt(run, "call/a").verdict, "runs");
});
inside("a group that is not known is no deadlock", () => {
  const run = runOf(
    repositoryOf({
      "main.yml":
        "on: push\nconcurrency: ${{ vars.GROUP }}\njobs: {call: {concurrency: b, uses: ./.github/workflows/called.yml}}",
      "called.yml": `on: workflow_call\nconcurrency: "\${{ vars.GROUP }}"\njobs: {a: {${steps}}}`,
    }),
    "main.yml",
    eventOf(),
  );
  const [call] = jobAt(run, "call").calls;
  assert.equal(codeOf(call?.run?.concurrency), "concurrency-group-unknown");
});
inside("a job in the group of its workflow is cancelled before it runs", () => {
  const run = runOf(
    repositoryOf({ "main.yml": `on: push\nconcurrency: test\njobs: {a: {concurrency: test, ${steps}}}\n` }),
  );
  const [leg] = jobAt(run, "a").legs;
  const text = deadlock("test", "top level workflow");
  assert.equal([leg?.result, leg?.reason?.text, leg?.steps], ["cancelled", text, []]);
  assert.is(jobAt(run, "a").result, "cancelled");
});
inside("a job whose group has no name fails", () => {
  const run = runOf(
    repositoryOf({ "main.yml": `on: push\njobs: {a: {concurrency: "\${{ github.event.no }}", ${steps}}}\n` }),
  );
  const [leg] = jobAt(run, "a").legs;
  assert.equal([leg?.result, leg?.reason?.code, leg?.concurrency], ["failure", "concurrency-invalid", undefined]);
});
inside("legs with groups of their own wait for other runs alone", () => {
  const matrix = 'strategy: {matrix: {to: [live, test]}}, concurrency: "${{ matrix.to }}"';
  const run = runOf(
    repositoryOf(
      { "main.yml": `on: push\njobs: {a: {${matrix}, ${steps}}}\n` },
      { runs: [{ ...running, group: "live" }] },
    ),
  );
  const legs = jobAt(run, "a").legs.map(({ concurrency, result }) => [codeOf(concurrency), result]);
  assert.equal(legs, [
    ["concurrency-waits", "success"],
    ["concurrency-free", "success"],
  ]);
});

interface Shared {
  readonly says: string;
  readonly jobs: string;
  /** Code and result of each leg of job `a`. */
  readonly legs: readonly (readonly [code: string, result: string])[];
}

const shared: readonly Shared[] = [
  {
    says: "two jobs in one group run one after the other",
    jobs: `a: {concurrency: g, ${steps}}, b: {concurrency: G, ${steps}}`,
    legs: [["concurrency-shared", "success"]],
  },
  {
    says: "three jobs in one group: one of those that wait is cancelled",
    jobs: `a: {concurrency: g, ${steps}}, b: {concurrency: g, ${steps}}, c: {concurrency: g, ${steps}}`,
    legs: [["concurrency-shared", "unknown"]],
  },
  {
    says: "two jobs in one group, of which the later cancels the other",
    jobs: `a: {concurrency: {group: g, cancel-in-progress: true}, ${steps}}, b: {concurrency: g, ${steps}}`,
    legs: [["concurrency-shared", "unknown"]],
  },
  {
    says: "a queue cancels none",
    jobs: `a: {concurrency: {group: g, queue: max}, ${steps}}, b: {concurrency: g, ${steps}}, c: {concurrency: g, ${steps}}`,
    legs: [["concurrency-shared", "success"]],
  },
  {
    says: "jobs that come one after the other do not meet",
    jobs: `a: {concurrency: g, ${steps}}, b: {needs: a, ${steps}}, c: {needs: b, concurrency: g, ${steps}}`,
    legs: [["concurrency-free", "success"]],
  },
  {
    says: "nor do they for the later of the two",
    jobs: `c: {concurrency: g, ${steps}}, b: {needs: c, ${steps}}, a: {needs: b, concurrency: g, ${steps}}`,
    legs: [["concurrency-free", "success"]],
  },
  {
    says: "a job that is skipped whatever comes is in no group",
    jobs: `a: {concurrency: g, ${steps}}, b: {if: github.ref == 'x', concurrency: g, ${steps}}`,
    legs: [["concurrency-free", "success"]],
  },
  {
    says: "legs that share a group: all but the last of those that wait are cancelled",
    jobs: `a: {strategy: {matrix: {n: [1, 2, 3]}}, concurrency: g, ${steps}}`,
    legs: [
      ["concurrency-shared", "unknown"],
      ["concurrency-shared", "unknown"],
      ["concurrency-shared", "unknown"],
    ],
  },
  {
    says: "legs that run one at a time do not meet",
    jobs: `a: {strategy: {max-parallel: 1, matrix: {n: [1, 2, 3]}}, concurrency: g, ${steps}}`,
    legs: [
      ["concurrency-free", "success"],
      ["concurrency-free", "success"],
      ["concurrency-free", "success"],
    ],
  },
];
for (const { says, jobs, legs } of shared) {
  inside(says, () => {
    const run = runOf(repositoryOf({ "main.yml": `on: push\njobs: {${jobs}}\n` }, { runs: [] }));
    const traced = jobAt(run, "a").legs.map(({ concurrency, result }) => [codeOf(concurrency), result]);
    assert.equal(traced, legs);
  });
}
inside.run();

function codeOf(trace: ConcurrencyTrace | undefined): string | undefined {
  return trace?.effect.code;
}
