import { fail, ok, type TaskTable } from "@yardmaster/core";
import type { PullRequest } from "@yardmaster/github";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createTestClock } from "../helpers/orchestrator-host.ts";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";
import {
  attemptIn,
  createWorld,
  forbidden,
  idOf,
  lost,
  marker,
  missing,
  own,
  plainBody,
  sha,
} from "./exactly-once-world.ts";

type Task = TaskTable["tasks"][number];

/** The sample tasks, with the dispatch of one changed. */
function tasksWith(name: string, changes: object): readonly object[] {
  return sampleTasks.tasks.map((task: Task) =>
    task.name === name ? { ...task, dispatch: { ...task.dispatch, ...changes } } : task,
  );
}

const untraceable = (name: string) => tasksWith(name, { correlation: undefined });
const lookUps = (calls: readonly string[]): number => calls.filter((call) => call.startsWith("workflowRuns ")).length;
const sends = (calls: readonly string[]): readonly string[] => calls.filter((call) => call.startsWith("dispatch"));

const planned = suite("exactly once: what is sent");

planned("repository, workflow and ref of the table, the inputs of the command and its id", async () => {
  const world = createWorld();
  const { decision, targets } = await attemptIn(world);
  assert.equal(targets, ["dispatched dispatched 1"]);
  const id = idOf(plainBody);
  assert.equal(world.runs[0]?.inputs, { since: "v1", correlation_id: id });
  assert.equal(decision.commands[0].targets[0].request, {
    method: "POST",
    path: `/repos/${own}/actions/workflows/release-notes.yml/dispatches`,
    body: { ref: "master", inputs: { since: "v1", correlation_id: id } },
  });
});

planned("the ref of the table, before the default branch, and each repository of the table", async () => {
  const world = createWorld();
  const { decision } = await attemptIn(world, { body: "/orchestrate sync topic=docs" });
  const requests = decision.commands[0].targets.map(
    ({ repository, request }: { repository: string; request: { body: { ref: string } } }) =>
      `${repository} ${request.body.ref}`,
  );
  assert.equal(requests, ["Codertocat/north main", "Codertocat/south main", "Codertocat/west main"]);
  assert.equal(world.runs.map(({ repository }) => repository).sort(), [
    "Codertocat/north",
    "Codertocat/south",
    "Codertocat/west",
  ]);
  assert.is(decision.reason, '3 of 3 were started. GitHub started "sync.yml" in "Codertocat/north" as run 5.');
});

planned("a repository_dispatch goes to its own address, by the type of the table", async () => {
  const world = createWorld();
  const body = "/orchestrate announce tag=v1";
  const { decision, calls } = await attemptIn(world, { body });
  assert.equal(sends(calls), [`dispatchRepository ${own} release-created`]);
  assert.equal(decision.commands[0].targets[0].request, {
    method: "POST",
    path: `/repos/${own}/dispatches`,
    body: { event_type: "release-created", client_payload: { tag: "v1", correlation_id: idOf(body) } },
  });
});

planned("a task without correlation sends no id, and a task without head no commit", async () => {
  const world = createWorld();
  await attemptIn(world, { tasks: untraceable("release-notes") });
  assert.equal(world.runs[0]?.inputs, { since: "v1" });
  await attemptIn(world, { body: plainBody, commentId: 5, pullRequest: 7 });
  assert.equal(Object.keys(world.runs[1]?.inputs ?? {}), ["since", "correlation_id"]);
});

planned("no value that could be taken for an id in a title, in any case of letters", async () => {
  for (const value of ["rc-1-0123456789", "x-RC-R42-0123456789abc", "rc-12345678901234567890-abcdefabcd"]) {
    const world = createWorld();
    const { results } = await attemptIn(world, { body: `/orchestrate release-notes since=${value}` });
    assert.equal([results, world.runs.length], [["refused reserved-value"], 0], value);
  }
  for (const value of ["rc-1-012345678", "rc--0123456789", "rd-1-0123456789", "rc-x1-0123456789", "rc-1-g123456789"]) {
    const { results } = await attemptIn(createWorld(), { body: `/orchestrate release-notes since=${value}` });
    assert.equal(results, ["dispatched dispatched"], value);
  }
});

planned.run();

const counted = suite("exactly once: how a command goes whose targets go apart");
const body = "/orchestrate sync topic=docs";

counted("as its worst target goes, and it says how many were started", async () => {
  const world = createWorld({ dispatchWorkflow: [fail(forbidden), fail(lost)] });
  const { decision, targets } = await attemptIn(world, {
    body,
    tasks: tasksWith("sync", { parallel: 1, correlation: undefined }),
  });
  assert.equal(targets, ["refused dispatch-forbidden 1", "unknown dispatch-timeout 1", "dispatched dispatched 1"]);
  assert.is(decision.result, "unknown");
  assert.match(decision.reason, /^1 of 3 were started\. Whether GitHub started "sync\.yml" in "Codertocat\/south" is /);
});

counted("the order of the targets does not matter", async () => {
  const world = createWorld({ dispatchWorkflow: [fail(lost), fail(forbidden)] });
  const { decision } = await attemptIn(world, {
    body,
    tasks: tasksWith("sync", { parallel: 1, correlation: undefined }),
  });
  assert.is(decision.result, "unknown");
  assert.match(decision.reason, /^1 of 3 were started\. Whether GitHub started "sync\.yml" in "Codertocat\/north" is /);
});

counted("of one target nothing is counted", async () => {
  const { decision } = await attemptIn(createWorld());
  assert.is(decision.reason, `GitHub started "release-notes.yml" in "${own}" as run 5.`);
});

counted.run();

const moved = suite("exactly once: the head is compared before each request");
const preview = "/orchestrate preview size=small";
const pull = (changes: Partial<PullRequest> = {}) =>
  ok({ number: 7, isOpen: true, headSha: sha, headRepository: own, baseRepository: own, ...changes });

moved("the same commit: sent with it", async () => {
  const world = createWorld();
  const { results, calls } = await attemptIn(world, { body: preview, pullRequest: 7 });
  assert.equal(results, ["dispatched dispatched"]);
  const at = calls.indexOf(`dispatchWorkflow ${own} preview.yml`);
  assert.is(calls[at - 1], "pullRequest 7");
  assert.equal(world.runs[0]?.inputs, { size: "small", sha, correlation_id: idOf(preview) });
});

moved("another commit: refused, and nothing is sent", async () => {
  const world = createWorld({ pullRequest: [pull(), pull({ headSha: "b".repeat(40) })] });
  const { targets, calls } = await attemptIn(world, { body: preview, pullRequest: 7 });
  assert.equal(targets, ["refused head-moved 0"]);
  assert.equal(sends(calls), []);
});

moved("another commit before the second request: refused, and one was sent", async () => {
  const world = createWorld({
    pullRequest: [pull(), pull(), pull({ headSha: "b".repeat(40) })],
    dispatchWorkflow: [fail(lost)],
  });
  const { targets } = await attemptIn(world, { body: preview, pullRequest: 7 });
  assert.equal(targets, ["refused head-moved 1"]);
});

moved.run();

const unsent = suite("exactly once: what never left this machine does not count as sent");

unsent("for want of time", async () => {
  const world = createWorld({ dispatchWorkflow: [fail({ ...lost, carriedOut: "no" })] });
  assert.equal((await attemptIn(world)).targets, ["not-sent deadline-exceeded 0"]);
});

unsent("for another reason", async () => {
  const world = createWorld({ dispatchWorkflow: [fail({ kind: "invalid", message: "No.", carriedOut: "no" })] });
  assert.equal((await attemptIn(world)).targets, ["refused dispatch-invalid 0"]);
});

unsent("the second time, after one that was lost: one was sent", async () => {
  for (const [second, target] of [
    [{ ...lost, carriedOut: "no" }, "not-sent deadline-exceeded 1"],
    [{ kind: "invalid", message: "No.", carriedOut: "no" }, "refused dispatch-invalid 1"],
  ] as const) {
    const world = createWorld({ dispatchWorkflow: [fail(lost), fail(second)] });
    assert.equal((await attemptIn(world)).targets, [target]);
  }
});

unsent("the time ends with the looks: one was sent, and the second is not", async () => {
  const world = createWorld({ dispatchWorkflow: [fail(lost)] });
  const { targets, calls, waitedSeconds } = await attemptIn(world, { deadlineSeconds: 61 });
  assert.equal([targets, waitedSeconds, lookUps(calls)], [["dispatched dispatched 2"], 60, 8]);
  const short = createWorld({ dispatchWorkflow: [fail(lost)] });
  const ended = await attemptIn(short, { deadlineSeconds: 60 });
  assert.equal([ended.targets, ended.waitedSeconds], [["unknown dispatch-timeout 1"], 45]);
});

/** The list of comments takes so many seconds, before anything is sent. */
async function after(seconds: number, deadlineSeconds: number, left?: string) {
  const world = createWorld();
  const clock = createTestClock();
  const { issueComments, dispatchWorkflow } = world.github;
  let isFirst = true;
  world.github.issueComments = async (...given) => {
    if (isFirst) await clock.wait(seconds * 1000);
    isFirst = false;
    return issueComments(...given);
  };
  const start = clock.now().getTime();
  let sentAfter: number | undefined;
  world.github.dispatchWorkflow = (given) => {
    sentAfter = (clock.now().getTime() - start) / 1000;
    return dispatchWorkflow(given);
  };
  if (left !== undefined) world.write(1, left);
  const { targets } = await attemptIn(world, { clock, deadlineSeconds, attempt: left === undefined ? 1 : 2 });
  return { targets, sentAfter };
}

unsent("at the last millisecond: nothing is sent", async () => {
  assert.equal(await after(30, 30), { targets: ["not-sent deadline-exceeded 0"], sentAfter: undefined });
  assert.equal(await after(29.999, 30), { targets: ["dispatched dispatched 1"], sentAfter: 29.999 });
});

unsent("before an earlier request must have settled, which the last look does not wait longer for", async () => {
  assert.equal(await after(5, 420, marker()), { targets: ["dispatched dispatched 1"], sentAfter: 60 });
  assert.equal(await after(70, 420, marker()), { targets: ["dispatched dispatched 1"], sentAfter: 70 });
});

unsent.run();

const named = suite("exactly once: the name of a run that is started");

named("cannot be looked for: dispatched all the same", async () => {
  const world = createWorld({ dispatchWorkflow: [ok({ status: 204 })], workflowRuns: [fail(forbidden)] });
  const { decision, targets } = await attemptIn(world);
  assert.equal(targets, ["dispatched dispatched 1"]);
  assert.match(decision.reason, "; its run is not known yet.");
});

named("is not there in time, or its time is cut short: dispatched all the same", async () => {
  for (const [deadlineSeconds, seconds] of [
    [420, 15],
    [10, 7],
  ] as const) {
    const world = createWorld({ dispatchWorkflow: [ok({ status: 204 })] });
    const { targets, waitedSeconds, decision } = await attemptIn(world, { deadlineSeconds });
    assert.equal([targets, waitedSeconds], [["dispatched dispatched 1"], seconds]);
    assert.is(decision.commands[0].targets[0].run, null);
  }
});

named.run();

const held = suite("exactly once: another run holds the command");

async function heldWith(world = createWorld(), tasks?: readonly object[]) {
  world.write(1, marker({ run: "7" }));
  return attemptIn(world, { attempt: 2, ...(tasks && { tasks }) });
}

held("and its run is there: that is said", async () => {
  const world = createWorld();
  const first = await attemptIn(world);
  assert.equal(first.results, ["dispatched dispatched"]);
  const second = await attemptIn(world, { runId: "43" });
  assert.equal(second.targets, ["dispatched already-dispatched 0"]);
  assert.equal(sends(second.calls), []);
});

held("and its run is not there", async () => {
  const { targets, calls } = await heldWith();
  assert.equal([targets, sends(calls), lookUps(calls)], [["held held-by-other-run 0"], [], 1]);
});

held("and the runs cannot be read", async () => {
  const { targets, calls } = await heldWith(createWorld({ workflowRuns: [fail(missing)] }));
  assert.equal([targets, sends(calls)], [["unknown look-failed 0"], []]);
});

held("of a task without correlation: nobody can tell", async () => {
  const { targets, calls } = await heldWith(createWorld(), untraceable("release-notes"));
  assert.equal([targets, sends(calls), lookUps(calls)], [["unknown cannot-look 0"], [], 0]);
});

held.run();

const alone = suite("exactly once: commands that are given alone");

alone("the first attempt sends, the second looks for a minute first", async () => {
  const world = createWorld();
  const command = "release-notes since=v1";
  const first = await attemptIn(world, { command });
  assert.equal([first.targets, lookUps(first.calls)], [["dispatched dispatched 1"], 0]);
  assert.is(world.runs[0]?.inputs.correlation_id, idOf(command, "r42"));
  const second = await attemptIn(world, { command, attempt: 2 });
  assert.equal(second.targets, ["dispatched already-dispatched 0"]);
  const other = await attemptIn(world, { command, runId: "43" });
  assert.equal(other.targets, ["dispatched dispatched 1"]);
});

alone("a machine that names no run still names the command", async () => {
  const command = "release-notes since=v1";
  const env = { GITHUB_RUN_ID: undefined, GITHUB_RUN_ATTEMPT: undefined };
  const { decision, results } = await attemptIn(createWorld(), { command, env });
  assert.equal([decision.commands[0].id, results], [idOf(command, "r0"), ["denied gate-not-passed"]]);
});

alone.run();
