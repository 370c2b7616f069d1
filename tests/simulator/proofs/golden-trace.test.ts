import { goldenTrace, matchesGolden } from "@yardmaster/simulator/testing";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { failure, traceOf } from "./repository.ts";

const test = suite("golden traces");
const trace = traceOf({
  "ci.yml": `
on: push
permissions: {contents: read, issues: none}
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - run: make
      - if: failure()
        name: "two\\nlines"
        run: tell
  maybe:
    needs: build
    if: vars.UNSAID == github.run_id
    runs-on: ubuntu-24.04
    steps: [{run: a, env: {T: "\${{ secrets.TOKEN }}"}}]
  off: {if: false, uses: ./.github/workflows/called.yml}
  call: {uses: ./.github/workflows/called.yml}
`,
  "called.yml": "on: workflow_call\njobs: {inner: {runs-on: x, steps: [{run: a}]}}",
});

test("have a line for each workflow, job, leg, call and step", () => {
  assert.is(
    goldenTrace(trace),
    `event push at refs/heads/main
.github/workflows/called.yml does not start: event-not-listed
.github/workflows/ci.yml starts: event-listed
  job build runs: no-condition
    leg build on ubuntu-24.04; contents: read
      0 Run make runs
      1 two skipped: condition-false
  job maybe unknown: condition-unknown, depends on github.run_id
    leg maybe on ubuntu-24.04; contents: read; secrets TOKEN
      0 Run a runs
  job off skipped: condition-false
  job call runs: no-condition
    calls ./.github/workflows/called.yml; contents: read
      job inner runs: no-condition
        leg call / inner on x; contents: read
          0 Run a runs
`,
  );
});

test("agree with themselves, whatever the line ends, and with nothing else", () => {
  const text = goldenTrace(trace);
  matchesGolden(trace, text);
  matchesGolden(trace, text.replaceAll("\n", "\r\n"));
  const other = text.replace("job off skipped", "job off runs");
  assert.match(
    failure(() => matchesGolden(trace, other)),
    "matchesGolden: The trace differs from its golden text | ",
  );
  assert.match(
    failure(() => matchesGolden(trace, "")),
    "differs",
  );
});

test.run();
