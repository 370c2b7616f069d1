import { suite } from "uvu";
import * as assert from "uvu/assert";
import { defaultAccount, type EmbeddedGitHub, type Fault } from "../helpers/embedded-github/index.ts";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import {
  cancelRoute,
  dispatchRoute,
  getRunRoute,
  listCommentsRoute,
  people,
  updateCommentRoute,
} from "../helpers/orchestrator-github.ts";
import { attempt, plainBody, reactionsOn, requestsOf, resultsOf, shownComments, withGitHub } from "./dispatch-line.ts";

const repository = "Codertocat/Hello-World";
const firstRun = 16_000_000_001;
const forbidden: Fault = { kind: "answer", status: 403, body: { message: "No" } };

/** A later comment on the issue, by a run of its own. */
function later(
  github: EmbeddedGitHub,
  body: string,
  number = 2,
  login: { login: string; id: number } = people.triager,
) {
  const event = createCommentEvent({ ...login, body, commentId: 492_700_400 + number });
  return attempt(github, { event, runId: String(42 + number) });
}

function started(github: EmbeddedGitHub, index = 0): string {
  return `${github.url}/${repository}/actions/runs/${firstRun + index}`;
}

const cancels = (github: EmbeddedGitHub): readonly string[] =>
  requestsOf(github).filter((request) => request.endsWith("/cancel"));

const status = suite("status");

status("says how the runs go that commands on this issue have started, and updates their comments", () =>
  withGitHub(async (github) => {
    await attempt(github);
    github.setRun(firstRun, { status: "completed", conclusion: "success" });
    const { dispatch, decision } = await later(github, "/orchestrate status");
    assert.is(dispatch?.code, 0);
    assert.equal(resultsOf(decision), ["status status"]);
    assert.is(decision.reason, "The commands on this issue have started 1 run.");
    assert.equal(decision.commands[0].answer, [
      `release-notes ${repository} run ${firstRun}: completed: success, ${started(github)}`,
    ]);
    const [first = "", second = ""] = shownComments(github);
    assert.match(
      first,
      `| \`${repository}\` | dispatched | [\`${firstRun}\`](${started(github)}) | \`completed: success\` |`,
    );
    assert.match(first, "`/orchestrate release-notes since=v1.2.0`: **dispatched**");
    assert.match(second, `\n\`\`\`text\nrelease-notes ${repository} run ${firstRun}: completed: success, `);
    assert.equal(reactionsOn(github, 492_700_402), ["eyes", "+1"]);
    assert.is(github.runs.length, 1);
  }),
);

status("asked again when nothing is new, changes no other comment", () =>
  withGitHub(async (github) => {
    await attempt(github);
    await later(github, "/orchestrate status");
    const before = requestsOf(github).length;
    await later(github, "/orchestrate status", 3);
    assert.is(
      requestsOf(github)
        .slice(before)
        .filter((request) => request.startsWith("PATCH ")).length,
      0,
    );
    assert.is(github.comments.length, 3);
  }),
);

status("of one task, of several runs, the newest first", () =>
  withGitHub(async (github) => {
    await attempt(github);
    await later(github, "/orchestrate deploy stage=staging", 2);
    await later(github, "/orchestrate release-notes since=v2", 3);
    github.setRun(firstRun, { status: "in_progress", conclusion: null });
    const all = await later(github, "/orchestrate status", 4);
    assert.is(all.decision.reason, "The commands on this issue have started 3 runs.");
    assert.equal(all.decision.commands[0].answer, [
      `release-notes ${repository} run ${firstRun + 2}: queued, ${started(github, 2)}`,
      `deploy ${repository} run ${firstRun + 1}: queued, ${started(github, 1)}`,
      `release-notes ${repository} run ${firstRun}: in_progress, ${started(github)}`,
    ]);
    const one = await later(github, "/orchestrate status deploy", 5);
    assert.equal(one.decision.commands[0].answer, [
      `deploy ${repository} run ${firstRun + 1}: queued, ${started(github, 1)}`,
    ]);
  }),
);

status("where nothing was started", () =>
  withGitHub(async (github) => {
    const { dispatch, decision } = await later(github, "/orchestrate status");
    assert.is(dispatch?.code, 0);
    assert.equal(
      [decision.reason, decision.commands[0].answer],
      ["The commands on this issue have started 0 runs.", []],
    );
  }),
);

status("knows nothing of other issues", () =>
  withGitHub(async (github) => {
    await attempt(github, { event: createCommentEvent({ ...people.triager, body: plainBody, issueNumber: 2 }) });
    const { decision } = await later(github, "/orchestrate status");
    assert.equal(decision.commands[0].answer, []);
  }),
);

status("names no run whose title carries another id, and none that is gone", () =>
  withGitHub(async (github) => {
    await attempt(github);
    forge(github, { run: firstRun, id: "rc-1-0123456789" });
    forge(github, { run: firstRun + 5, id: "rc-1-0123456788" });
    const { decision } = await later(github, "/orchestrate status");
    assert.equal(decision.commands[0].answer, [
      `release-notes ${repository} run ${firstRun + 5}: the token sees no such run of this command`,
      `release-notes ${repository} run ${firstRun}: the token sees no such run of this command`,
      `release-notes ${repository} run ${firstRun}: queued, ${started(github)}`,
    ]);
  }),
);

status("a run that cannot be asked for is said to be unknown", () =>
  withGitHub(async (github) => {
    await attempt(github);
    github.inject(getRunRoute, forbidden);
    const { dispatch, decision } = await later(github, "/orchestrate status");
    assert.is(dispatch?.code, 0);
    assert.match(decision.commands[0].answer[0], `run ${firstRun}: unknown, "GitHub answered 403 to GET `);
  }),
);

status("asks for the newest twenty runs at most", () =>
  withGitHub(async (github) => {
    for (let index = 1; index <= 21; index++)
      forge(github, { run: index, id: `rc-1-${String(index).padStart(10, "0")}` });
    const { decision } = await later(github, "/orchestrate status");
    assert.is(decision.commands[0].answer.length, 20);
    assert.match(decision.commands[0].answer[0], "run 21:");
  }),
);

status("a comment of its own that cannot be updated does not change the answer", () =>
  withGitHub(async (github) => {
    await attempt(github);
    github.setRun(firstRun, { status: "completed", conclusion: "failure" });
    github.inject(updateCommentRoute, forbidden);
    const { dispatch, decision } = await later(github, "/orchestrate status");
    assert.is(dispatch?.code, 0);
    assert.is(decision.facts.at(-1).name, "answer-not-given");
  }),
);

for (const word of ["status", "cancel release-notes"]) {
  status(`${word}, of a manual run: there is no issue to speak of`, () =>
    withGitHub(async (github) => {
      const event = createManualEvent({ ...people.triager, inputs: { command: word } });
      const { dispatch, decision } = await attempt(github, { event });
      assert.is(dispatch?.code, 1);
      assert.equal(resultsOf(decision), ["refused needs-issue"]);
      assert.equal(
        [decision.reason, decision.hint],
        [
          "status and cancel speak of the commands of one issue, and this command stands on none.",
          "Give the command in a comment.",
        ],
      );
    }),
  );
  status(`${word}, where the comments cannot be read`, () =>
    withGitHub(async (github) => {
      github.inject(listCommentsRoute, { kind: "slow" }, forbidden);
      const { dispatch, decision } = await later(github, `/orchestrate ${word}`);
      assert.is(dispatch?.code, 1);
      assert.equal(resultsOf(decision), ["refused issue-unreadable"]);
    }),
  );
}

status.run();

const cancel = suite("cancel");

cancel("asks GitHub to cancel the runs under way, with the bot's token", () =>
  withGitHub(async (github) => {
    await attempt(github);
    const { dispatch, decision } = await later(github, "/orchestrate cancel release-notes");
    assert.is(dispatch?.code, 0);
    assert.equal(resultsOf(decision), ["cancelled cancelled"]);
    assert.is(decision.reason, "GitHub was asked to cancel 1 run.");
    assert.equal(decision.commands[0].answer, [`release-notes ${repository} run ${firstRun}: cancel requested`]);
    assert.equal(cancels(github), [`POST /repos/${repository}/actions/runs/${firstRun}/cancel`]);
    assert.is(github.requests.find(({ path }) => path.endsWith("/cancel"))?.headers.authorization, "bot");
    assert.equal(reactionsOn(github, 492_700_402), ["eyes", "+1"]);
  }),
);

cancel("leaves the runs of other tasks, and those that are finished", () =>
  withGitHub(async (github) => {
    await attempt(github);
    await later(github, "/orchestrate deploy stage=staging", 2);
    await later(github, "/orchestrate release-notes since=v2", 3);
    github.setRun(firstRun, { status: "completed", conclusion: "success" });
    const { decision } = await later(github, "/orchestrate cancel release-notes", 4);
    assert.equal(resultsOf(decision), ["cancelled cancelled"]);
    assert.equal(cancels(github), [`POST /repos/${repository}/actions/runs/${firstRun + 2}/cancel`]);
  }),
);

cancel("where nothing is under way: refused", () =>
  withGitHub(async (github) => {
    await attempt(github);
    github.setRun(firstRun, { status: "completed", conclusion: "success" });
    const { dispatch, decision } = await later(github, "/orchestrate cancel release-notes");
    assert.is(dispatch?.code, 1);
    assert.equal(resultsOf(decision), ["refused nothing-to-cancel"]);
    assert.equal(
      [decision.reason, decision.hint],
      [
        'No run of "release-notes" that a command on this issue has started is under way.',
        "/orchestrate status shows what was started here.",
      ],
    );
    assert.equal(cancels(github), []);
    assert.equal(reactionsOn(github, 492_700_402), ["eyes", "confused"]);
  }),
);

cancel("does not touch a run that a comment names and whose title does not carry the id", () =>
  withGitHub(async (github) => {
    await attempt(github, { event: createCommentEvent({ ...people.triager, body: plainBody, issueNumber: 2 }) });
    forge(github, { run: firstRun, id: "rc-1-0123456789" });
    const { decision } = await later(github, "/orchestrate cancel release-notes");
    assert.equal(resultsOf(decision), ["refused nothing-to-cancel"]);
    assert.equal(cancels(github), []);
  }),
);

for (const [what, forged] of [
  ["in a repository that is not the task's", { repository: "Codertocat/north", id: "sync" }],
  ["of another workflow, by a word of its title", { id: "deploy" }],
  ["of another workflow, by its own id", {}],
] as const) {
  cancel(`does not touch a run ${what}, which somebody has written into a status comment`, () =>
    withGitHub(async (github) => {
      await later(github, "/orchestrate sync topic=docs", 2);
      await later(github, "/orchestrate deploy stage=staging", 3);
      const victim = github.runs.find(
        (run) => run.repository === ("repository" in forged ? forged.repository : repository),
      );
      forge(github, { run: victim?.id ?? 0, id: victim?.inputs.correlation_id ?? "", ...forged });
      const { decision } = await later(github, "/orchestrate cancel release-notes", 4);
      assert.equal(resultsOf(decision), ["refused nothing-to-cancel"]);
      assert.equal(cancels(github), []);
    }),
  );
}

cancel("does not read comments of other accounts", () =>
  withGitHub(async (github) => {
    await attempt(github);
    const [own] = github.comments;
    const copy = { repository, issue: 3, body: own?.body ?? "" };
    github.addComment({ ...copy, author: { login: "mallory", id: 666, type: "User" } });
    const event = createCommentEvent({
      ...people.triager,
      body: "/orchestrate cancel release-notes",
      commentId: 5,
      issueNumber: 3,
    });
    const { decision } = await attempt(github, { event, runId: "44" });
    assert.equal(resultsOf(decision), ["refused nothing-to-cancel"]);
    assert.equal(cancels(github), []);
  }),
);

cancel("a run that ends in between counts as finished", () =>
  withGitHub(async (github) => {
    await attempt(github);
    github.inject(cancelRoute, { kind: "answer", status: 409, body: { message: "Cannot cancel" } });
    const { decision } = await later(github, "/orchestrate cancel release-notes");
    assert.equal(resultsOf(decision), ["refused nothing-to-cancel"]);
    assert.equal(decision.commands[0].answer, [`release-notes ${repository} run ${firstRun}: finished before`]);
  }),
);

for (const [name, route, says] of [
  ["cannot be cancelled", cancelRoute, `run ${firstRun + 1}: "GitHub answered 403 to POST `],
  ["cannot be asked for", getRunRoute, `run ${firstRun + 1}: unknown, "GitHub answered 403 to GET `],
] as const) {
  cancel(`a run that ${name}: refused, and the others are cancelled`, () =>
    withGitHub(async (github) => {
      await attempt(github);
      await later(github, "/orchestrate release-notes since=v2", 2);
      github.inject(route, forbidden);
      const { dispatch, decision } = await later(github, "/orchestrate cancel release-notes", 3);
      assert.is(dispatch?.code, 1);
      assert.equal(resultsOf(decision), ["refused cancel-failed"]);
      assert.is(decision.reason, "1 of the runs could not be asked for or cancelled; 1 were.");
      const [first, second] = decision.commands[0].answer;
      assert.match(first, says);
      assert.is(second, `release-notes ${repository} run ${firstRun}: cancel requested`);
    }),
  );
}

cancel("an outsider cancels nothing", () =>
  withGitHub(async (github) => {
    await attempt(github);
    const { decision } = await later(github, "/orchestrate cancel release-notes", 2, people.outsider);
    assert.equal(resultsOf(decision), ["denied not-admitted"]);
    assert.equal(cancels(github), []);
  }),
);

cancel("of a task for whose rule one does not stand cancels nothing", () =>
  withGitHub(async (github) => {
    const { decision } = await later(github, "/orchestrate cancel publish");
    assert.is(decision.result, "denied");
    assert.equal(cancels(github), []);
  }),
);

cancel("finds the run of a command in its own comment by the id in its title", () =>
  withGitHub(async (github) => {
    const { decision } = await attempt(github, { body: `${plainBody}\n/orchestrate cancel release-notes` });
    assert.equal(resultsOf(decision), ["dispatched dispatched", "cancelled cancelled"]);
    assert.equal(cancels(github), [`POST /repos/${repository}/actions/runs/${firstRun}/cancel`]);
  }),
);

cancel("finds a run that GitHub did not name when it started it", () =>
  withGitHub(
    async (github) => {
      github.inject(dispatchRoute, { kind: "answer", status: 502, body: "<html>", carriedOut: true });
      await attempt(github);
      const { decision } = await later(github, "/orchestrate cancel release-notes");
      assert.equal(resultsOf(decision), ["cancelled cancelled"]);
    },
    { ghesVersion: "3.20" },
  ),
);

cancel.run();

/** A status comment under our own account that names a run, as whatever else writes as that account could leave it. */
function forge(
  github: EmbeddedGitHub,
  {
    run,
    id,
    repository: named = repository,
  }: { readonly run: number; readonly id: string; readonly repository?: string },
): void {
  const url = `${github.url}/${repository}/actions/runs/${run}`;
  const marker = {
    id,
    run: "7",
    run_url: "https://github.com/x",
    at: "2026-11-22T15:00:00.000Z",
    text: "x",
    task: "release-notes",
    result: "dispatched",
    reason_code: "dispatched",
    reason: "x",
    hint: null,
    targets: [{ repository: named, result: "dispatched", run: { id: String(run), url }, progress: null }],
  };
  const body = `<!-- orchestrator:v1 ${JSON.stringify(marker)} -->\nx`;
  github.addComment({ repository, issue: 1, author: defaultAccount, body });
}
