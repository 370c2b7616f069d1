import { fail } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";
import {
  ask,
  asked,
  attemptIn,
  createWorld,
  forbidden,
  idOf,
  type Left,
  lost,
  marker,
  missing,
  own,
  plainBody,
  readMarker,
  stranger,
  url,
} from "./exactly-once-world.ts";

const shown = suite("exactly once: what status says of the runs");

shown("a run that was named is asked for by its id, and its progress is written into its comment", async () => {
  const world = createWorld();
  await attemptIn(world);
  Object.assign(world.runs[0] ?? {}, { status: "completed", conclusion: "success" });
  const { answer, calls, decision } = await ask(world);
  assert.equal(answer, [`release-notes ${own} run 5: completed: success, ${url(5)}`]);
  assert.equal(asked(calls), [`workflowRun ${own} 5`]);
  assert.is(decision.reason, "The commands on this issue have started 1 run.");
  assert.ok(calls.includes("updateComment 3000"));
  const { targets } = readMarker(world.comments[0]?.body);
  assert.equal(targets, [
    { repository: own, result: "dispatched", run: { id: "5", url: url(5) }, progress: "completed: success" },
  ]);
});

shown("a run without a conclusion, and again: nothing is new, and nothing is written", async () => {
  const world = createWorld();
  await attemptIn(world);
  assert.equal((await ask(world)).answer, [`release-notes ${own} run 5: queued, ${url(5)}`]);
  assert.is((readMarker(world.comments[0]?.body).targets as readonly Left[])[0]?.progress, "queued");
  const { calls } = await ask(world);
  assert.not.ok(calls.includes("updateComment 3000"));
});

shown("the progress of each target, of those that are known", async () => {
  const world = createWorld({ workflowRun: [fail(lost)] });
  await attemptIn(world, { body: "/orchestrate sync topic=docs" });
  world.runs.splice(0, 1);
  const { answer, decision } = await ask(world);
  const at = world.runs.map(({ id, repository }) => `sync ${repository} run ${id}: queued, ${url(id, repository)}`);
  assert.is(answer[0]?.replace(/run \d+/, "run N"), 'sync Codertocat/north run N: unknown, "No answer."');
  assert.equal(answer.slice(1), at);
  assert.is(decision.reason, "The commands on this issue have started 2 runs.");
  const { targets } = readMarker(world.comments[0]?.body);
  assert.equal(
    (targets as readonly Left[]).map(({ progress }) => progress),
    [null, "queued", "queued"],
  );
});

shown("the newest first, of the tasks that were asked for", async () => {
  const world = createWorld();
  await attemptIn(world, { body: `${plainBody}\n/orchestrate deploy stage=staging` });
  assert.equal((await ask(world)).answer, [
    `deploy ${own} run 6: queued, ${url(6)}`,
    `release-notes ${own} run 5: queued, ${url(5)}`,
  ]);
  assert.equal((await ask(world, "/orchestrate status deploy")).answer, [`deploy ${own} run 6: queued, ${url(6)}`]);
});

shown("each progress goes into the comment of its own command", async () => {
  const world = createWorld();
  await attemptIn(world, { body: `${plainBody}\n/orchestrate deploy stage=staging` });
  Object.assign(world.runs[0] ?? {}, { status: "in_progress" });
  await ask(world);
  const progress = world.comments.slice(0, 2).map(({ body }) => {
    const { task, targets } = readMarker(body);
    return `${task} ${(targets as readonly Left[])[0]?.progress}`;
  });
  assert.equal(progress, ["release-notes in_progress", "deploy queued"]);
});

shown("twenty at most", async () => {
  const world = createWorld();
  const left = (index: number) =>
    marker({ id: idOf(String(index)), result: "dispatched" }, { run: { id: "5", url: url(5) } });
  for (let index = 1; index <= 20; index++) world.write(index, left(index));
  const twenty = await ask(world);
  assert.match(twenty.decision.reason, "have started 0 runs. Only the newest 20 are asked for.");
  world.write(21, left(21));
  const { answer, calls } = await ask(world);
  assert.equal([answer.length, asked(calls).length], [20, 20]);
});

shown.run();

const unnamed = suite("exactly once: a run that GitHub did not name");

for (const result of ["dispatched", "unknown", "sending"]) {
  unnamed(`${result}: it is looked for by the id, from six hours before the comment`, async () => {
    const world = createWorld();
    await attemptIn(world);
    world.write(3_000, marker({ result, run: "7" }));
    const { answer, calls } = await ask(world);
    assert.equal(answer, [`release-notes ${own} run 5: queued, ${url(5)}`]);
    assert.equal(asked(calls), [`workflowRuns ${own}`]);
    assert.equal(world.queries.at(-1), {
      repository: { owner: "Codertocat", repo: "Hello-World" },
      workflow: "release-notes.yml",
      event: "workflow_dispatch",
      createdSince: new Date("2026-11-22T09:00:00Z"),
    });
  });
}

for (const result of ["planned", "refused", "held", "not-sent"]) {
  unnamed(`${result}: nobody looks`, async () => {
    const world = createWorld();
    world.write(1, marker({ run: "7" }, { result }));
    const { answer, calls } = await ask(world);
    assert.equal([answer, asked(calls)], [[], []]);
  });
}

unnamed("refused, as somebody has written there, and yet named: it is asked for", async () => {
  const world = createWorld();
  await attemptIn(world);
  world.write(3_000, marker({ result: "refused", run: "7" }, { run: { id: "5", url: url(5) } }));
  assert.equal((await ask(world)).answer, [`release-notes ${own} run 5: queued, ${url(5)}`]);
});

unnamed("of a repository_dispatch: among the runs of every workflow, and any workflow will do", async () => {
  const world = createWorld();
  const body = "/orchestrate announce tag=v1";
  await attemptIn(world, { body });
  world.write(3_000, marker({ id: idOf(body), task: "announce", result: "sending" }));
  assert.equal((await ask(world)).answer, [`announce ${own} run 5: queued, ${url(5)}`]);
  assert.equal(world.queries.at(-1), {
    repository: { owner: "Codertocat", repo: "Hello-World" },
    event: "repository_dispatch",
    createdSince: new Date("2026-11-22T09:00:00Z"),
  });
});

unnamed("of a task without correlation: nobody looks", async () => {
  const world = createWorld();
  const tasks = sampleTasks.tasks.map((task) => ({ ...task, dispatch: { ...task.dispatch, correlation: undefined } }));
  world.write(1, marker());
  const { answer, calls } = await ask(world, "/orchestrate status", tasks);
  assert.equal([answer, asked(calls)], [[], []]);
});

unnamed("is not there: nothing is said of it; cannot be looked for: that is said", async () => {
  const world = createWorld();
  world.write(1, marker({ run: "7" }));
  assert.equal((await ask(world)).answer, []);
  const blind = createWorld({ workflowRuns: [fail(forbidden)] });
  blind.write(1, marker({ run: "7" }));
  assert.equal((await ask(blind)).answer, [`release-notes ${own} run not named: unknown, "No."`]);
});

unnamed("of two the older", async () => {
  const world = createWorld();
  await attemptIn(world);
  const [first] = world.runs;
  if (first) world.runs.push({ ...first, id: 6 });
  world.write(3_000, marker({ result: "unknown", run: "7" }));
  assert.equal((await ask(world)).answer, [`release-notes ${own} run 5: queued, ${url(5)}`]);
});

unnamed.run();

const doubted = suite("exactly once: a comment points at a run, and the run decides");
const noRun = (id: number, repository = own) =>
  `release-notes ${repository} run ${id}: the token sees no such run of this command`;

const doubts: readonly (readonly [string, object, readonly string[]])[] = [
  ["another id in the title", { displayTitle: `x (${idOf("x")})` }, [noRun(5)]],
  ["the id as part of a word", { displayTitle: `x (${idOf(plainBody)}0)` }, [noRun(5)]],
  ["the id as the end of a word", { displayTitle: `x0${idOf(plainBody)}` }, [noRun(5)]],
  ["another workflow", { path: ".github/workflows/deploy.yml" }, [noRun(5)]],
  ["another folder", { path: "release-notes.yml" }, [noRun(5)]],
  [
    "its workflow at a ref",
    { path: ".github/workflows/release-notes.yml@main" },
    [`release-notes ${own} run 5: queued, ${url(5)}`],
  ],
];
for (const [name, changes, answer] of doubts) {
  doubted(name, async () => {
    const world = createWorld();
    await attemptIn(world);
    Object.assign(world.runs[0] ?? {}, changes);
    const { answer: said, decision } = await ask(world);
    assert.equal(said, answer);
    const isOurs = answer[0] !== noRun(5);
    assert.is(decision.reason, `The commands on this issue have started ${isOurs ? "1 run" : "0 runs"}.`);
    const cancelled = await ask(world, "/orchestrate cancel release-notes");
    assert.is(asked(cancelled.calls).includes(`cancelRun ${own} 5`), isOurs);
  });
}

doubted("a run that GitHub does not know, or will not show", async () => {
  const run = { run: { id: "8", url: url(8) } };
  const gone = createWorld({ workflowRun: [fail(missing)] });
  gone.write(1, marker({ run: "7", result: "dispatched" }, run));
  assert.equal((await ask(gone)).answer, [noRun(8)]);
  const hidden = createWorld({ workflowRun: [fail(forbidden)] });
  hidden.write(1, marker({ run: "7", result: "dispatched" }, run));
  assert.equal((await ask(hidden)).answer, [`release-notes ${own} run 8: unknown, "No."`]);
});

doubted("a repository that is not the task's is not asked; its own is, in any case", async () => {
  const world = createWorld();
  await attemptIn(world, { body: "/orchestrate sync topic=docs" });
  const status = (task: string, repository: string) =>
    marker({ id: idOf("/orchestrate sync topic=docs"), task, result: "sending" }, { repository });
  for (const [task, repository, expected] of [
    ["sync", "codertocat/NORTH", ["workflowRuns codertocat/NORTH"]],
    ["sync", own, []],
    ["sync", "Codertocat/east", []],
    ["release-notes", "Codertocat/north", []],
    ["release-notes", own.toLowerCase(), [`workflowRuns ${own.toLowerCase()}`]],
    ["unknown", own, []],
  ] as const) {
    world.write(3_000, status(task, repository));
    assert.equal(asked((await ask(world)).calls), expected, `${task} ${repository}`);
  }
});

doubted("a comment that names no task", async () => {
  const world = createWorld();
  world.write(1, marker({ task: null, run: "7" }));
  assert.equal(asked((await ask(world)).calls), []);
});

doubted("comments of others", async () => {
  const world = createWorld();
  world.write(1, marker({ run: "7" }), stranger);
  assert.equal(asked((await ask(world)).calls), []);
});

doubted.run();

const cancelled = suite("exactly once: what cancel touches");

cancelled("runs under way of that task, and none that is finished", async () => {
  const world = createWorld();
  await attemptIn(world, {
    body: `${plainBody}\n/orchestrate deploy stage=staging\n/orchestrate release-notes since=v2`,
  });
  Object.assign(world.runs[0] ?? {}, { status: "completed", conclusion: "failure" });
  const { answer, calls, results } = await ask(world, "/orchestrate cancel release-notes");
  assert.equal(results, ["cancelled cancelled"]);
  assert.equal(answer, [`release-notes ${own} run 7: cancel requested`]);
  assert.equal(
    calls.filter((call) => call.startsWith("cancelRun")),
    [`cancelRun ${own} 7`],
  );
});

cancelled("nothing of a command that stood in no comment, as somebody may have written", async () => {
  const world = createWorld();
  world.write(1, marker({ id: "rc-r42-0123456789", run: "7" }));
  const { calls, results } = await ask(world, "/orchestrate cancel release-notes");
  assert.equal([results, asked(calls)], [["refused nothing-to-cancel"], []]);
});

cancelled("says what it could not ask for", async () => {
  const world = createWorld({ workflowRun: [fail(forbidden)] });
  await attemptIn(world);
  const { answer, results } = await ask(world, "/orchestrate cancel release-notes");
  assert.equal([results, answer], [["refused cancel-failed"], [`release-notes ${own} run 5: unknown, "No."`]]);
});

cancelled.run();
