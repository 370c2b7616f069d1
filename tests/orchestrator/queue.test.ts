import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { people, startOrchestratorGitHub } from "../helpers/orchestrator-github.ts";
import { createFastClock } from "../helpers/orchestrator-host.ts";
import { decisionOf, runLine } from "../helpers/orchestrator-line.ts";

const commands = 500;
const maximumAttempts = 6;

const queue = suite(`${commands} commands at once`);
queue(
  "against a server that limits rates: each is dispatched once, none is lost, and a failure is said and mended",
  async () => {
    const github = await startOrchestratorGitHub({
      rateLimit: { requests: 50, refusals: 15, retryAfterSeconds: 30 },
    });
    try {
      let waiting = Array.from({ length: commands }, (_, index) => index + 1);
      let attempt = 1;
      for (; attempt <= maximumAttempts && waiting.length > 0; attempt++) {
        const outcomes = await Promise.all(
          waiting.map(async (number) => {
            const { gate, dispatch } = await runLine({
              event: createCommentEvent({
                ...people.triager,
                body: `/orchestrate release-notes since=v${number}`,
                commentId: number,
                issueNumber: number,
              }),
              apiUrl: github.url,
              runId: String(number),
              attempt,
              clock: createFastClock(100),
              timeoutMilliseconds: 60_000,
            });
            const { result } = decisionOf(dispatch ?? gate);
            return { number, result, isDone: dispatch?.code === 0 };
          }),
        );
        const started = new Set(github.runs.map((run) => run.inputs.since));
        for (const { number, result, isDone } of outcomes) {
          assert.is(isDone, result === "dispatched", `${number}: ${result}`);
          if (isDone) assert.ok(started.has(`v${number}`), `${number} says dispatched`);
        }
        waiting = outcomes.filter(({ isDone }) => !isDone).map(({ number }) => number);
      }
      assert.equal(waiting, [], `after ${attempt - 1} attempts`);
      assert.is(github.runs.length, commands);
      assert.is(new Set(github.runs.map((run) => run.inputs.since)).size, commands);
      assert.ok(github.limited > commands, `the limit has refused ${github.limited} requests`);
    } finally {
      await github.close();
    }
  },
);
queue.run();
