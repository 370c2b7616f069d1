import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedGitHub, type Fault, held } from "../helpers/embedded-github/index.ts";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import { headSha, listCommentsRoute, people, pullRequestRoute } from "../helpers/orchestrator-github.ts";
import { attempt, requestsOf, resultsOf, shownComments, withGitHub } from "./dispatch-line.ts";

const body = "/orchestrate preview size=small";
const moved = "b".repeat(40);
const on = (pullRequest: number, text = body) => createCommentEvent({ ...people.triager, body: text, pullRequest });
const asked = (github: EmbeddedGitHub): number =>
  requestsOf(github).filter((request) => request.startsWith("GET") && /\/pulls\/\d+$/.test(request)).length;

const head = suite("head of a pull request");

head("is bound by the gate, compared again, and sent", () =>
  withGitHub(async (github) => {
    const { outputs, decision } = await attempt(github, { event: on(7) });
    assert.equal(resultsOf(decision), ["dispatched dispatched"]);
    const [verdict] = JSON.parse(outputs.verdicts ?? "").verdicts;
    assert.equal(verdict.head, { number: 7, sha: headSha });
    const [{ id }] = decision.commands;
    assert.equal(github.runs[0]?.inputs, { size: "small", sha: headSha, correlation_id: id });
    assert.is(asked(github), 2);
    const order = requestsOf(github);
    const sent = order.findIndex((request) => request.endsWith("/dispatches"));
    assert.match(order[sent - 1] ?? "", "/pulls/7");
    assert.equal([decision.event.issue, decision.event.is_pull_request], [7, true]);
  }),
);

head("that moves after the gate is not sent", () =>
  withGitHub(async (github) => {
    const looking = held();
    github.inject(listCommentsRoute, looking.fault);
    const running = attempt(github, { event: on(7) });
    await looking.carriedOut;
    github.setPullRequest("Codertocat/Hello-World", { number: 7, headSha: moved });
    looking.release();
    const { dispatch, decision } = await running;
    assert.is(dispatch?.code, 1);
    assert.equal(resultsOf(decision), ["refused head-moved"]);
    assert.equal(
      [decision.reason, decision.hint],
      [
        `The head of pull request 7 was ${headSha} when the command was checked, and is ${moved} now.`,
        "Look at the new commits, and give the command again.",
      ],
    );
    assert.is(decision.commands[0].targets[0].sent, 0);
    assert.is(github.runs.length, 0);
  }),
);

head("that moves back and forth between two sends is looked at before each", () =>
  withGitHub(async (github) => {
    github.inject("POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches", {
      kind: "answer",
      status: 502,
      body: "<html>",
    });
    const { decision } = await attempt(github, { event: on(7) });
    assert.equal([resultsOf(decision), decision.commands[0].targets[0].sent], [["dispatched dispatched"], 2]);
    assert.is(asked(github), 3);
  }),
);

const denials: readonly (readonly [string, Parameters<typeof attempt>[1], string, string])[] = [
  ["of a fork", { event: on(8) }, "head-of-fork", 'The head of pull request 8 is in the fork "somebody/Hello-World".'],
  ["of a closed pull request", { event: on(9) }, "pull-request-closed", "Pull request 9 is closed."],
  [
    "of a pull request that is not there",
    { event: on(10) },
    "pull-request-unknown",
    'The head of pull request 10 is unknown: "GitHub answered 404 to GET /repos/Codertocat/Hello-World/pulls/10: Not Found".',
  ],
  [
    "on an issue",
    { body },
    "needs-pull-request",
    'The task "preview" takes the head of a pull request, and the command stands on none.',
  ],
  [
    "of a manual run",
    { event: createManualEvent({ ...people.triager, inputs: { command: "preview" } }) },
    "needs-pull-request",
    'The task "preview" takes the head of a pull request, and the command stands on none.',
  ],
];
for (const [name, line, reason, message] of denials) {
  head(`${name}: denied by the gate, and nothing is sent`, () =>
    withGitHub(async (github) => {
      const { gate, dispatch, decision } = await attempt(github, line);
      assert.equal([gate.code, dispatch], [1, undefined]);
      assert.equal(resultsOf(decision), [`denied ${reason}`]);
      assert.is(decision.reason, message);
      assert.is(github.runs.length, 0);
    }),
  );
}

head("that cannot be read before it is used is not sent", () =>
  withGitHub(async (github) => {
    const forbidden: Fault = { kind: "answer", status: 403, body: { message: "No" } };
    github.inject(pullRequestRoute, { kind: "slow" }, forbidden);
    const { decision } = await attempt(github, { event: on(7) });
    assert.equal(resultsOf(decision), ["refused pull-request-unknown"]);
    assert.is(github.runs.length, 0);
  }),
);

for (const [name, change, reason] of [
  ["was closed", { number: 7, headSha, state: "closed" }, "pull-request-closed"],
  ["was taken over by a fork", { number: 7, headSha, headRepository: "somebody/Hello-World" }, "head-of-fork"],
  ["whose fork was deleted", { number: 7, headSha, headRepository: null }, "head-of-fork"],
] as const) {
  head(`that ${name} after the gate is not sent`, () =>
    withGitHub(async (github) => {
      const looking = held();
      github.inject(listCommentsRoute, looking.fault);
      const running = attempt(github, { event: on(7) });
      await looking.carriedOut;
      github.setPullRequest("Codertocat/Hello-World", change);
      looking.release();
      const { decision } = await running;
      assert.equal(resultsOf(decision), [`refused ${reason}`]);
      assert.is(github.runs.length, 0);
    }),
  );
}

head("is not asked for by people who may not, nor by tasks that take none", () =>
  withGitHub(async (github) => {
    await attempt(github, { event: createCommentEvent({ ...people.outsider, body, pullRequest: 7 }) });
    assert.match(shownComments(github)[0] ?? "", "`not-admitted`");
    await attempt(github, { event: on(7, "/orchestrate release-notes since=v1") });
    assert.is(asked(github), 0);
    assert.is(github.runs.length, 1);
  }),
);

head("is asked for once by the gate, whatever number of commands takes it", () =>
  withGitHub(async (github) => {
    const text = `${body}\n/orchestrate preview size=large`;
    const { decision } = await attempt(github, { event: on(7, text) });
    assert.equal(resultsOf(decision), ["dispatched dispatched", "dispatched dispatched"]);
    assert.is(asked(github), 3);
  }),
);

head("cannot be given by the comment", () =>
  withGitHub(async (github) => {
    const { decision } = await attempt(github, { event: on(7, `/orchestrate preview sha=${moved}`) });
    assert.equal(resultsOf(decision), ["refused unknown-key"]);
    assert.is(github.runs.length, 0);
  }),
);

head.run();
