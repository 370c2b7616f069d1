import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Fault } from "../helpers/embedded-github/index.ts";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import { createCommentRoute, dispatchRoute, people, updateCommentRoute } from "../helpers/orchestrator-github.ts";
import { createTestClock } from "../helpers/orchestrator-host.ts";
import { decisionOf, runLine, runStage } from "../helpers/orchestrator-line.ts";
import { attempt, plainBody, reactionsOn, requestsOf, resultsOf, withGitHub } from "./dispatch-line.ts";

const manual = createManualEvent({ ...people.triager, inputs: { command: "release-notes since=v1" } });
const dispatchesIn = (requests: readonly string[]): number =>
  requests.filter((request) => request.endsWith("/dispatches")).length;

const reruns = suite("re-run all jobs");

reruns("after success: nothing is sent, however often", () =>
  withGitHub(async (github) => {
    await attempt(github);
    for (const number of [2, 3]) {
      const { dispatch, decision } = await attempt(github, { attempt: number });
      assert.is(dispatch?.code, 0);
      assert.equal(resultsOf(decision), ["dispatched already-dispatched"]);
      assert.is(
        decision.reason,
        'An earlier attempt started "release-notes.yml" in "Codertocat/Hello-World" as run 16000000001; nothing was sent.',
      );
      assert.equal([decision.commands[0].targets[0].sent, decision.github_run.attempt], [0, String(number)]);
    }
    assert.is(dispatchesIn(requestsOf(github)), 1);
    assert.is(github.comments.length, 1);
    assert.equal(reactionsOn(github), ["eyes", "rocket", "+1"]);
  }),
);

reruns("by somebody else, who may: nothing is sent; who may not: denied, and told", () =>
  withGitHub(async (github) => {
    await attempt(github);
    const by = (login: string) => ({ attempt: 2, env: { GITHUB_TRIGGERING_ACTOR: login } });
    const maintainer = await attempt(github, by("maintainer"));
    assert.equal(resultsOf(maintainer.decision), ["dispatched already-dispatched"]);
    const outsider = await attempt(github, by("outsider"));
    assert.equal([outsider.gate.code, outsider.dispatch], [1, undefined]);
    assert.equal(resultsOf(outsider.decision), ["denied not-admitted"]);
    assert.is(dispatchesIn(requestsOf(github)), 1);
  }),
);

reruns("of failed jobs alone keep the gate of an earlier attempt, and are denied", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, { kind: "answer", status: 403, body: { message: "No" } });
    const event = createCommentEvent({ ...people.triager, body: plainBody });
    const first = await runLine({ event, apiUrl: github.url });
    const again = await runStage("dispatch", { event, apiUrl: github.url, attempt: 2 }, first.outputs);
    assert.is(again.code, 1);
    assert.equal(resultsOf(decisionOf(again)), ["denied gate-of-other-attempt"]);
    assert.is(github.runs.length, 0);
  }),
);

reruns(
  "after a job was killed while it sent: the run is found, or sent when a minute has shown that it is not there",
  () =>
    withGitHub(async (github) => {
      for (const [number, carriedOut, reason] of [
        [1, true, "already-dispatched"],
        [2, false, "dispatched"],
      ] as const) {
        const event = createCommentEvent({ ...people.triager, body: plainBody, commentId: number });
        // Killed: the answer is lost, and whatever would be written after it, too.
        github.inject(dispatchRoute, { kind: "silence", carriedOut });
        github.inject(updateCommentRoute, { kind: "answer", status: 403, body: { message: "No" } });
        const killed = await attempt(github, {
          event,
          runId: String(number),
          flags: ["--deadline", "1"],
          timeoutMilliseconds: 1_000,
        });
        assert.is(killed.decision.result, carriedOut ? "dispatched" : "unknown");
        const again = await attempt(github, { event, runId: String(number), attempt: 2 });
        assert.equal(resultsOf(again.decision), [`dispatched ${reason}`]);
        assert.is(github.runs.length, number);
      }
    }),
);

reruns("of a manual run look first, for a minute", () =>
  withGitHub(async (github) => {
    const first = await attempt(github, { event: manual });
    assert.equal(resultsOf(first.decision), ["dispatched dispatched"]);
    const again = await attempt(github, { event: manual, attempt: 2 });
    assert.equal(resultsOf(again.decision), ["dispatched already-dispatched"]);
    const other = await attempt(github, { event: manual, attempt: 2, runId: "43" });
    assert.equal(resultsOf(other.decision), ["dispatched dispatched"]);
    assert.is(other.decision.ended.utc, "2026-11-22T15:07:00Z");
    assert.equal(
      github.runs.map(({ inputs }) => inputs.correlation_id),
      ["rc-r42-202ead5774", "rc-r43-202ead5774"],
    );
    assert.equal([github.comments.length, github.reactions.length], [0, 0]);
  }),
);

reruns("a new comment with the same words is a new command", () =>
  withGitHub(async (github) => {
    await attempt(github);
    const event = createCommentEvent({ ...people.triager, body: plainBody, commentId: 2 });
    const { decision } = await attempt(github, { event, runId: "43" });
    assert.equal(resultsOf(decision), ["dispatched dispatched"]);
    assert.is(github.runs.length, 2);
  }),
);

reruns.run();

const deadline = suite("deadline of a run");

deadline("has the default of seven minutes, after which no limit is waited out", () =>
  withGitHub(async (github) => {
    const limit = (seconds: number): Fault => ({
      kind: "answer",
      status: 429,
      headers: { "retry-after": String(seconds) },
      body: {},
    });
    github.inject(dispatchRoute, limit(419));
    const waited = await attempt(github);
    assert.equal(
      [resultsOf(waited.decision), waited.decision.ended.utc],
      [["dispatched dispatched"], "2026-11-22T15:12:59Z"],
    );
    github.inject(dispatchRoute, limit(420));
    const event = createCommentEvent({ ...people.triager, body: plainBody, commentId: 2 });
    const refused = await attempt(github, { event, runId: "43" });
    assert.equal(resultsOf(refused.decision), ["refused dispatch-rate-limited"]);
    assert.is(refused.decision.ended.utc, "2026-11-22T15:06:00Z");
  }),
);

deadline("bounds the looks after a lost answer", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, { kind: "silence" });
    const { dispatch, decision } = await attempt(github, {
      dispatchFlags: ["--deadline", "20"],
      timeoutMilliseconds: 1_000,
    });
    assert.is(dispatch?.code, 1);
    assert.equal(resultsOf(decision), ["unknown dispatch-timeout"]);
    assert.is(decision.ended.utc, "2026-11-22T15:06:15Z");
    const again = await attempt(github, { attempt: 2 });
    assert.equal(resultsOf(again.decision), ["dispatched dispatched"]);
    assert.is(github.runs.length, 1);
  }),
);

deadline("that has passed before the dispatch: not sent, and the next attempt sends at once", () =>
  withGitHub(async (github) => {
    const clock = createTestClock();
    github.inject(createCommentRoute, { kind: "answer", status: 429, headers: { "retry-after": "9" }, body: {} });
    const late = { ...clock, wait: (milliseconds: number) => clock.wait(milliseconds * 2) };
    const first = await attempt(github, { clock: late, dispatchFlags: ["--deadline", "10"] });
    assert.is(first.dispatch?.code, 1);
    assert.is(first.decision.result, "not-sent");
    assert.is(github.runs.length, 0);
    const again = await attempt(github, { attempt: 2 });
    assert.equal(resultsOf(again.decision), ["dispatched dispatched"]);
    assert.is(again.decision.ended.utc, "2026-11-22T15:06:00Z");
  }),
);

deadline("of the gate: what it has not learnt admits nobody", () =>
  withGitHub(async (github) => {
    github.inject("GET /repos/{owner}/{repo}/collaborators/{username}/permission", {
      kind: "answer",
      status: 429,
      headers: { "retry-after": "30" },
      body: {},
    });
    const { gate } = await attempt(github, { flags: ["--deadline", "20"] });
    assert.is(gate.code, 1);
    assert.equal(resultsOf(decisionOf(gate)), ["denied look-up-rate-limited"]);
  }),
);

deadline.run();

const records = suite("records of the stages");

records("hold how long each part took", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, { kind: "answer", status: 429, headers: { "retry-after": "30" }, body: {} });
    const { gate, decision } = await attempt(github);
    assert.equal(decisionOf(gate).timings, [{ name: "decide", milliseconds: 0 }]);
    assert.equal(decision.timings, [
      { name: "receipt", milliseconds: 0 },
      { name: "claim", milliseconds: 0 },
      { name: "dispatch", milliseconds: 30_000 },
      { name: "answer", milliseconds: 0 },
      { name: "conclude", milliseconds: 0 },
    ]);
    assert.equal(
      [decision.at.utc, decision.ended.utc, decision.ended.phoenix],
      ["2026-11-22T15:06:00Z", "2026-11-22T15:06:30Z", "2026-11-22T08:06:30-07:00"],
    );
  }),
);

records("of the gate show the commands, and nothing of what is not decided yet", () =>
  withGitHub(async (github) => {
    const { gate, outputs } = await attempt(github);
    const decision = decisionOf(gate);
    const [command] = decision.commands;
    assert.equal([decision.stage, decision.result, command.result], ["gate", "allowed", "allowed"]);
    assert.equal([command.targets[0].result, command.targets[0].sent], ["planned", 0]);
    assert.equal(
      { ...outputs, verdicts: JSON.parse(outputs.verdicts ?? "").verdicts },
      {
        allowed: "true",
        reason_code: "admitted-by-permission",
        run_id: "2026-11-22T08-06-00-0700",
        run_attempt: "1",
        found: "true",
        verdicts: [
          {
            id: command.id,
            allowed: true,
            reason_code: "admitted-by-permission",
            reason: '"octocat" holds the permission triage.',
            hint: null,
            head: null,
          },
        ],
      },
    );
  }),
);

records("of a job that is killed while it sends say `sending`", () =>
  withGitHub(async (github) => {
    const event = createCommentEvent({ ...people.triager, body: plainBody });
    const { outputs } = await runLine({ event, apiUrl: github.url, dispatchFlags: ["--dry-run"] });
    const run = await runStage(
      "dispatch",
      {
        event,
        apiUrl: github.url,
        github: () => {
          const die = async (): Promise<never> => {
            throw new Error("killed");
          };
          return new Proxy({}, { get: () => die, ownKeys: () => ["react"], getOwnPropertyDescriptor }) as never;
        },
      },
      outputs,
    );
    assert.is(run.code, 3);
    const decision = decisionOf(run);
    assert.equal(resultsOf(decision), ["sending sending"]);
    assert.is(run.files["artifacts/orchestrator/dispatch-log.ndjson"], undefined);
  }),
);

records.run();

function getOwnPropertyDescriptor() {
  return { enumerable: true, configurable: true };
}
