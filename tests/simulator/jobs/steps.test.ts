import type { GivenJob, GivenOutcomes, LegTrace, StepTrace } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, jobAt, repositoryOf, runOf } from "../../helpers/simulated-files.ts";

const runner = "actions/runner, StepsRunnerL0.cs";

interface Case {
  readonly what: string;
  readonly source: string;
  /** As in YAML's flow style. */
  readonly steps: readonly string[];
  readonly given?: GivenJob;
  readonly otherwise?: GivenOutcomes["otherwise"];
  readonly isCancelled?: boolean;
  /** Of each step: verdict, outcome, conclusion, code of the reason; then the result of the leg. */
  readonly comesTo: readonly string[];
}

const failing: GivenJob = { steps: { 0: { outcome: "failure" } } };

const cases: readonly Case[] = [
  {
    what: "steps that succeed",
    source: `${runner}, RunNormalStepsAllStepPass`,
    steps: ["{run: a}", "{run: b, if: success()}", "{run: c, if: always()}"],
    comesTo: [
      "runs success success no-condition",
      "runs success success condition-true",
      "runs success success condition-true",
      "success",
    ],
  },
  {
    what: "behind a failure",
    source: `${runner}, RunsAlwaysSteps, RunsAfterFailureContinueOnError`,
    steps: [
      "{run: a}",
      "{run: b}",
      "{run: c, if: always()}",
      "{run: d, if: failure()}",
      "{run: e, if: '!cancelled()'}",
      "{run: f, if: cancelled()}",
    ],
    given: failing,
    comesTo: [
      "runs failure failure no-condition",
      "skipped skipped skipped step-failed",
      "runs success success condition-true",
      "runs success success condition-true",
      "runs success success condition-true",
      "skipped skipped skipped condition-false",
      "failure",
    ],
  },
  {
    what: "continue-on-error makes a failure good",
    source: `${runner}, RunsAfterContinueOnError`,
    steps: [
      "{run: a, id: a, continue-on-error: true}",
      "{run: b}",
      "{run: c, if: failure()}",
      "{run: d, if: steps.a.outcome == 'failure' && steps.a.conclusion == 'success'}",
    ],
    given: failing,
    comesTo: [
      "runs failure success no-condition",
      "runs success success no-condition",
      "skipped skipped skipped condition-false",
      "runs success success condition-true",
      "success",
    ],
  },
  {
    what: "continue-on-error by an expression",
    source: "docs.github.com, Workflow syntax, steps[*].continue-on-error",
    steps: ["{run: a, continue-on-error: \"${{ github.ref != 'refs/heads/main' }}\"}", "{run: b}"],
    given: failing,
    comesTo: ["runs failure failure no-condition", "skipped skipped skipped step-failed", "failure"],
  },
  {
    what: "continue-on-error that is not known",
    source: "three values",
    steps: ['{run: a, continue-on-error: "${{ vars.GO == 1 }}"}', "{run: b}", "{run: c, if: always()}"],
    given: failing,
    comesTo: [
      "runs failure unknown no-condition",
      "unknown unknown unknown condition-unknown",
      "runs success success condition-true",
      "unknown",
    ],
  },
  {
    what: "a failing step behind one that is made good",
    source: `${runner}, SetsJobResultCorrectly`,
    steps: ["{run: a, continue-on-error: true}", "{run: b}", "{run: c, if: always()}"],
    given: { steps: { 0: { outcome: "failure" }, 1: { outcome: "failure" } } },
    comesTo: [
      "runs failure success no-condition",
      "runs failure failure no-condition",
      "runs success success condition-true",
      "failure",
    ],
  },
  {
    what: "a skipped step is no failure",
    source: `${runner}, SkipsAfterFailure`,
    steps: ["{run: a, id: a, if: false}", "{run: b, if: steps.a.conclusion == 'skipped' && steps.a.outputs.x == ''}"],
    comesTo: ["skipped skipped skipped condition-false", "runs success success condition-true", "success"],
  },
  {
    what: "an output that is not known",
    source: "three values",
    steps: ["{run: ./a, id: a}", "{run: b, if: steps.a.outputs.go == 'yes'}", "{run: c}", "{run: d, if: failure()}"],
    comesTo: [
      "runs success success no-condition",
      "unknown unknown unknown condition-unknown",
      "runs success success no-condition",
      "skipped skipped skipped condition-false",
      "success",
    ],
  },
  {
    what: "an output that is not known, of a step that fails if it runs",
    source: "three values",
    steps: [
      "{run: ./a, id: a}",
      "{run: b, id: b, if: steps.a.outputs.go == 'yes'}",
      "{run: c}",
      "{run: d, if: failure()}",
    ],
    given: { steps: { b: { outcome: "failure" } } },
    comesTo: [
      "runs success success no-condition",
      "unknown unknown unknown condition-unknown",
      "unknown unknown unknown condition-unknown",
      "unknown unknown unknown condition-unknown",
      "unknown",
    ],
  },
  {
    what: "any step may fail",
    source: "three values",
    steps: ["{run: a}", "{run: b}", "{run: c, if: failure()}", "{run: d, if: always()}"],
    otherwise: "unknown",
    comesTo: [
      "runs unknown unknown no-condition",
      "unknown unknown unknown condition-unknown",
      "unknown unknown unknown condition-unknown",
      "runs unknown unknown condition-true",
      "unknown",
    ],
  },
  {
    what: "behind a failure, what is not known changes nothing",
    source: "actions/runner, TaskResultUtil.MergeTaskResults",
    steps: ["{run: a}", "{run: b, if: always()}", "{run: c, if: failure()}", "{run: d}"],
    given: failing,
    otherwise: "unknown",
    comesTo: [
      "runs failure failure no-condition",
      "runs unknown unknown condition-true",
      "runs unknown unknown condition-true",
      "skipped skipped skipped step-failed",
      "failure",
    ],
  },
  {
    what: "a job whose failure is said, and not the step",
    source: "three values",
    steps: ["{run: a}", "{run: b, if: failure()}"],
    given: { result: "failure" },
    comesTo: ["runs unknown unknown no-condition", "unknown unknown unknown condition-unknown", "failure"],
  },
  {
    what: "the run is cancelled during the second step",
    source: "docs.github.com, Workflow cancellation reference; actions/runner, StepsRunner.RunAsync",
    steps: [
      "{run: a, id: a}",
      "{run: b}",
      "{run: c}",
      "{run: d, if: always()}",
      "{run: e, if: cancelled()}",
      "{run: f, if: failure()}",
    ],
    given: { steps: { a: { outcome: "success" } } },
    isCancelled: true,
    comesTo: [
      "runs success success no-condition",
      "runs cancelled cancelled no-condition",
      "skipped skipped skipped job-cancelled",
      "runs success success condition-true",
      "runs success success condition-true",
      "skipped skipped skipped condition-false",
      "cancelled",
    ],
  },
  {
    what: "a step with always() goes on while the run is cancelled",
    source: "actions/runner, StepsRunner.RunAsync: the condition is judged again",
    steps: ["{run: a, id: a}", "{run: b, if: always()}", "{run: c}"],
    given: { steps: { a: { outcome: "success" } } },
    isCancelled: true,
    comesTo: [
      "runs success success no-condition",
      "runs success success condition-true",
      "skipped skipped skipped job-cancelled",
      "cancelled",
    ],
  },
  {
    what: "GitHub fails on a condition: the step fails, whatever continue-on-error says",
    source: "actions/runner, StepsRunner.RunAsync",
    steps: ["{run: a, if: fromJSON(github.ref), continue-on-error: true}", "{run: b}"],
    comesTo: ["runs failure failure condition-fails", "skipped skipped skipped step-failed", "failure"],
  },
  {
    what: "GitHub fails on a step's variables",
    source: `${runner}, PopulateEnvContextAfterSetupStepsContext; StepsRunner.RunAsync`,
    steps: ['{run: a, env: {A: "${{ fromJSON(github.ref) }}"}}', "{run: b}"],
    comesTo: ["runs failure failure expression-fails", "skipped skipped skipped step-failed", "failure"],
  },
  {
    what: "GitHub fails on what a step is given: continue-on-error makes it good",
    source: "actions/runner, ActionRunner.RunAsync",
    steps: ['{uses: a/b@v1, with: {A: "${{ fromJSON(github.ref) }}"}, continue-on-error: true}', "{run: b}"],
    comesTo: ["runs failure success expression-fails", "runs success success no-condition", "success"],
  },
  {
    what: "hashFiles is not known, and may be empty",
    source: "docs.github.com, Evaluate expressions, hashFiles",
    steps: ["{run: a, if: hashFiles('**/package-lock.json') != ''}", "{run: b, if: hashFiles('x')}"],
    comesTo: ["unknown unknown unknown condition-unknown", "unknown unknown unknown condition-unknown", "success"],
  },
];

const legOf = (
  steps: readonly string[],
  outcomes: GivenOutcomes = {},
  job = "runs-on: ubuntu-24.04",
  top = "",
): LegTrace => {
  const text = `on: push\n${top}jobs:\n  build:\n    ${job}\n    steps:\n${steps.map((step) => `      - ${step}\n`).join("")}`;
  const [leg] = jobAt(runOf(repositoryOf({ "main.yml": text }), "main.yml", eventOf(), outcomes), "build").legs;
  if (!leg) throw new Error("There is no leg");
  return leg;
};

const shown = ({ verdict, outcome, conclusion, reason }: StepTrace): string =>
  `${verdict} ${outcome} ${conclusion} ${reason.code}`;
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const test = suite("steps");
for (const { what, source, steps, given, otherwise, isCancelled, comesTo } of cases) {
  test(`${what} (${source})`, () => {
    const { steps: traces, result } = legOf(steps, {
      ...(given ? { jobs: { build: given } } : {}),
      ...(otherwise ? { otherwise } : {}),
      ...(isCancelled ? { isCancelled } : {}),
    });
    assert.equal([...traces.map(shown), result], comesTo);
  });
}

test("variables of workflow, job and step, each from the ones around it (docs.github.com, Variables, and Contexts reference)", () => {
  const { steps } = legOf(
    [
      '{run: "echo ${{ env.A }} ${{ env.D }}", if: "env.D == \'main-job\'", env: {A: step, D: "${{ env.B }}"}}',
      '{run: "echo ${{ env.A }}${{ env.D }}"}',
    ],
    {},
    'runs-on: ubuntu-24.04\n    env: {A: job, B: "${{ github.ref_name }}-job", N: 3.0, T: true, Z: null}',
    'env: {A: top, C: "${{ github.actor }}"}\n',
  );
  assert.equal(plain(steps.map(({ env, run }) => ({ env, run }))), [
    {
      env: { A: "step", B: "main-job", C: "mona", D: "main-job", N: "3", T: "true", Z: "" },
      run: "echo step main-job",
    },
    { env: { A: "job", B: "main-job", C: "mona", N: "3", T: "true", Z: "" }, run: "echo job" },
  ]);
});

test("variables of a job that read `env` are refused (docs.github.com, Context availability)", () => {
  const leg = legOf(["{run: a}"], {}, 'runs-on: ubuntu-24.04\n    env: {A: "${{ env.B }}"}');
  assert.equal(
    [leg.result, leg.reason?.code, leg.reason?.text, leg.steps],
    ["failure", "expression-fails", "GitHub fails on `env.B`: Unrecognized named-value: 'env'", []],
  );
});

test("what steps wrote to GITHUB_ENV: as it is said, else not known where a script shows it, or where any name may be written", () => {
  const steps = [
    '{run: "echo A=1 >> $GITHUB_ENV"}',
    '{run: "${{ env.A }}${{ env.B }}${{ env.C }}"}',
    "{uses: actions/checkout@v4}",
    '{run: "${{ env.A }}${{ env.B }}${{ env.C }}"}',
  ];
  const job = "runs-on: ubuntu-24.04\n    env: {A: a, B: b}";
  assert.equal(plain(legOf(steps, {}, job).steps.map(({ run = "-" }) => run)), [
    "echo A=1 >> $GITHUB_ENV",
    { unknown: ["env.A"] },
    "-",
    { unknown: ["env.A", "env.C"] },
  ]);
  const given: GivenOutcomes = { jobs: { build: { steps: { 0: { env: { A: "1", C: "c" } }, 2: { env: {} } } } } };
  assert.equal(
    legOf(steps, given, job).steps.map(({ run }) => run),
    ["echo A=1 >> $GITHUB_ENV", "1bc", undefined, "1bc"],
  );
});

test("a variable that a script writes behind an action is not known, by whichever of the runner's ways", () => {
  for (const script of [
    "echo '::set-env name=A::b'",
    "echo '::SET-ENV name=A::b'",
    'echo "A=b" >> "$GITHUB_ENV"',
    'F=$GITHUB_ENV; echo "A=b" >> "$F"',
    'echo "$NAME=b" >> "$GITHUB_ENV"',
    './values >> "$GITHUB_ENV"',
    './values | tee -a "$GITHUB_ENV"',
    './write --to "$GITHUB_ENV"',
    "echo '::set-env name='$NAME'::b'",
  ]) {
    const { steps } = legOf(
      ["{uses: a/b@v1}", `{run: ${JSON.stringify(script)}}`, "{run: c, if: \"env.A == 'a'\"}"],
      {},
      "runs-on: ubuntu-24.04\n    env: {A: a}",
    );
    assert.is(steps[2]?.verdict, "unknown", script);
    assert.equal(steps[2]?.reason.dependsOn, ["env.A"], script);
  }
});

test("a variable stays behind a script that writes others, and behind programs that show nothing of it", () => {
  for (const script of ['echo "B=b" >> "$GITHUB_ENV"', "make all", 'test -n "$GITHUB_ENV" && make all']) {
    const { steps } = legOf(
      [`{run: ${JSON.stringify(script)}}`, "{run: c, if: \"env.A == 'a'\"}"],
      {},
      "runs-on: ubuntu-24.04\n    env: {A: a}",
    );
    assert.is(steps[1]?.verdict, "runs", script);
  }
});

test("a computed read of `env` is not known behind a step that may write any", () => {
  const { steps } = legOf(
    ["{run: a, if: \"toJSON(env) != ''\"}", "{uses: a/b@v1}", '{run: "${{ env[github.ref] }}"}'],
    {},
    "runs-on: ubuntu-24.04\n    env: {A: a}",
  );
  assert.equal(plain(steps[2]?.run), { unknown: ["env[github.ref]"] });
});

test("outputs that are said, beside others that are read and not said", () => {
  const { steps } = legOf(
    [
      "{id: a, run: ./a}",
      '{run: "${{ steps.a.outputs.x }}"}',
      '{run: "${{ steps.a.outputs.y }}"}',
      '{run: "${{ steps.zz.outputs.y }}"}',
    ],
    { jobs: { build: { steps: { a: { outputs: { X: "1" } } } } } },
  );
  assert.equal(plain(steps.map(({ run }) => run)), ["./a", "1", { unknown: ["steps.a.outputs.y"] }, ""]);
});

test("all outputs of a step of which some are said are not known", () => {
  const { steps } = legOf(["{id: a, run: ./a}", '{run: "${{ toJSON(steps.a.outputs) }}"}'], {
    jobs: { build: { steps: { a: { outputs: { x: "1" } } } } },
  });
  assert.equal(plain(steps[1]?.run), { unknown: ["steps.a.outputs"] });
});

test("names in the log, and ids that GitHub makes (actions/runner, ActionRunner.GenerateDisplayName, IdBuilder)", () => {
  const { steps } = legOf([
    '{run: "\\n  first\\n  second"}',
    '{run: a, name: "Say ${{ github.actor }}"}',
    "{uses: actions/checkout@v4}",
    "{uses: actions/cache/restore@v4}",
    "{uses: ./local}",
    "{uses: docker://alpine:3.20}",
    "{run: a, name: 3.10}",
    "{run: a}",
  ]);
  assert.equal(
    steps.map(({ name }) => name),
    [
      "Run first",
      "Say mona",
      "Run actions/checkout@v4",
      "Run actions/cache/restore@v4",
      "Run ./local",
      "Run alpine:3.20",
      "3.1",
      "Run a",
    ],
  );
  assert.equal(
    steps.map(({ outputs }) => (plain(outputs) as { unknown: string[] }).unknown[0]),
    [
      "steps.__run.outputs",
      "steps.__run_2.outputs",
      "steps.__actions_checkout.outputs",
      "steps.__actions_cache.outputs",
      "steps.__self.outputs",
      "steps.__alpine_3_20.outputs",
      "steps.__run_3.outputs",
      "steps.__run_4.outputs",
    ],
  );
});

test("`shell` and `working-directory`: of the step, of the job as a whole, of the workflow, of the runner", () => {
  const run = (step: string, job: string, top = ""): unknown => {
    const [trace] = legOf([step], {}, job, top).steps;
    return plain([trace?.shell, trace?.isShellOfRunner ?? false, trace?.workingDirectory ?? "-"]);
  };
  const top = "defaults: {run: {shell: bash, working-directory: top}}\n";
  const linux = "runs-on: ubuntu-24.04";
  assert.equal(run("{run: a}", linux), ["bash", true, "-"]);
  assert.equal(run("{run: a}", "runs-on: windows-2025"), ["pwsh", true, "-"]);
  assert.equal(run("{run: a}", "runs-on: macos-26"), ["bash", true, "-"]);
  assert.equal(run("{run: a}", "runs-on: [self-hosted, Windows]"), ["pwsh", true, "-"]);
  assert.equal(run("{run: a}", "runs-on: my-runner"), [{ unknown: ["runner.os"] }, true, "-"]);
  assert.equal(run("{run: a}", `${linux}\n    container: alpine`), ["sh", true, "-"]);
  assert.equal(run("{run: a}", linux, top), ["bash", false, "top"]);
  assert.equal(run("{run: a}", `${linux}\n    defaults: {run: {working-directory: "\${{ github.ref_name }}"}}`, top), [
    "bash",
    true,
    "main",
  ]);
  assert.equal(run("{run: a, shell: 'python {0}', working-directory: own}", linux, top), ["python {0}", false, "own"]);
});

test("what stands around a step, and what it is given", () => {
  const { steps } = legOf(
    [
      '{run: "${{ runner.os }} ${{ github.job }} ${{ job.status }}", timeout-minutes: "${{ fromJSON(\'5\') }}"}',
      "{uses: a/b@v1, with: {n: 1.50, t: true, x: \"a${{ null }}b${{ true }}c${{ 1.0 }} ${{ github.event }} ${{ fromJSON('[1]') }}\"}, if: runner.arch}",
      '{uses: a/b@v1, with: {u: "${{ steps.x }}${{ runner.temp }}"}}',
    ],
    {},
    "runs-on: windows-2025",
  );
  assert.equal(
    plain(
      steps.map(({ run, timeoutMinutes, with: given, verdict }) => [run ?? "-", timeoutMinutes ?? "-", given, verdict]),
    ),
    [
      ["Windows build success", 5, {}, "runs"],
      ["-", "-", { n: "1.5", t: "true", x: "abtruec1 Object Array" }, "runs"],
      ["-", "-", { u: { unknown: ["runner.temp"] } }, "runs"],
    ],
  );
});

test("an object where a text has to stand fails the step (actions/runner, TemplateEvaluator: A mapping was not expected)", () => {
  const { steps } = legOf([
    '{uses: a/b@v1, with: {o: "${{ github.event }}"}}',
    "{run: \"${{ fromJSON('[1]') }}\", if: always()}",
    '{run: a, env: {E: "${{ github }}"}, if: always()}',
  ]);
  assert.equal(
    steps.map(({ outcome, reason }) => [outcome, reason.text]),
    [
      ["failure", "GitHub fails on `o`: A mapping was not expected"],
      ["failure", "GitHub fails on `${{ fromJSON('[1]') }}`: A sequence was not expected"],
      ["failure", "GitHub fails on `E`: A mapping was not expected"],
    ],
  );
});

test("`job.status` behind a failure", () => {
  const { steps } = legOf(["{run: a}", '{run: "${{ job.status }}", if: always()}'], { jobs: { build: failing } });
  assert.is(steps[1]?.run, "failure");
});

test.run();
