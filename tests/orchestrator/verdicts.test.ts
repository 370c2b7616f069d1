import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { people } from "../helpers/orchestrator-github.ts";
import { decisionOf, runStage } from "../helpers/orchestrator-line.ts";
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
  JSON.stringify([{ ...verdict, id: 1 }]),
  JSON.stringify([{ ...verdict, allowed: "true" }]),
  JSON.stringify([{ ...verdict, allowed: 1 }]),
  JSON.stringify([{ ...verdict, allowed: undefined }]),
  JSON.stringify([{ ...verdict, reason: undefined }]),
  JSON.stringify([{ ...verdict, reason_code: "" }]),
  JSON.stringify([{ ...verdict, hint: 1 }]),
  JSON.stringify([{ ...verdict, head: "x" }]),
  JSON.stringify([{ ...verdict, head: { number: 7 } }]),
  JSON.stringify([{ ...verdict, head: { number: 7, sha: "A".repeat(40) } }]),
  JSON.stringify([{ ...verdict, head: { number: 7, sha: "a".repeat(39) } }]),
  JSON.stringify([{ ...verdict, head: { number: 7, sha: `${"a".repeat(40)}\n` } }]),
  JSON.stringify([{ ...verdict, head: { number: 0, sha: "a".repeat(40) } }]),
  JSON.stringify([verdict, 1]),
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
    const outputs = { allowed: "true", run_attempt: "1", verdicts: JSON.stringify([{ ...verdict, more: 1 }]) };
    const run = await runStage("dispatch", { event, apiUrl: github.url }, outputs);
    assert.equal(resultsOf(decisionOf(run)), ["dispatched dispatched"]);
  }),
);

read("of two about one command the first counts", () =>
  withGitHub(async (github) => {
    const denied = { ...verdict, allowed: false, reason_code: "not-admitted", reason: "No." };
    const outputs = { allowed: "true", run_attempt: "1", verdicts: JSON.stringify([denied, verdict]) };
    const run = await runStage("dispatch", { event, apiUrl: github.url }, outputs);
    assert.equal(resultsOf(decisionOf(run)), ["denied not-admitted"]);
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
    assert.is(JSON.parse(verdicts).length, 10);
    assert.not.match(verdicts, "\n");
    assert.ok(Buffer.byteLength(verdicts) < 20_000, `${verdicts.length}`);
  }),
);

read.run();
