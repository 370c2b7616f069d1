import { createGitHub, type GitHub } from "@yardmaster/github";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { EmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { createManualEvent } from "../helpers/orchestrator-events.ts";
import { people } from "../helpers/orchestrator-github.ts";
import { createTestClock, type Machine } from "../helpers/orchestrator-host.ts";
import { attempt, type Case, plainBody, withGitHub } from "./dispatch-line.ts";

// A job may be killed at any moment: right before a request leaves, or right after it was carried out.

/** GitHub over the network; the program ends at the call of that number, from 1, of all its stages together. */
function dyingAt(place: number, when: "before" | "after"): Pick<Machine, "github" | "clock"> & { calls: () => number } {
  const clock = createTestClock();
  let calls = 0;
  const github: Machine["github"] = (connection) => {
    const alive = createGitHub({
      ...connection,
      userAgent: "tests",
      timeoutMilliseconds: 20_000,
      wait: clock.wait,
      random: () => 0,
    });
    const methods = Object.entries(alive) as [string, (...parameters: unknown[]) => Promise<unknown>][];
    const mortal = methods.map(([name, method]) => [
      name,
      async (...parameters: unknown[]) => {
        const isLast = ++calls === place;
        if (isLast && when === "before") throw new Error("killed");
        const answer = await method(...parameters);
        if (isLast) throw new Error("killed");
        return answer;
      },
    ]);
    return Object.fromEntries(mortal) as GitHub;
  };
  return { github, clock, calls: () => calls };
}

async function countCalls(line: Case): Promise<number> {
  let calls = 0;
  await withGitHub(async (github) => {
    const counting = dyingAt(0, "before");
    await attempt(github, { ...line, ...counting });
    calls = counting.calls();
  });
  return calls;
}

/** Killed there, then run again until it is through. */
async function killAndRepeat(github: EmbeddedGitHub, line: Case, place: number, when: "before" | "after") {
  const killed = await attempt(github, { ...line, ...dyingAt(place, when) });
  assert.is(killed.last.code, 3);
  return attempt(github, { ...line, attempt: 2 });
}

const cases: readonly (readonly [string, Case, number, number])[] = [
  ["a command in a comment", { body: plainBody }, 1, 9],
  ["two commands in a comment", { body: `${plainBody}\n/orchestrate deploy stage=staging` }, 2, 12],
  ["a fan-out", { body: "/orchestrate sync topic=docs" }, 3, 11],
  ["a repository_dispatch", { body: "/orchestrate announce tag=v1" }, 1, 10],
  [
    "a command of a manual run",
    { event: createManualEvent({ ...people.triager, inputs: { command: "release-notes since=v1" } }) },
    1,
    3,
  ],
];

const crash = suite("killed at any call of GitHub, and run again: nothing is lost, nothing doubled");
for (const [name, line, runs, calls] of cases) {
  crash(`${name}, at each of its ${calls} calls, before and after`, async () => {
    assert.is(await countCalls(line), calls);
    for (let place = 1; place <= calls; place++) {
      for (const when of ["before", "after"] as const) {
        await withGitHub(async (github) => {
          const { last, decision } = await killAndRepeat(github, line, place, when);
          const where = `${when} call ${place}: ${last.stdout}`;
          assert.is(last.code, 0, where);
          assert.is(decision.result, "dispatched", where);
          assert.is(github.runs.length, runs, where);
          const comments = github.comments.length;
          assert.is(comments, decision.event.comment_id === null ? 0 : decision.commands.length, where);
        });
      }
    }
  });
}
crash.run();
