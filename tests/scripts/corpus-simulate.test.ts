import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WorkflowView } from "@yardmaster/core";
import type { JobTrace, WorkflowTrace } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findUnsound } from "../../scripts/corpus-simulate/find-unsound.ts";
import { listEvents } from "../../scripts/corpus-simulate/list-events.ts";
import { printSimulated } from "../../scripts/corpus-simulate/print-simulated.ts";
import { readRepositories } from "../../scripts/corpus-simulate/read-repositories.ts";
import { simulateCorpus } from "../../scripts/corpus-simulate/simulate-corpus.ts";

const test = suite("npm run corpus:simulate");

const folder = mkdtempSync(join(tmpdir(), "corpus-"));
test.after(() => rmSync(folder, { recursive: true, force: true }));

writeFileSync(
  join(folder, "o__r__ci.yml"),
  `on: { push: { branches: ["release/**"], tags: [v1.*], paths: ["docs/*.md"] }, issues: { types: [opened, closed] }, workflow_dispatch: { inputs: { n: { required: true, type: number } } } }
jobs:
  a:
    runs-on: x
    outputs: { go: "\${{ steps.s.outputs.go }}" }
    steps: [{ id: s, run: y }]
  b: { needs: a, if: needs.a.outputs.go == 'true', runs-on: x, steps: [{ run: y }] }
  c: { needs: a, runs-on: x, steps: [{ id: s, run: y }, { if: steps.s.outputs.go, run: z }] }
`,
);
writeFileSync(join(folder, "o__r__action.yml"), "name: a\n");

test("each event of a workflow is stated so that its filters let it through", () => {
  const { repositories, unread } = readRepositories(folder);
  assert.equal(unread, ["o__r__action.yml"]);
  const [[path, view]] = [...(repositories[0]?.views ?? [])] as [[string, WorkflowView]];
  assert.equal(
    listEvents(path, view).map(({ instant, message, ...stated }) => stated),
    [
      { name: "push", files: ["src/changed/file.ts", "docs/x.md"], ref: "refs/heads/release/x" },
      { name: "push", files: ["src/changed/file.ts", "docs/x.md"], ref: "refs/tags/v1.x" },
      { name: "issues", files: ["src/changed/file.ts"], action: "opened" },
      { name: "issues", files: ["src/changed/file.ts"], action: "closed" },
      { name: "workflow_dispatch", files: ["src/changed/file.ts"], workflow: path, inputs: { n: 1 } },
    ],
  );
});

test("all start, jobs that read an output are unknown, and known outputs take nothing back", async () => {
  const corpus = readRepositories(folder);
  const said = printSimulated(corpus, await simulateCorpus(corpus.repositories)).split("\n");
  assert.equal(said.slice(0, 5), [
    "2 files, 1 workflow of 1 repositories; 1 are no workflows",
    "5 events of workflows (with activity types): yes 5",
    "jobs, with all outputs unknown: runs 10, unknown 5",
    "30 worlds with known outputs compared",
    "0 crashes, 0 claims that do not hold, 0 events that were not completed",
  ]);
  assert.match(said[5] ?? "", /^\d+ workflows a second of the processor$/);
});

test("a claim that a world takes back is told: of a job, of its legs, of a step", () => {
  const traceOf = (verdict: string, ...legs: readonly string[]): WorkflowTrace => {
    const steps = legs.map((step) => ({ steps: [{ index: 0, verdict: step, condition: { evaluated: "x" } }] }));
    const job = {
      place: "a",
      verdict,
      reason: { code: "c", text: "t" },
      legs: steps,
      calls: [],
    } as unknown as JobTrace;
    return { starts: "yes", run: { jobs: [job] } } as unknown as WorkflowTrace;
  };
  assert.equal(findUnsound(traceOf("unknown"), traceOf("skipped")), []);
  assert.equal(findUnsound(traceOf("runs"), traceOf("unknown")), ["a: said runs (c), comes to unknown (t)"]);
  assert.equal(findUnsound(traceOf("runs", "runs"), traceOf("runs", "runs", "runs")), ["a: said 1 legs, comes to 2"]);
  assert.equal(findUnsound(traceOf("runs", "unknown"), traceOf("runs", "skipped")), []);
  assert.equal(findUnsound(traceOf("runs", "runs"), traceOf("runs", "skipped")), [
    "a, step 0: said runs, comes to skipped (x)",
  ]);
});

test.run();
