import { suite } from "uvu";
import * as assert from "uvu/assert";
import { defaultAccount, held } from "../helpers/embedded-github/index.ts";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { dispatchRoute, people, permissionRoute, updateCommentRoute } from "../helpers/orchestrator-github.ts";
import { createTestClock } from "../helpers/orchestrator-host.ts";
import { decisionOf, runLine, runStage } from "../helpers/orchestrator-line.ts";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";
import { attempt, plainBody, reactionsOn, resultsOf, shownComments, withGitHub } from "./dispatch-line.ts";

// Ways of misuse that somebody has found by attacking the program, each as it was found.

const repository = "Codertocat/Hello-World";

const attacks = suite("red team");

attacks("a status in the comment of a dispatch does not write back that it is still being sent", () =>
  withGitHub(async (github) => {
    const { decision } = await attempt(github, { body: `${plainBody}\n/orchestrate status` });
    assert.equal(resultsOf(decision), ["dispatched dispatched", "status status"]);
    assert.match(shownComments(github)[0] ?? "", "**dispatched**");
  }),
);

attacks("a status of one run leaves alone what another is sending", () =>
  withGitHub(async (github) => {
    const sending = held();
    github.inject(dispatchRoute, sending.fault);
    const running = attempt(github);
    await sending.carriedOut;
    const asking = createCommentEvent({ ...people.triager, body: "/orchestrate status", commentId: 7 });
    const { decision } = await attempt(github, { event: asking, runId: "43" });
    assert.equal(resultsOf(decision), ["status status"]);
    assert.match(shownComments(github)[0] ?? "", "**sending**");
    sending.release();
    await running;
    assert.match(shownComments(github)[0] ?? "", "**dispatched**");
  }),
);

for (const at of ["+275760-09-13T00:00:00.000Z", "0001-01-01T00:00:00Z", "yesterday"]) {
  attacks(`a status comment in which somebody has written the time ${at} is none, and nothing fails`, () =>
    withGitHub(async (github) => {
      await attempt(github);
      const [own] = github.comments;
      const body = (own?.body ?? "").replace(/"at":"[^"]*"/, `"at":"${at}"`);
      github.addComment({ repository, issue: 1, author: defaultAccount, body });
      github.deleteComment(own?.id ?? 0);
      const asking = createCommentEvent({ ...people.triager, body: "/orchestrate status", commentId: 7 });
      const { dispatch, decision } = await attempt(github, { event: asking, runId: "43" });
      assert.is(dispatch?.code, 0);
      assert.equal(decision.commands[0].answer, []);
    }),
  );
}

attacks("where the deadline comes under way, each comment says what became of its command", () =>
  withGitHub(async (github) => {
    const clock = createTestClock();
    // The first dispatch is answered; the second is refused by a limit that lasts longer than the run.
    github.inject(
      dispatchRoute,
      { kind: "slow" },
      { kind: "answer", status: 429, headers: { "retry-after": "9999" }, body: {} },
    );
    const { decision } = await attempt(github, { body: `${plainBody}\n/orchestrate deploy stage=staging`, clock });
    assert.equal(resultsOf(decision), ["dispatched dispatched", "refused dispatch-rate-limited"]);
    const [first = "", second = ""] = shownComments(github);
    assert.match(first, "**dispatched**");
    assert.match(second, "**refused**");
    assert.equal(reactionsOn(github), ["eyes", "rocket", "confused"]);
  }),
);

attacks("answers are given after the deadline, too", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, { kind: "answer", status: 502, body: "" });
    const { decision } = await attempt(github, { flags: ["--deadline", "20"], clock: createTestClock() });
    assert.is(decision.result, "unknown");
    assert.match(shownComments(github)[0] ?? "", "**unknown**");
    assert.equal(reactionsOn(github), ["eyes", "rocket", "confused"]);
  }),
);

for (const value of ["v0-rc-492700400-758b67a1fd", "rc-r42-0123456789", "x RC-1-0123456789 y"]) {
  attacks(`a value that could be taken for the id of a command is refused: ${value}`, () =>
    withGitHub(async (github) => {
      const { decision } = await attempt(github, { body: `/orchestrate release-notes since="${value}"` });
      assert.equal(resultsOf(decision), ["refused reserved-value"]);
      assert.is(github.runs.length, 0);
    }),
  );
}

attacks("a delivery whose gate could not look the person up does not hold the next one", () =>
  withGitHub(async (github) => {
    const event = createCommentEvent({ ...people.triager, body: plainBody });
    github.inject(permissionRoute, { kind: "answer", status: 403, body: { message: "No" } });
    const first = await runLine({ event, apiUrl: github.url, runId: "42", clock: createTestClock() });
    assert.is(decisionOf(first.refuse).result, "denied");
    const second = await runLine({ event, apiUrl: github.url, runId: "43", clock: createTestClock() });
    assert.is(decisionOf(second.dispatch).reason_code, "dispatched");
    assert.is(github.runs.length, 1);
  }),
);

attacks("a stranger's long commands leave little in the log", () =>
  withGitHub(async (github) => {
    const body = Array.from(
      { length: 10 },
      (_, index) => `/orchestrate release-notes since=${"😀".repeat(480)}${index}`,
    );
    const event = createCommentEvent({ ...people.outsider, body: body.join("\n") });
    const { gate, refuse } = await runLine({ event, apiUrl: github.url });
    const logs = [gate, refuse].map((run) => run?.files["artifacts/orchestrator/dispatch-log.ndjson"] ?? "");
    assert.ok(
      logs.every((log) => log.length > 0 && Buffer.byteLength(log) < 25_000),
      String(logs.map((log) => log.length)),
    );
  }),
);

attacks("rules of a table count for each of its tasks, whatever else the comment holds", () =>
  withGitHub(async (github) => {
    const tasks = sampleTasks.tasks.map((task) =>
      task.name === "deploy" ? { ...task, who: { roles: ["maintain"] as const } } : task,
    );
    const files = { "generated/orchestrator-tasks.json": JSON.stringify({ ...sampleTasks, tasks }) };
    const { decision } = await attempt(github, { body: `${plainBody}\n/orchestrate deploy stage=production`, files });
    assert.equal(resultsOf(decision), ["dispatched dispatched", "denied not-admitted"]);
    assert.equal(
      github.runs.map((run) => run.workflow),
      ["release-notes.yml"],
    );
  }),
);

attacks("a cancel that is run again does not reach what was started after it", () =>
  withGitHub(async (github) => {
    const cancelling = createCommentEvent({
      ...people.triager,
      body: "/orchestrate cancel release-notes",
      commentId: 5,
    });
    await attempt(github, { event: cancelling, runId: "41" });
    await attempt(github);
    const { decision } = await attempt(github, { event: cancelling, runId: "41", attempt: 2 });
    assert.equal(resultsOf(decision), ["refused nothing-to-cancel"]);
    assert.is(github.requests.filter(({ path }) => path.endsWith("/cancel")).length, 0);
  }),
);

attacks("nor what a later line of its own comment starts", () =>
  withGitHub(async (github) => {
    const body = `/orchestrate cancel release-notes\n${plainBody}`;
    for (const again of [1, 2]) {
      const { decision } = await attempt(github, { body, attempt: again });
      assert.is(resultsOf(decision)[0], "refused nothing-to-cancel", `attempt ${again}`);
    }
    assert.is(github.requests.filter(({ path }) => path.endsWith("/cancel")).length, 0);
  }),
);

const untraceable = {
  ...sampleTasks,
  tasks: sampleTasks.tasks.map((task) => {
    const { correlation: _, ...dispatch } = task.dispatch;
    return { ...task, dispatch };
  }),
};

attacks("a later attempt that is denied, or has no token, does not forget what was dispatched", () =>
  withGitHub(async (github) => {
    const files = { "generated/orchestrator-tasks.json": JSON.stringify(untraceable) };
    await attempt(github, { files });
    await attempt(github, { files, attempt: 2, env: { ORCHESTRATOR_BOT_TOKEN: "" } });
    const third = await attempt(github, { files, attempt: 3, env: { GITHUB_TRIGGERING_ACTOR: "outsider" } });
    assert.is(decisionOf(third.gate).result, "denied");
    const [shown = ""] = shownComments(github);
    assert.match(shown, "**denied**");
    assert.match(shown, `| \`${repository}\` | dispatched |`);
    const { decision } = await attempt(github, { files, attempt: 4 });
    assert.equal(resultsOf(decision), ["dispatched already-dispatched"]);
    assert.is(github.runs.length, 1);
  }),
);

attacks("a later attempt says that it sends before it does: killed then, the next one does not send again", () =>
  withGitHub(async (github) => {
    const files = { "generated/orchestrator-tasks.json": JSON.stringify(untraceable) };
    github.inject(dispatchRoute, { kind: "answer", status: 401, body: { message: "Bad credentials" } });
    await attempt(github, { files });
    const refused = { kind: "answer", status: 403, body: { message: "No" } } as const;
    github.inject(updateCommentRoute, { kind: "slow" }, refused);
    await attempt(github, { files, attempt: 2 });
    assert.is(github.runs.length, 1);
    const { decision } = await attempt(github, { files, attempt: 3 });
    assert.equal(resultsOf(decision), ["unknown cannot-look"]);
    assert.is(github.runs.length, 1);
  }),
);

attacks("that the table of tasks has changed is said in the comment", () =>
  withGitHub(async (github) => {
    const event = createCommentEvent({ ...people.triager, body: plainBody });
    const { outputs } = await runLine({ event, apiUrl: github.url, dispatchFlags: ["--dry-run"] });
    const changed = { "generated/orchestrator-tasks.json": JSON.stringify(untraceable) };
    const run = await runStage("dispatch", { event, apiUrl: github.url, files: changed }, outputs);
    assert.equal(resultsOf(decisionOf(run)), ["denied table-changed"]);
    assert.match(shownComments(github)[0] ?? "", "`table-changed`");
    assert.is(github.runs.length, 0);
  }),
);

attacks.run();
