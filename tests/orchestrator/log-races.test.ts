import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Fault, faultMatrix, timesOut } from "../helpers/embedded-github/index.ts";
import { createTestClock } from "../helpers/orchestrator-host.ts";
import { appendLines, dayFile, type LogScenario, lineOf, requestsOf, withLogGitHub } from "./log-scenario.ts";

const races = suite("rc orchestrator log: races");

/** Each line once, whatever the order of the runs. */
function checkLines(scenario: LogScenario, wanted: readonly string[], path = dayFile): void {
  assert.equal([...scenario.lines(path)].sort(), [...wanted].sort());
}

for (const place of ["an empty repository", "a log that is there"]) {
  races(`two runs at once in ${place}`, () =>
    withLogGitHub(async (scenario) => {
      if (place !== "an empty repository") scenario.seed({ [dayFile]: `${lineOf(0)}\n` });
      const before = scenario.lines();
      const runs = [1, 2].map((run) => [lineOf(run), lineOf(run, { stage: "gate" })]);
      const done = await Promise.all(runs.map((lines) => appendLines(scenario, lines)));
      assert.equal(
        done.map(({ code, stderr }) => `${code} ${stderr}`),
        ["0 ", "0 "],
      );
      checkLines(scenario, [...before, ...runs.flat()]);
    }),
  );
}

races("the same lines twice at once", () =>
  withLogGitHub(async (scenario) => {
    const lines = [lineOf(1), lineOf(2)];
    const done = await Promise.all([1, 2, 3, 4].map(() => appendLines(scenario, lines)));
    assert.equal(
      done.map(({ code }) => code),
      [0, 0, 0, 0],
    );
    checkLines(scenario, lines);
  }),
);

races("fifty runs at once", () =>
  withLogGitHub(async (scenario) => {
    const runs = Array.from({ length: 50 }, (_, run) => [lineOf(run), lineOf(run, { stage: "gate" })]);
    const done = await Promise.all(runs.map((lines) => appendLines(scenario, lines)));
    assert.equal(
      done.filter(({ code }) => code !== 0).map(({ stderr }) => stderr),
      [],
    );
    checkLines(scenario, runs.flat());
  }),
);

races.run();

const timeoutMilliseconds = 100;
const matrix = faultMatrix(timeoutMilliseconds * 2);
/** Requests of an append to a log that is not there, and to one that is. */
const places = [
  { name: "of the first append", seeded: false, requests: 6 },
  { name: "of a later append", seeded: true, requests: 2 },
];

const faults = suite("rc orchestrator log: faults");

for (const { name, seeded, requests } of places) {
  for (let request = 1; request <= requests; request++) {
    faults(`every fault at request ${request} ${name}`, async () => {
      await Promise.all(matrix.map((each) => checkFault(each.name, each.fault, { request, seeded })));
    });
  }
}

/** A run that meets the fault, beside another one; what failed honestly is done by a re-run. */
async function checkFault(
  name: string,
  fault: Fault,
  { request, seeded }: { readonly request: number; readonly seeded: boolean },
): Promise<void> {
  await withLogGitHub(async (scenario) => {
    if (seeded) scenario.seed({ [dayFile]: `${lineOf(0)}\n` });
    const before = scenario.lines();
    const [mine, theirs] = [[lineOf(1), lineOf(1, { stage: "gate" })], [lineOf(2)]];
    scenario.github.injectAt(request, fault);
    const options = timesOut(fault) ? { timeoutMilliseconds } : {};
    const first = await appendLines(scenario, mine, options);
    assert.is.not(first.code, 2, `${name}: ${first.stderr}`);
    const [again, other] = await Promise.all([appendLines(scenario, mine), appendLines(scenario, theirs)]);
    assert.equal([again.code, other.code], [0, 0], `${name}: ${again.stderr}${other.stderr}`);
    // What was carried out late has come by now.
    await new Promise((resolve) => setTimeout(resolve, timeoutMilliseconds * 3));
    assert.equal([...scenario.lines()].sort(), [...before, ...mine, ...theirs].sort(), name);
    if (first.code === 0) assert.match(again.stdout, "0 of 2 lines appended, 2 were there", name);
    if (first.code === 1) assert.match(first.stderr, /log-not-appended/, name);
  });
}

faults("a run goes on after faults at every request", () =>
  withLogGitHub(async (scenario) => {
    for (const [place, status] of [500, 502, 500, 503, 500, 502, 500, 500].entries()) {
      scenario.github.injectAt(2 * place + 1, { kind: "answer", status, body: "<html>" });
    }
    assert.is((await appendLines(scenario, [lineOf(1)])).code, 0);
    assert.equal(scenario.lines(), [lineOf(1)]);
    assert.ok(requestsOf(scenario).length > 10);
  }),
);

faults("a limit's refusal is waited for", () =>
  withLogGitHub(async (scenario) => {
    scenario.seed({ [dayFile]: `${lineOf(0)}\n` });
    const clock = createTestClock();
    const headers = { "retry-after": "90" };
    scenario.github.injectAt(2, { kind: "answer", status: 403, headers, body: { message: "secondary rate limit" } });
    assert.is((await appendLines(scenario, [lineOf(1)], { clock })).code, 0);
    assert.ok(clock.now().getTime() - Date.parse("2026-11-22T15:06:00Z") >= 90_000);
    assert.equal(scenario.lines(), [lineOf(0), lineOf(1)]);
  }),
);

faults("nothing outlasts the deadline", () =>
  withLogGitHub(async (scenario) => {
    const clock = createTestClock();
    const silence: Fault = { kind: "answer", status: 429, headers: { "retry-after": "120" } };
    for (let place = 1; place <= 20; place++) scenario.github.injectAt(place, silence);
    const run = await appendLines(scenario, [lineOf(1)], { clock });
    assert.is(run.code, 1);
    assert.match(run.stderr, "log-not-appended");
    assert.ok(clock.now().getTime() - Date.parse("2026-11-22T15:06:00Z") <= 300_000);
    assert.equal(scenario.lines(), []);
  }),
);

faults.run();
