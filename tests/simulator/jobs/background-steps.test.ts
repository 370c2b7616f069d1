import type { GivenJob, LegTrace, StepTrace } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, jobAt, repositoryOf, runOf } from "../../helpers/simulated-files.ts";

const coordinator = "actions/runner, BackgroundStepCoordinator.cs";
const tests = "actions/runner, BackgroundStepsL0.cs";

interface Case {
  readonly what: string;
  readonly source: string;
  readonly steps: readonly string[];
  readonly given?: GivenJob;
  /** Of each step: verdict, outcome, conclusion; then the result of the leg. */
  readonly comesTo: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: "a wait takes the failure over",
    source: `${tests}, BackgroundStepFailurePropagatesAtWait`,
    steps: ["{id: db, run: a, background: true}", "{run: b}", "{wait: db}", "{run: c}", "{run: d, if: failure()}"],
    given: { steps: { db: { outcome: "failure" } } },
    comesTo: [
      "runs failure failure",
      "runs success success",
      "runs failure failure",
      "skipped skipped skipped",
      "runs success success",
      "failure",
    ],
  },
  {
    what: "at the end of the job GitHub waits for all, and no step sees it",
    source: `${coordinator}, WaitForUnwaitedStepsAsync`,
    steps: ["{id: db, run: a, background: true}", "{run: b}", "{run: c, if: failure()}"],
    given: { steps: { db: { outcome: "failure" } } },
    comesTo: ["runs failure failure", "runs success success", "skipped skipped skipped", "failure"],
  },
  {
    what: "a wait that may fail lets the next step run, and the job fails at its end",
    source: `${coordinator}, WaitForUnwaitedStepsAsync merges all results`,
    steps: ["{id: db, run: a, background: true}", "{wait: db, continue-on-error: true}", "{run: b}"],
    given: { steps: { db: { outcome: "failure" } } },
    comesTo: ["runs failure failure", "runs failure success", "runs success success", "failure"],
  },
  {
    what: "continue-on-error of the step itself",
    source: `${coordinator}, ApplyContinueOnError`,
    steps: ["{id: db, run: a, background: true, continue-on-error: true}", "{wait-all: }", "{run: b}"],
    given: { steps: { db: { outcome: "failure" } } },
    comesTo: ["runs failure success", "runs success success", "runs success success", "success"],
  },
  {
    what: "a wait runs behind a failure",
    source: `${tests}, ControlFlowStepsRunEvenAfterFailure`,
    steps: ["{id: bg, run: a, background: true}", "{id: fail, run: b}", "{wait: bg}"],
    given: { steps: { fail: { outcome: "failure" } } },
    comesTo: ["runs success success", "runs failure failure", "runs success success", "failure"],
  },
  {
    what: "what is cancelled by a step fails nothing, and may have ended before",
    source: `${tests}, CancelStepTerminatesBackgroundStep`,
    steps: ["{id: server, run: a, background: true}", "{cancel: server}", "{run: b}"],
    comesTo: ["runs unknown unknown", "runs success success", "runs success success", "success"],
  },
  {
    what: "cancelled, as it is said",
    source: `${coordinator}, explicitly cancelled steps`,
    steps: ["{id: server, run: a, background: true}", "{cancel: server}", "{run: b}"],
    given: { steps: { server: { outcome: "cancelled" } } },
    comesTo: ["runs cancelled cancelled", "runs success success", "runs success success", "success"],
  },
  {
    what: "it had failed before it was cancelled",
    source: `${coordinator}, WaitForUnwaitedStepsAsync: that failure should still count`,
    steps: ["{id: server, run: a, background: true}", "{cancel: server}", "{run: b}"],
    given: { steps: { server: { outcome: "failure" } } },
    comesTo: ["runs failure failure", "runs success success", "runs success success", "failure"],
  },
  {
    what: "parallel: all at once, then a wait",
    source: "docs.github.com, Workflow syntax, steps[*].parallel",
    steps: ["{parallel: [{id: x, run: a}, {id: y, run: b, if: false}, {id: z, run: c}]}", "{run: d}"],
    given: { steps: { x: { outcome: "failure" } } },
    comesTo: [
      "runs failure failure",
      "runs failure failure",
      "skipped skipped skipped",
      "runs success success",
      "skipped skipped skipped",
      "failure",
    ],
  },
  {
    what: "a step in the background behind a failure does not start",
    source: `${tests}; actions/runner, StepsRunner.RunAsync`,
    steps: ["{id: a, run: a}", "{id: bg, run: b, background: true}", "{wait-all: true}"],
    given: { steps: { a: { outcome: "failure" } } },
    comesTo: ["runs failure failure", "skipped skipped skipped", "runs success success", "failure"],
  },
];

const legOf = (steps: readonly string[], given: GivenJob = {}): LegTrace => {
  const text = `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.map((step) => `      - ${step}\n`).join("")}`;
  const [leg] = jobAt(
    runOf(repositoryOf({ "main.yml": text }), "main.yml", eventOf(), { jobs: { build: given } }),
    "build",
  ).legs;
  if (!leg) throw new Error("There is no leg");
  return leg;
};
const shown = ({ verdict, outcome, conclusion }: StepTrace): string => `${verdict} ${outcome} ${conclusion}`;
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const test = suite("steps in the background");
for (const { what, source, steps, given, comesTo } of cases) {
  test(`${what} (${source})`, () => {
    const { steps: traces, result } = legOf(steps, given);
    assert.equal([...traces.map(shown), result], comesTo);
  });
}

test("who waits for whom, and what holds whom", () => {
  const { steps } = legOf([
    "{id: server, run: npm start, background: true}",
    "{id: checkout, uses: actions/checkout@v4, background: true}",
    "{run: a}",
    "{wait: [server, checkout]}",
    "{id: late, run: b, background: true}",
    "{parallel: [{run: c}, {uses: d/e@v1}]}",
    "{cancel: late}",
    "{wait-all: }",
  ]);
  assert.equal(
    steps.map(({ index, kind, name, isBackground, waitsFor, cancels, within }) =>
      plain({ index, kind, name, isBackground, waitsFor, cancels, within }),
    ),
    [
      { index: 0, kind: "run", name: "Run npm start", isBackground: true },
      { index: 1, kind: "uses", name: "Run actions/checkout@v4", isBackground: true },
      { index: 2, kind: "run", name: "Run a" },
      { index: 3, kind: "wait", name: "Wait", waitsFor: [0, 1] },
      { index: 4, kind: "run", name: "Run b", isBackground: true },
      { index: 5, kind: "parallel", name: "Parallel group", waitsFor: [6, 7] },
      { index: 6, kind: "run", name: "Run c", isBackground: true, within: 5 },
      { index: 7, kind: "uses", name: "Run d/e@v1", isBackground: true, within: 5 },
      { index: 8, kind: "cancel", name: "Cancel", cancels: [4] },
      { index: 9, kind: "wait-all", name: "Wait for all", waitsFor: [] },
    ],
  );
});

test("what a step in the background gives is known once another has waited for it", () => {
  const read = '{run: "${{ steps.db.outcome }} ${{ steps.db.outputs.port }} ${{ env.PORT }}"}';
  const { steps } = legOf(["{id: db, run: a, background: true}", read, "{wait: db}", read], {
    steps: { db: { outcome: "success", outputs: { port: "5432" }, env: { PORT: "1" } } },
  });
  assert.equal(plain(steps[1]?.run), { unknown: ["steps.db.outcome", "steps.db.outputs.port", "env.PORT"] });
  assert.is(steps[3]?.run, "success 5432 1");
});

test.run();
