import { ok } from "@yardmaster/core";
import type { GitHubErrorKind } from "@yardmaster/github";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  absent,
  attemptOn,
  failed,
  found,
  idOf,
  link,
  looks,
  looksOfAMinute,
  lost,
  manualId,
  named,
  refusedWith,
  runTitled,
  subject,
  unnamed,
  withoutCorrelation,
} from "./send-once-github.ts";

const answered = suite("send once: GitHub answers");

answered("with the run: dispatched, and nothing is looked at", async () => {
  assert.equal(await attemptOn({ dispatches: [named] }), {
    code: 0,
    reason: "dispatched",
    message: `GitHub started ${subject} as run 5.`,
    hint: null,
    result: "dispatched",
    sent: 1,
    status: 200,
    run: link,
    calls: "dispatch",
    queries: [],
    waitedSeconds: 0,
  });
});

answered("without the run: it is looked for, and named when it comes", async () => {
  const outcome = await attemptOn({ dispatches: [unnamed], looks: [absent, absent, found] });
  assert.equal(
    [outcome.message, outcome.status, outcome.run, outcome.calls, outcome.waitedSeconds],
    [`GitHub started ${subject} as run 5.`, 204, link, "dispatch look look look", 3],
  );
  assert.equal(outcome.queries[0], {
    repository: { owner: "octo-org", repo: "octo-repo" },
    workflow: "release-notes.yml",
    event: "workflow_dispatch",
    createdSince: new Date("2026-11-22T14:56:00Z"),
  });
});

for (const [name, script, calls, waitedSeconds] of [
  ["never comes into the lists", { dispatches: [unnamed], looks: [absent] }, `dispatch ${looks(5)}`, 15],
  [
    "cannot be looked for",
    { dispatches: [unnamed], looks: [failed(refusedWith("forbidden", 403))] },
    "dispatch look",
    0,
  ],
] as const) {
  answered(`without the run, which ${name}: dispatched all the same`, async () => {
    const outcome = await attemptOn(script);
    assert.equal(
      [outcome.code, outcome.result, outcome.message, outcome.run, outcome.calls, outcome.waitedSeconds],
      [0, "dispatched", `GitHub started ${subject}; its run is not known yet.`, null, calls, waitedSeconds],
    );
  });
}

answered("without the run, of a task without correlation: nobody looks", async () => {
  const outcome = await attemptOn({ dispatches: [unnamed] }, withoutCorrelation);
  assert.equal([outcome.result, outcome.calls, outcome.run], ["dispatched", "dispatch", null]);
});

answered("a repository_dispatch is looked for among the runs of every workflow", async () => {
  const command = "announce tag=v1";
  const title = `announce v1 (${idOf("r42", command)})`;
  const outcome = await attemptOn({ dispatches: [unnamed], looks: [ok([runTitled(title)])] }, { command });
  assert.is(outcome.message, 'GitHub started "release-created" in "octo-org/octo-repo" as run 5.');
  assert.equal(outcome.queries, [
    {
      repository: { owner: "octo-org", repo: "octo-repo" },
      event: "repository_dispatch",
      createdSince: new Date("2026-11-22T14:56:00Z"),
    },
  ]);
});

const lookFirst = 'Use "Re-run all jobs": it looks for the run before it sends anything.';
const refusals: readonly (readonly [GitHubErrorKind, number, string])[] = [
  ["unauthorized", 401, "Renew the token in ORCHESTRATOR_BOT_TOKEN."],
  ["forbidden", 403, "Give ORCHESTRATOR_BOT_TOKEN the permission that the dispatch needs there."],
  [
    "not-found",
    404,
    "Check that the workflow file is on the default branch, and that ORCHESTRATOR_BOT_TOKEN reaches the repository.",
  ],
  [
    "invalid",
    422,
    "Bring task table and workflow inputs in step: npm run gen:workflows. Where nothing was sent, check token and names.",
  ],
  ["rate-limited", 429, 'Use "Re-run all jobs" when the limit is over.'],
  [
    "unexpected",
    409,
    "After a redirect: the repository was renamed, so correct the table of tasks. Else check GITHUB_API_URL.",
  ],
];
for (const [kind, status, hint] of refusals) {
  answered(`${status}: refused, and nothing is looked at or sent again`, async () => {
    const outcome = await attemptOn({ dispatches: [failed(refusedWith(kind, status))] });
    assert.equal(outcome, {
      code: 1,
      reason: `dispatch-${kind}`,
      message: `GitHub did not start ${subject}: "GitHub answered ${status}.".`,
      hint,
      result: "refused",
      sent: 1,
      status,
      run: null,
      calls: "dispatch",
      queries: [],
      waitedSeconds: 0,
    });
  });
}

answered.run();

const open = suite("send once: the answer is lost");

open("the run is there: found, and not sent again", async () => {
  const outcome = await attemptOn({ dispatches: [failed(lost)], looks: [absent, absent, found] });
  assert.equal(
    [outcome.code, outcome.result, outcome.reason, outcome.message, outcome.run],
    [0, "dispatched", "dispatched-found", `GitHub's answer was lost; ${subject} was started as run 5.`, link],
  );
  assert.equal(
    [outcome.sent, outcome.status, outcome.calls, outcome.waitedSeconds],
    [1, null, "dispatch look look look", 3],
  );
});

open("no run within a minute: sent a second time, and no third", async () => {
  const outcome = await attemptOn({ dispatches: [failed(lost), named], looks: [absent] });
  assert.equal(
    [outcome.code, outcome.result, outcome.sent, outcome.calls, outcome.waitedSeconds],
    [0, "dispatched", 2, `dispatch ${looksOfAMinute} dispatch`, 60],
  );
  const twice = await attemptOn({ dispatches: [failed(lost), failed(lost)], looks: [absent] });
  assert.equal(
    [twice.code, twice.result, twice.reason, twice.sent, twice.calls, twice.waitedSeconds],
    [1, "unknown", "dispatch-timeout", 2, `dispatch ${looksOfAMinute} dispatch ${looksOfAMinute}`, 120],
  );
  assert.equal(
    [twice.message, twice.hint],
    [`Whether GitHub started ${subject} is unknown; it may have: "No answer.".`, lookFirst],
  );
});

open("the second time found by looking, or refused", async () => {
  const late = await attemptOn({
    dispatches: [failed(lost)],
    looks: [...Array(8).fill(absent), found],
  });
  assert.equal(
    [late.reason, late.sent, late.calls],
    ["dispatched-found", 2, `dispatch ${looksOfAMinute} dispatch look`],
  );
  const refused = await attemptOn({
    dispatches: [failed(lost), failed(refusedWith("unauthorized", 401))],
    looks: [absent],
  });
  assert.equal([refused.result, refused.reason, refused.sent], ["refused", "dispatch-unauthorized", 2]);
});

for (const [name, script, deadlineSeconds, calls, waitedSeconds] of [
  ["the runs cannot be read", { looks: [failed(refusedWith("forbidden", 403))] }, 420, "dispatch look", 0],
  ["the runs can be read once only", { looks: [absent, failed(lost)] }, 420, "dispatch look look", 1],
  ["the deadline ends the looks", { looks: [absent] }, 30, `dispatch ${looks(5)}`, 15],
] as const) {
  open(`${name}: unknown, and not sent again`, async () => {
    const outcome = await attemptOn({ dispatches: [failed(lost)], ...script }, { deadlineSeconds });
    assert.equal(
      [outcome.code, outcome.result, outcome.reason, outcome.sent, outcome.calls, outcome.waitedSeconds],
      [1, "unknown", "dispatch-timeout", 1, calls, waitedSeconds],
    );
  });
}

open("of a task without correlation: unknown, and nobody looks", async () => {
  const outcome = await attemptOn({ dispatches: [failed(lost)] }, withoutCorrelation);
  assert.equal([outcome.result, outcome.hint, outcome.calls], ["unknown", lookFirst, "dispatch"]);
});

open("a run counts by the whole id alone, and of two the older one", async () => {
  const others = [`x (${manualId}0)`, `x (0${manualId})`, `x-${manualId}`, "x"].map((title) => runTitled(title, 6));
  const outcome = await attemptOn({
    dispatches: [failed(lost)],
    looks: [ok(others), ok([...others, runTitled(manualId)])],
  });
  assert.equal([outcome.run, outcome.waitedSeconds], [link, 1]);
  const two = await attemptOn({
    dispatches: [failed(lost)],
    looks: [ok([runTitled(manualId, 7), runTitled(manualId, 5)])],
  });
  assert.equal(two.run, link);
});

open.run();

const late = suite("send once: the deadline");

late("has passed before the request: nothing is sent", async () => {
  const script = { commentsSeconds: 31, dispatches: [named] };
  const outcome = await attemptOn(script, { isComment: true, deadlineSeconds: 30 });
  assert.equal(
    [outcome.code, outcome.result, outcome.reason, outcome.sent, outcome.calls],
    [1, "not-sent", "deadline-exceeded", 0, ""],
  );
  assert.equal(
    [outcome.message, outcome.hint],
    [
      'The time of this run was over before "release-notes.yml" in "Codertocat/Hello-World" was started.',
      'Use "Re-run all jobs".',
    ],
  );
});

late("passes while a request waits for its turn: not sent is said", async () => {
  const notSent = failed({ kind: "timeout", message: "Not sent: no time remains.", carriedOut: "no" });
  const outcome = await attemptOn({ dispatches: [notSent], dispatchSeconds: 31 }, { deadlineSeconds: 30 });
  assert.equal([outcome.result, outcome.reason, outcome.sent], ["not-sent", "deadline-exceeded", 0]);
});

late("passes while GitHub refuses: the refusal is said", async () => {
  const refusal = failed(refusedWith("unauthorized", 401));
  const outcome = await attemptOn({ dispatches: [refusal], dispatchSeconds: 31 }, { deadlineSeconds: 30 });
  assert.equal([outcome.result, outcome.reason, outcome.sent], ["refused", "dispatch-unauthorized", 1]);
});

late.run();
