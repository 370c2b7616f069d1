import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { people } from "../helpers/orchestrator-github.ts";
import { decisionOf, runStage, verdictsText } from "../helpers/orchestrator-line.ts";
import { attempt, plainBody, resultsOf, withGitHub } from "./dispatch-line.ts";

// GATE_VERDICTS goes from one job to another: whatever arrives, it allows nothing that the gate has not allowed.

const event = createCommentEvent({ ...people.triager, body: plainBody });
const verdict = {
  id: "rc-492700400-758b67a1fd",
  allowed: true,
  reason_code: "admitted-by-permission",
  reason: "Yes.",
  hint: null,
  head: null,
};

const unreadable = suite("verdicts: what is not the gate's is exit 2, and nothing is sent");
const texts: readonly string[] = [
  "null",
  "true",
  "{}",
  "[",
  '"[]"',
  "[null]",
  "[[]]",
  "[1]",
  JSON.stringify([verdict]),
  verdictsText([verdict]).replace('"allowed":true', '"allowed":false,"allowed":true'),
  JSON.stringify({ verdicts: [verdict] }),
  JSON.stringify({ table: "", verdicts: [verdict] }),
  JSON.stringify({ table: 1, verdicts: [verdict] }),
  JSON.stringify({ table: "x", verdicts: {} }),
  verdictsText([{ ...verdict, id: 1 }]),
  verdictsText([{ ...verdict, allowed: "true" }]),
  verdictsText([{ ...verdict, allowed: 1 }]),
  verdictsText([{ ...verdict, allowed: undefined }]),
  verdictsText([{ ...verdict, reason: undefined }]),
  verdictsText([{ ...verdict, reason_code: "" }]),
  verdictsText([{ ...verdict, hint: 1 }]),
  verdictsText([{ ...verdict, head: "x" }]),
  verdictsText([{ ...verdict, head: { number: 7 } }]),
  verdictsText([{ ...verdict, head: { number: 7, sha: "A".repeat(40) } }]),
  verdictsText([{ ...verdict, head: { number: 7, sha: "a".repeat(39) } }]),
  verdictsText([{ ...verdict, head: { number: 7, sha: `${"a".repeat(40)}\n` } }]),
  verdictsText([{ ...verdict, head: { number: 0, sha: "a".repeat(40) } }]),
  verdictsText([verdict, 1 as unknown as object]),
  "[".repeat(100_000),
];
for (const text of texts) {
  unreadable(text.slice(0, 80), () =>
    withGitHub(async (github) => {
      const outputs = { allowed: "true", run_attempt: "1", verdicts: text };
      const run = await runStage("dispatch", { event, apiUrl: github.url }, outputs);
      assert.is(run.code, 2, run.stdout);
      assert.match(
        run.stderr,
        /^rc: error bad-variable: The environment variable GATE_VERDICTS holds ".*, which is not what the gate put out, unchanged\. Correct GATE_VERDICTS\.\n$/,
      );
      assert.equal(Object.keys(run.files), ["generated/orchestrator-tasks.json", "event.json"]);
      assert.equal(github.requests, []);
    }),
  );
}
unreadable.run();

const read = suite("verdicts: what is read of them");

read("keys that version does not have are left out", () =>
  withGitHub(async (github) => {
    const outputs = { allowed: "true", run_attempt: "1", verdicts: verdictsText([{ ...verdict, more: 1 }]) };
    const run = await runStage("dispatch", { event, apiUrl: github.url }, outputs);
    assert.equal(resultsOf(decisionOf(run)), ["dispatched dispatched"]);
  }),
);

read("of two about one command none counts", () =>
  withGitHub(async (github) => {
    const denied = { ...verdict, allowed: false, reason_code: "not-admitted", reason: "No." };
    const outputs = { allowed: "true", run_attempt: "1", verdicts: verdictsText([verdict, denied]) };
    const run = await runStage("dispatch", { event, apiUrl: github.url }, outputs);
    assert.equal(resultsOf(decisionOf(run)), ["denied gate-not-passed"]);
    assert.is(github.runs.length, 0);
  }),
);

read("those by another table of tasks allow nothing: a merge may have given the task another rule", () =>
  withGitHub(async (github) => {
    const outputs = { allowed: "true", run_attempt: "1", verdicts: verdictsText([verdict], "{}") };
    const run = await runStage("dispatch", { event, apiUrl: github.url }, outputs);
    assert.equal(resultsOf(decisionOf(run)), ["denied table-changed"]);
    assert.is(github.runs.length, 0);
  }),
);

read("one without a head allows no task that takes one", () =>
  withGitHub(async (github) => {
    const on = createCommentEvent({ ...people.triager, body: "/orchestrate preview size=small", pullRequest: 7 });
    const { outputs } = await attempt(github, { event: on, dispatchFlags: ["--dry-run"] });
    const judged = JSON.parse(outputs.verdicts ?? "");
    const [given] = judged.verdicts;
    const headless = JSON.stringify({ ...judged, verdicts: [{ ...given, head: null }] });
    const run = await runStage("dispatch", { event: on, apiUrl: github.url }, { ...outputs, verdicts: headless });
    assert.equal(resultsOf(decisionOf(run)), ["denied head-unbound"]);
    assert.is(github.runs.length, 0);
  }),
);

read("two lines of one id, for which somebody has searched, give no command", () =>
  withGitHub(async (github) => {
    const pair = ["/orchestrate x1035453", "/orchestrate deploy \t \t\t\t\t  \t\t   \t       stage=production"];
    const searched = createCommentEvent({ ...people.triager, body: pair.join("\n") });
    const { gate, outputs } = await attempt(github, { event: searched });
    assert.equal([outputs.allowed, outputs.found, outputs.reason_code], ["false", "true", "repeated-command"]);
    assert.match(gate.stdout, "Line 2 repeats the command of line 1");
    assert.is(github.runs.length, 0);
  }),
);

read("those of another comment allow nothing in this one", () =>
  withGitHub(async (github) => {
    const other = createCommentEvent({ ...people.triager, body: plainBody, commentId: 1 });
    const { outputs } = await attempt(github, { event: other, dispatchFlags: ["--dry-run"] });
    const run = await runStage("dispatch", { event, apiUrl: github.url }, outputs);
    assert.equal(resultsOf(decisionOf(run)), ["denied gate-not-passed"]);
    assert.is(github.runs.length, 0);
  }),
);

read("those of an edited comment allow nothing that it did not say", () =>
  withGitHub(async (github) => {
    const { outputs } = await attempt(github, { event, dispatchFlags: ["--dry-run"] });
    const edited = createCommentEvent({ ...people.triager, body: "/orchestrate release-notes since=v9" });
    const run = await runStage("dispatch", { event: edited, apiUrl: github.url }, outputs);
    assert.equal(resultsOf(decisionOf(run)), ["denied gate-not-passed"]);
    assert.is(github.runs.length, 0);
  }),
);

read("ten commands with long reasons stay a small output on one line", () =>
  withGitHub(async (github) => {
    const body = Array.from(
      { length: 10 },
      (_, index) => `/orchestrate release-notes since=${"x".repeat(900)}${index}`,
    );
    const { outputs } = await attempt(github, {
      event: createCommentEvent({ ...people.outsider, body: body.join("\n") }),
    });
    const verdicts = outputs.verdicts ?? "";
    assert.is(JSON.parse(verdicts).verdicts.length, 10);
    assert.not.match(verdicts, "\n");
    assert.ok(Buffer.byteLength(verdicts) < 20_000, `${verdicts.length}`);
  }),
);

read.run();
