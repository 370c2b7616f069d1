import { ok } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  absent,
  attemptOn,
  commentId,
  commentIdOfCommand,
  failed,
  found,
  idOf,
  link,
  looksOfAMinute,
  lost,
  named,
  plainCommand,
  refusedWith,
  runTitled,
  type Script,
  subject,
  withoutCorrelation,
} from "./send-once-github.ts";

const again = suite("send once: an earlier attempt of a manual run");

again("has started it: nothing is sent", async () => {
  const outcome = await attemptOn({ looks: [absent, found] }, { attempt: 2 });
  assert.equal(
    [outcome.code, outcome.result, outcome.reason, outcome.message, outcome.sent, outcome.run, outcome.calls],
    [
      0,
      "dispatched",
      "already-dispatched",
      `An earlier attempt started ${subject} as run 5; nothing was sent.`,
      0,
      link,
      "look look",
    ],
  );
});

again("has not: it is sent when a minute has shown so", async () => {
  const outcome = await attemptOn({ dispatches: [named], looks: [absent] }, { attempt: 2 });
  assert.equal(
    [outcome.result, outcome.reason, outcome.sent, outcome.calls, outcome.waitedSeconds],
    ["dispatched", "dispatched", 1, `${looksOfAMinute} dispatch`, 60],
  );
});

again("may have, and the runs cannot be read, in time or at all: nothing is sent", async () => {
  const blind = await attemptOn({ looks: [failed(refusedWith("forbidden", 403))] }, { attempt: 2 });
  assert.equal(
    [blind.code, blind.result, blind.reason, blind.message, blind.hint, blind.sent],
    [
      1,
      "unknown",
      "look-failed",
      `An earlier attempt may have started ${subject}, and its runs cannot be read: "GitHub answered 403.".`,
      "Nothing was sent. Run all jobs again when GitHub is well.",
      0,
    ],
  );
  const short = await attemptOn({ looks: [absent] }, { attempt: 2, deadlineSeconds: 30 });
  assert.equal([short.result, short.reason, short.sent], ["not-sent", "deadline-exceeded", 0]);
  const untold = await attemptOn({}, { attempt: 2, ...withoutCorrelation });
  assert.equal(
    [untold.result, untold.reason, untold.message, untold.calls],
    [
      "unknown",
      "cannot-look",
      `An earlier attempt may have started ${subject}, and the task names no correlation by which its run is found.`,
      "",
    ],
  );
});

again.run();

const recorded = suite("send once: what the status comment says of an earlier attempt");

const here = '"release-notes.yml" in "Codertocat/Hello-World"';
const ours = ok(runTitled(`release-notes (${commentIdOfCommand})`));
const foreign = ok(runTitled(`release-notes (${idOf("1", plainCommand)})`));
const missing = failed(refusedWith("not-found", 404));

function statusComment(result: string, run: { id: string; url: string } | null = link): string {
  const target = { repository: "Codertocat/Hello-World", result, run, progress: null };
  const status = {
    id: commentIdOfCommand,
    run: "42",
    run_url: "https://github.com/Codertocat/Hello-World/actions/runs/42",
    at: "2026-11-22T15:00:00.000Z",
    text: `/orchestrate ${plainCommand}`,
    task: "release-notes",
    result,
    reason_code: "x",
    reason: "x",
    hint: null,
    targets: [target],
  };
  return `<!-- orchestrator:v1 ${JSON.stringify(status)} -->\nx`;
}

const cases: readonly (readonly [string, Script, readonly [string, string, number, string]])[] = [
  ["started, and the run agrees", { run: ours }, ["dispatched", "already-dispatched", 0, "run 5"]],
  [
    "started, and the run is of something else, but another is there",
    { run: foreign, looks: [ok([ours.value])] },
    ["dispatched", "already-dispatched", 0, "run 5 look"],
  ],
  [
    "started, and the run is of something else",
    { run: foreign, looks: [absent] },
    ["unknown", "record-not-confirmed", 0, "run 5 look"],
  ],
  [
    "started, and there is no such run",
    { run: missing, looks: [absent] },
    ["unknown", "record-not-confirmed", 0, "run 5 look"],
  ],
  ["started, and the run cannot be read", { run: failed(lost) }, ["unknown", "look-failed", 0, "run 5"]],
  [
    "started, and neither run nor runs can be read",
    { run: missing, looks: [failed(lost)] },
    ["unknown", "look-failed", 0, "run 5 look"],
  ],
];
for (const [name, script, expected] of cases) {
  recorded(`${name}: ${expected[1]}`, async () => {
    const outcome = await attemptOn(
      { ...script, comments: [statusComment("dispatched")] },
      { isComment: true, attempt: 2 },
    );
    assert.equal([outcome.result, outcome.reason, outcome.sent, outcome.calls], expected);
  });
}

recorded("started, by a run of another workflow that carries the id: it is looked for", async () => {
  const run = ok({ ...ours.value, path: ".github/workflows/deploy.yml" });
  const script = { run, looks: [absent], comments: [statusComment("dispatched")] };
  const outcome = await attemptOn(script, { isComment: true, attempt: 2 });
  assert.equal([outcome.reason, outcome.calls], ["record-not-confirmed", "run 5 look"]);
});

recorded("started, and not by which run: it is looked for", async () => {
  const comments = [statusComment("dispatched", null)];
  const there = await attemptOn({ comments, looks: [ok([ours.value])] }, { isComment: true, attempt: 2 });
  assert.equal([there.reason, there.calls], ["already-dispatched", "look"]);
  assert.equal(there.queries, [
    {
      repository: { owner: "Codertocat", repo: "Hello-World" },
      workflow: "release-notes.yml",
      event: "workflow_dispatch",
      createdSince: new Date("2019-05-15T15:20:20Z"),
    },
  ]);
  const gone = await attemptOn({ comments, looks: [absent] }, { isComment: true, attempt: 2 });
  assert.equal(
    [gone.message, gone.hint],
    [
      `The status comment says that ${here} was started, and its run is not there.`,
      "Nothing was sent. If the run was deleted, give the command in a new comment.",
    ],
  );
});

for (const result of ["sending", "unknown"]) {
  recorded(`${result}: it is looked for during a minute, then sent`, async () => {
    const script = { comments: [statusComment(result, null)], dispatches: [named], looks: [absent] };
    const outcome = await attemptOn(script, { isComment: true, attempt: 2 });
    assert.equal([outcome.reason, outcome.calls], ["dispatched", `${looksOfAMinute} dispatch`]);
  });
}

for (const result of ["refused", "not-sent", "held"]) {
  recorded(`${result}: after one look it is sent`, async () => {
    const script = { comments: [statusComment(result, null)], dispatches: [named], looks: [absent] };
    const outcome = await attemptOn(script, { isComment: true, attempt: 2 });
    assert.equal([outcome.reason, outcome.calls], ["dispatched", "look dispatch"]);
  });
  recorded(`${result}, as somebody has written there: the run is found, and nothing is sent`, async () => {
    const script = { comments: [statusComment(result, null)], looks: [ok([ours.value])] };
    const outcome = await attemptOn(script, { isComment: true, attempt: 2 });
    assert.equal([outcome.reason, outcome.calls], ["already-dispatched", "look"]);
  });
  recorded(`${result}, of a task without correlation: it is sent`, async () => {
    const script = { comments: [statusComment(result, null)], dispatches: [named] };
    const outcome = await attemptOn(script, { isComment: true, attempt: 2, ...withoutCorrelation });
    assert.equal([outcome.reason, outcome.calls], ["dispatched", "dispatch"]);
  });
}

recorded(
  "of a task without correlation: what was dispatched stays so, what was being sent nobody can tell",
  async () => {
    for (const [result, outcome, reason] of [
      ["dispatched", "dispatched", "already-dispatched"],
      ["sending", "unknown", "cannot-look"],
      ["unknown", "unknown", "cannot-look"],
    ] as const) {
      const script = { comments: [statusComment(result)] };
      const again = await attemptOn(script, { isComment: true, attempt: 2, ...withoutCorrelation });
      assert.equal([again.result, again.reason, again.calls], [outcome, reason, ""]);
    }
  },
);

recorded("a comment that somebody else's command left says nothing", async () => {
  const other = statusComment("dispatched").replaceAll(commentIdOfCommand, idOf(String(commentId), "x"));
  const outcome = await attemptOn({ comments: [other], dispatches: [named] }, { isComment: true, attempt: 2 });
  assert.equal([outcome.reason, outcome.calls], ["dispatched", "dispatch"]);
});

recorded.run();
