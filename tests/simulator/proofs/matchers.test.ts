import { simulate, type Trace } from "@yardmaster/simulator";
import {
  hasPermission,
  reaches,
  reachesNot,
  refused,
  runs,
  skipped,
  starts,
  startsNot,
  unknown,
  waits,
} from "@yardmaster/simulator/testing";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { failure, push, repositoryOf, traceOf } from "./repository.ts";

const test = suite("matchers of traces");
const file = ".github/workflows/ci.yml";

const trace = traceOf({
  "ci.yml": `
on: push
permissions: {contents: read}
jobs:
  build:
    runs-on: ubuntu-24.04
    outputs: {version: "\${{ steps.version.outputs.version }}"}
    steps: [{id: version, run: ./version}]
  off:
    if: github.ref == 'refs/heads/next'
    runs-on: ubuntu-24.04
    steps: [{run: a, env: {T: "\${{ secrets.TOKEN }}"}}]
  maybe:
    needs: build
    if: needs.build.outputs.version != ''
    runs-on: ubuntu-24.04
    permissions: {contents: write, issues: read}
    steps: [{run: a, env: {K: "\${{ secrets.KEY }}"}}]
  call:
    uses: ./.github/workflows/called.yml
    secrets: {INNER: "\${{ secrets.TOKEN }}"}
  never:
    if: false
    uses: ./.github/workflows/called.yml
  elsewhere:
    uses: acme/other/.github/workflows/x.yml@v1
`,
  "called.yml": `
on: {workflow_call: {secrets: {INNER: {}}}}
jobs:
  inner:
    runs-on: ubuntu-24.04
    steps: [{run: a, env: {T: "\${{ secrets.INNER }}"}}]
  build: {runs-on: ubuntu-24.04, steps: [{run: a}]}
`,
  "nightly.yml": "on: {schedule: [{cron: '0 7 * * *'}]}\njobs: {build: {runs-on: x, steps: [{run: a}]}}",
  "docs.yml": "on: push\njobs: {build: {runs-on: ubuntu-24.04, steps: [{run: a}]}}",
});

/** Each line: what is asked, and what is said; `passes` where nothing is. */
const cases: readonly (readonly [what: string, run: () => void, says: string])[] = [
  ["a workflow that starts", () => starts(trace, "ci.yml"), "passes"],
  ["a workflow by its path", () => starts(trace, file), "passes"],
  [
    "a workflow that does not start",
    () => starts(trace, "nightly.yml"),
    'starts: .github/workflows/nightly.yml does not start (event-not-listed: `on` does not list `push`) | "does not start" | "runs"',
  ],
  [
    "a workflow that is misspelled",
    () => starts(trace, "cii.yml"),
    'starts: There is no workflow "cii.yml"; did you mean "ci.yml"? | undefined | "cii.yml"',
  ],
  ["startsNot, with the code of the reason", () => startsNot(trace, "nightly.yml", "event-not-listed"), "passes"],
  ["startsNot, with words of the reason", () => startsNot(trace, "nightly.yml", "does not list"), "passes"],
  ["startsNot, with a pattern", () => startsNot(trace, "nightly.yml", /list `push`$/), "passes"],
  [
    "startsNot for another reason",
    () => startsNot(trace, "nightly.yml", "paths-none-match"),
    'startsNot: .github/workflows/nightly.yml is so for another reason: event-not-listed, `on` does not list `push` | "event-not-listed: `on` does not list `push`" | "paths-none-match"',
  ],
  [
    "startsNot of one that does not exist",
    () => startsNot(trace, "night.yml"),
    'startsNot: There is no workflow "night.yml"; did you mean "nightly.yml"? | undefined | "night.yml"',
  ],
  ["a job that runs", () => runs(trace, "ci.yml#build"), "passes"],
  ["a job by a place of its own", () => runs(trace, "call/inner"), "passes"],
  [
    "a place in two workflows",
    () => runs(trace, "build"),
    'runs: "build" is a job of .github/workflows/ci.yml and .github/workflows/docs.yml: name it as .github/workflows/ci.yml#build | undefined | "build"',
  ],
  [
    "a skipped job does not run",
    () => runs(trace, "off"),
    "runs: off is skipped (condition-false: `github.ref == 'refs/heads/next'` is false: `github.ref` is 'refs/heads/main') | \"skipped\" | \"runs\"",
  ],
  ["a skipped job", () => skipped(trace, "off", "condition-false"), "passes"],
  [
    "a job that runs is not skipped",
    () => skipped(trace, "ci.yml#build"),
    'skipped: ci.yml#build runs (no-condition: it waits for no job and has no condition) | "runs" | "skipped"',
  ],
  ["a job that is not known", () => unknown(trace, "maybe"), "passes"],
  ["on what it depends", () => unknown(trace, "maybe", "needs.build.outputs.version"), "passes"],
  [
    "on something else",
    () => unknown(trace, "maybe", "needs.build.result"),
    'unknown: maybe depends on needs.build.outputs.version, and not on needs.build.result | ["needs.build.outputs.version"] | ["needs.build.result"]',
  ],
  [
    "what is unknown does not run",
    () => runs(trace, "maybe"),
    'runs: maybe may run or not (condition-unknown: it depends on `needs.build.outputs.version`) | "unknown" | "runs"',
  ],
  [
    "what is unknown is not skipped",
    () => skipped(trace, "maybe"),
    'skipped: maybe may run or not (condition-unknown: it depends on `needs.build.outputs.version`) | "unknown" | "skipped"',
  ],
  [
    "a job that is misspelled",
    () => skipped(trace, "ci.yml#ofF2"),
    'skipped: .github/workflows/ci.yml has no job "ofF2"; did you mean "off"? | undefined | "ci.yml#ofF2"',
  ],
  [
    "a job of a workflow that does not start is not skipped: nothing is known of it",
    () => skipped(trace, "nightly.yml#build"),
    'skipped: .github/workflows/nightly.yml starts no run (event-not-listed: `on` does not list `push`), so that nothing is known of its jobs | undefined | "nightly.yml#build"',
  ],
  [
    "a job below one that is skipped",
    () => skipped(trace, "never/inner"),
    'skipped: .github/workflows/ci.yml#never is skipped (condition-false: its condition is `false`), so that nothing is known of jobs below it | undefined | "never/inner"',
  ],
  [
    "a job of a workflow that is not known",
    () => runs(trace, "ci.yml#elsewhere/x"),
    'runs: .github/workflows/ci.yml#elsewhere calls acme/other/.github/workflows/x.yml@v1, which is not known | undefined | "ci.yml#elsewhere/x"',
  ],
  [
    "a job that is nowhere",
    () => runs(trace, "zzzzzzzz"),
    'runs: There is no job "zzzzzzzz" in the trace; jobs of the 2 that start no run are not in it | undefined | "zzzzzzzz"',
  ],
  [
    "a member of every object",
    () => runs(trace, "constructor"),
    'runs: There is no job "constructor" in the trace; jobs of the 2 that start no run are not in it | undefined | "constructor"',
  ],
  ["a permission", () => hasPermission(trace, "ci.yml#build", "contents", "read"), "passes"],
  ["a permission that is not there", () => hasPermission(trace, "ci.yml#build", "issues", "none"), "passes"],
  ["a permission of the job", () => hasPermission(trace, "maybe", "contents", "write"), "passes"],
  [
    "another level",
    () => hasPermission(trace, "ci.yml#build", "contents", "write"),
    'hasPermission: The token of ci.yml#build has contents: read, and not contents: write | "read" | "write"',
  ],
  [
    "a job without a token",
    () => hasPermission(trace, "off", "contents", "none"),
    "hasPermission: There is no token of off, which is skipped (condition-false: `github.ref == 'refs/heads/next'` is false: `github.ref` is 'refs/heads/main') | undefined | \"none\"",
  ],
  [
    "a scope that is misspelled",
    () => hasPermission(trace, "maybe", "content", "none"),
    'hasPermission: There is no permission "content"; did you mean "contents"? | undefined | "content"',
  ],
];
for (const [what, run, says] of cases) test(what, () => assert.is(failure(run), says));

/** A trace with the runs of its workflows changed. */
function changed(change: (run: NonNullable<Trace["workflows"][number]["run"]>) => object): Trace {
  const workflows = trace.workflows.map((workflow) =>
    workflow.run ? { ...workflow, run: { ...workflow.run, ...change(workflow.run) } } : workflow,
  );
  return { ...trace, workflows };
}
const reason = { code: "policy", text: "a policy forbids it" };

test("a run that is refused starts not, and runs nothing", () => {
  const all = changed(() => ({ verdict: "refused", reason }));
  refused(all, "ci.yml", "policy");
  assert.is(
    failure(() => starts(all, "ci.yml")),
    `starts: ${file} is refused (policy: a policy forbids it) | "refused" | "runs"`,
  );
  assert.match(
    failure(() => startsNot(all, "ci.yml")),
    `${file} is refused`,
  );
  assert.match(
    failure(() => runs(all, "ci.yml#build")),
    "ci.yml#build is refused (policy: a policy forbids it)",
  );
  assert.match(
    failure(() => skipped(all, "off")),
    "off is refused",
  );
  assert.match(
    failure(() => refused(trace, "ci.yml")),
    `${file} starts`,
  );
});

test("a run that waits starts not yet, and its jobs neither run nor are skipped", () => {
  const all = changed(() => ({ verdict: "waits" }));
  waits(all, "ci.yml");
  assert.match(
    failure(() => starts(all, "ci.yml")),
    `${file} waits`,
  );
  assert.is(
    failure(() => runs(all, "call/inner")),
    'runs: call/inner waits (run-waits: its run waits) | "waits" | "runs"',
  );
  assert.match(
    failure(() => skipped(all, "off")),
    "off waits",
  );
});

test("a workflow that may start has no job that runs for certain", () => {
  const all = { ...trace, workflows: trace.workflows.map((each) => ({ ...each, starts: "unknown" as const, reason })) };
  assert.is(
    failure(() => starts(all, "ci.yml")),
    `starts: ${file} may start or not (policy: a policy forbids it) | "unknown" | "runs"`,
  );
  assert.match(
    failure(() => startsNot(all, "ci.yml")),
    "may start or not",
  );
  assert.match(
    failure(() => runs(all, "call/inner")),
    "may run or not",
  );
  assert.match(
    failure(() => skipped(all, "off")),
    "may run or not",
  );
});

test("jobs below a job that may run may run", () => {
  const all = changed(({ jobs }) => ({ jobs: jobs.map((job) => ({ ...job, verdict: "unknown", reason })) }));
  unknown(all, "call/inner");
  assert.match(
    failure(() => runs(all, "call/inner")),
    "call/inner may run or not (policy: a policy forbids it)",
  );
});

test("the legs of a call count together: one that is skipped is enough", () => {
  const legs = traceOf({
    "ci.yml": `
on: push
jobs:
  call:
    strategy: {matrix: {way: [a, b]}}
    uses: ./.github/workflows/called.yml
    with: {way: "\${{ matrix.way }}"}
`,
    "called.yml": `
on: {workflow_call: {inputs: {way: {type: string}}}}
jobs:
  both: {runs-on: x, steps: [{run: a}]}
  one: {if: inputs.way == 'b', runs-on: x, steps: [{run: a}]}
`,
  });
  runs(legs, "call/both");
  assert.match(
    failure(() => runs(legs, "call/one")),
    "call/one is skipped",
  );
  assert.match(
    failure(() => skipped(legs, "call/one")),
    "call/one runs",
  );
});

const reachCases: readonly (readonly [what: string, run: () => void, says: string])[] = [
  ["a secret that reaches a job by another name", () => reaches(trace, "TOKEN", "call/inner"), "passes"],
  ["a secret in any case", () => reaches(trace, "token"), "passes"],
  ["a skipped job is reached by nothing", () => reachesNot(trace, "TOKEN", "off"), "passes"],
  [
    "a secret that reaches another job",
    () => reaches(trace, "TOKEN", "ci.yml#build"),
    'reaches: TOKEN reaches ci.yml#build not | [] | ["ci.yml#build"]',
  ],
  [
    "a secret that does reach",
    () => reachesNot(trace, "TOKEN"),
    `reachesNot: TOKEN reaches ${file}#call/inner | ["${file}#call/inner"] | []`,
  ],
  [
    "a job that may run counts as reached",
    () => reachesNot(trace, "KEY"),
    `reachesNot: KEY may reach ${file}#maybe (it may run) | ["${file}#maybe (it may run)"] | []`,
  ],
  [
    "and does not as certainly reached",
    () => reaches(trace, "KEY"),
    `reaches: KEY reaches no job for certain: ${file}#maybe (it may run) | ["${file}#maybe (it may run)"] | ["a job"]`,
  ],
  [
    "a secret that is misspelled reaches nothing, and passes nothing",
    () => reachesNot(trace, "TOKNE"),
    'reachesNot: No workflow of the repository reads the secret "TOKNE"; did you mean "TOKEN"? | undefined | "TOKNE"',
  ],
];
for (const [what, run, says] of reachCases) test(`reach: ${what}`, () => assert.is(failure(run), says));

test("reach: secrets by a computed name, and workflows that are not known, count as reached", () => {
  const workflows = {
    "ci.yml": `
on: push
jobs:
  any: {runs-on: x, steps: [{run: a, env: {T: "\${{ secrets[github.ref_name] }}"}}]}
  elsewhere:
    uses: acme/other/.github/workflows/x.yml@v1
    secrets: {RENAMED: "\${{ secrets.KEY }}"}
`,
  };
  const open = simulate(repositoryOf(workflows, { settings: {} }), push());
  const said = failure(() => reachesNot(open, "TOKEN"));
  assert.match(said, `TOKEN may reach ${file}#any (it reads secrets by a computed name)`);
  assert.match(said, `${file}#elsewhere (acme/other/.github/workflows/x.yml@v1 is not known)`);
  assert.match(
    failure(() => reaches(open, "TOKEN")),
    "TOKEN reaches no job for certain",
  );
});

test.run();
