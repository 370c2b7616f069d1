import { setTimeout as sleep } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedGitHub, type FaultCase, faultMatrix, timesOut } from "../helpers/embedded-github/index.ts";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { people, startOrchestratorGitHub } from "../helpers/orchestrator-github.ts";
import { createFastClock } from "../helpers/orchestrator-host.ts";
import { decisionOf, type Line, type RunOfLine, runLine } from "../helpers/orchestrator-line.ts";

// Whatever happens to any one request of a command, and whoever runs it again: one dispatch, or a failure that says so.

const timeoutMilliseconds = 250;
/** Later than the time-out, and long before a minute of the fast clock is over. */
const slowMilliseconds = 350;
const clockFactor = 60;
const atOnce = 6;

const event = createCommentEvent({ ...people.triager, body: "/orchestrate release-notes since=v1.2.0" });

function attemptOn(github: EmbeddedGitHub, attempt: number, line: Partial<Line> = {}): Promise<RunOfLine> {
  const clock = createFastClock(clockFactor);
  return runLine({ event, apiUrl: github.url, attempt, clock, ...line });
}

/**
 * Exit codes other than 0 are honest where nothing is claimed that did not happen. That no token has leaked, each run has shown: what
 * it says and writes is searched before it is given back.
 */
function judge({ gate, dispatch }: RunOfLine): readonly string[] {
  const problems: string[] = [];
  for (const [stage, run] of [
    ["gate", gate],
    ["dispatch", dispatch],
  ] as const) {
    if (!run) continue;
    const decision = decisionOf(run);
    const log = run.files["artifacts/orchestrator/dispatch-log.ndjson"] ?? "";
    if (run.code > 1) problems.push(`${stage} exits with ${run.code}: ${run.stderr}`);
    if (log.split("\n").length !== 2) problems.push(`${stage} left ${log.split("\n").length - 1} lines in the log`);
    if (decision?.result === "sending") problems.push(`${stage} ended while sending`);
    const isDone = ["dispatched", "allowed"].includes(decision?.result);
    if (isDone !== (run.code === 0)) problems.push(`${stage} exits with ${run.code} after ${decision?.result}`);
  }
  return problems;
}

interface Trial {
  readonly first: RunOfLine;
  readonly again: RunOfLine;
  readonly runsAfterFirst: number;
  readonly github: EmbeddedGitHub;
}

async function tryOut(place: number, { fault }: FaultCase, check: (trial: Trial) => void): Promise<void> {
  const github = await startOrchestratorGitHub();
  try {
    github.injectAt(place, fault);
    const first = await attemptOn(github, 1, timesOut(fault) ? { timeoutMilliseconds } : {});
    const runsAfterFirst = github.runs.length;
    const again = await attemptOn(github, 2);
    check({ first, again, runsAfterFirst, github });
  } finally {
    await github.close();
  }
}

const matrix = suite("faults at every request");
const quiet = await (async () => {
  const github = await startOrchestratorGitHub();
  try {
    await attemptOn(github, 1);
    return github.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);
  } finally {
    await github.close();
  }
})();

matrix("the requests of a command, in order", () => {
  const repository = "/repos/Codertocat/Hello-World";
  const comment = `${repository}/issues/comments/${event.comment.id}`;
  assert.equal(quiet, [
    `GET ${repository}/collaborators/octocat/permission`,
    "GET /orgs/Codertocat/teams/releasecopilot-maintainers/memberships/octocat",
    `POST ${comment}/reactions`,
    `GET ${repository}/issues/${event.issue.number}/comments`,
    `POST ${repository}/issues/${event.issue.number}/comments`,
    `POST ${comment}/reactions`,
    `POST ${repository}/actions/workflows/release-notes.yml/dispatches`,
    `PATCH ${repository}/issues/comments/3000000001`,
    `POST ${comment}/reactions`,
  ]);
});

const cases = faultMatrix(slowMilliseconds);
for (const place of quiet.keys()) {
  matrix(`request ${place + 1}, ${quiet[place]}: ${cases.length} faults, each followed by a re-run`, async () => {
    const problems: string[] = [];
    const waiting = cases.values();
    const work = async () => {
      for (const each of waiting) {
        await tryOut(place + 1, each, ({ first, again, runsAfterFirst, github }) => {
          const found = [...judge(first), ...judge(again).map((problem) => `again: ${problem}`)];
          if (first.dispatch?.code === 0 && runsAfterFirst !== 1)
            found.push(`says dispatched after ${runsAfterFirst} runs`);
          if (github.runs.length !== 1) found.push(`${github.runs.length} runs in the end`);
          if (again.dispatch?.code !== 0)
            found.push(`the re-run fails: ${again.dispatch?.stdout ?? again.gate.stdout}`);
          problems.push(...found.map((problem) => `${each.name}: ${problem}`));
        });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    assert.equal(problems, []);
  });
}
matrix.run();

const killed = suite("a job killed while a request is under way");
for (const place of quiet.keys()) {
  killed(`request ${place + 1}, ${quiet[place]}, carried out or not: the re-run dispatches once`, async () => {
    for (const carriedOut of [true, false]) {
      const github = await startOrchestratorGitHub();
      github.injectAt(place + 1, { kind: "silence", carriedOut });
      const abandoned = runLine({ event, apiUrl: github.url, timeoutMilliseconds: 60_000 });
      while (github.requests.length <= place) await sleep(5);
      const again = await attemptOn(github, 2);
      await github.close();
      await abandoned;
      assert.equal([carriedOut, github.runs.length, again.dispatch?.code], [carriedOut, 1, 0]);
      assert.equal(judge(again), []);
    }
  });
}
killed("a status comment that somebody deletes does not make a re-run dispatch again", async () => {
  const github = await startOrchestratorGitHub();
  try {
    await attemptOn(github, 1);
    github.deleteComment(github.comments[0]?.id ?? 0);
    const again = await attemptOn(github, 2);
    assert.is(github.runs.length, 1);
    assert.is(decisionOf(again.dispatch).reason_code, "already-dispatched");
  } finally {
    await github.close();
  }
});
killed.run();

const delivered = suite("one comment delivered twice");
delivered("one after the other: the second run reports the first one's", async () => {
  const github = await startOrchestratorGitHub();
  try {
    const first = await attemptOn(github, 1, { runId: "42" });
    const second = await attemptOn(github, 1, { runId: "43" });
    assert.is(github.runs.length, 1);
    assert.is(decisionOf(first.dispatch).reason_code, "dispatched");
    assert.is(decisionOf(second.dispatch).reason_code, "already-dispatched");
    assert.is(github.comments.length, 1);
  } finally {
    await github.close();
  }
});
delivered("at the same time, again and again: never two, and whoever stands back says so", async () => {
  for (let round = 0; round < 20; round++) {
    const github = await startOrchestratorGitHub();
    try {
      const runs = await Promise.all(["42", "43", "44"].map((runId) => attemptOn(github, 1, { runId })));
      const results = runs.map(({ dispatch }) => decisionOf(dispatch).result);
      assert.is(github.runs.length, 1, results.join(" "));
      assert.ok(results.every((result) => result === "dispatched" || result === "held"));
      assert.ok(results.includes("dispatched"));
    } finally {
      await github.close();
    }
  }
});
delivered.run();
