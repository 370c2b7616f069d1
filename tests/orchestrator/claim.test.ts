import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { EmbeddedGitHub, Fault, RecordedRequest } from "../helpers/embedded-github/index.ts";
import { defaultAccount, meeting } from "../helpers/embedded-github/index.ts";
import {
  createCommentRoute,
  dispatchRoute,
  jobToken,
  listCommentsRoute,
  reactionRoute,
  updateCommentRoute,
} from "../helpers/orchestrator-github.ts";
import { attempt, plainBody, reactionsOn, requestsOf, resultsOf, withGitHub } from "./dispatch-line.ts";

const id = "rc-492700400-758b67a1fd";
const repository = "Codertocat/Hello-World";

interface Marker {
  readonly run?: string;
  readonly id?: string;
  readonly result?: string;
  readonly target?: string;
  readonly runOfTarget?: { readonly id: string; readonly url: string } | null;
}

function marker({
  run = "7",
  id: of = id,
  result = "sending",
  target = result,
  runOfTarget = null,
}: Marker = {}): string {
  const status = {
    id: of,
    run,
    run_url: `https://github.com/${repository}/actions/runs/${run}`,
    at: "2026-11-22T15:00:00.000Z",
    text: plainBody,
    task: "release-notes",
    result,
    reason_code: "x",
    reason: "x",
    hint: null,
    targets: [{ repository, result: target, run: runOfTarget, progress: null }],
  };
  return `<!-- orchestrator:v1 ${JSON.stringify(status)} -->\nx`;
}

function leave(github: EmbeddedGitHub, body: string, author = defaultAccount) {
  return github.addComment({ repository, issue: 1, author, body });
}

/** The account's own rocket, as another run has left it. */
async function leaveRocket(github: EmbeddedGitHub): Promise<void> {
  const answer = await fetch(`${github.url}/repos/${repository}/issues/comments/492700400/reactions`, {
    method: "POST",
    headers: { authorization: `Bearer ${jobToken}` },
    body: JSON.stringify({ content: "rocket" }),
  });
  assert.is(answer.status, 201);
}

/** Of a comment that was sent. */
function textOf(request: RecordedRequest | undefined): string {
  const { body } = (request?.body ?? {}) as { readonly body?: unknown };
  return String(body);
}

function dispatches(github: EmbeddedGitHub): number {
  return requestsOf(github).filter((request) => request.endsWith("/dispatches")).length;
}

const claims = suite("claim");

claims("fresh: a status comment that names the run stands before anything is sent", () =>
  withGitHub(async (github) => {
    const { decision } = await attempt(github);
    assert.equal(resultsOf(decision), ["dispatched dispatched"]);
    const requests = github.requests.map(({ method, path }) => `${method} ${path.split("?")[0]?.split("/").at(-1)}`);
    assert.equal(requests.slice(2), [
      "POST reactions",
      "GET comments",
      "POST comments",
      "POST reactions",
      "POST dispatches",
      "PATCH 3000000001",
      "POST reactions",
    ]);
    const [written] = github.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/comments"));
    const [first = ""] = textOf(written).split("\n");
    const status = JSON.parse(first.slice("<!-- orchestrator:v1 ".length, -" -->".length));
    assert.equal(
      [status.id, status.run, status.result, status.targets],
      [id, "42", "sending", [{ repository, result: "sending", run: null, progress: null }]],
    );
    assert.equal(reactionsOn(github), ["eyes", "rocket", "+1"]);
  }),
);

claims("resumed: the next attempt of the run takes up its own comment", () =>
  withGitHub(async (github) => {
    leave(github, marker({ run: "42" }));
    const { decision } = await attempt(github, { attempt: 2 });
    assert.equal(resultsOf(decision), ["dispatched dispatched"]);
    assert.is(github.comments.length, 1);
    assert.is(decision.ended.utc, "2026-11-22T15:07:00Z", "after a minute of looking");
  }),
);

for (const result of ["sending", "unknown", "refused", "not-sent", "dispatched"]) {
  claims(`held by another run, whose result is ${result}: nothing is sent, nothing written`, () =>
    withGitHub(async (github) => {
      leave(github, marker({ result }));
      const { dispatch, decision } = await attempt(github);
      assert.is(dispatch?.code, 1);
      assert.equal(resultsOf(decision), ["held held-by-other-run"]);
      assert.equal(
        [decision.reason, decision.hint],
        [
          `Run "7" has taken this command for "release-notes.yml" in "${repository}", and no run of it is there yet.`,
          "Look at that run. If it has failed, run all of its jobs again, or write a new comment.",
        ],
      );
      assert.equal([github.comments.length, github.runs.length], [1, 0]);
      assert.equal(reactionsOn(github), ["eyes", "confused"]);
    }),
  );
}

claims("another run that stood back holds nothing", () =>
  withGitHub(async (github) => {
    leave(github, marker({ result: "held", target: "held" }));
    const { decision } = await attempt(github);
    assert.equal(resultsOf(decision), ["dispatched dispatched"]);
    assert.is(github.runs.length, 1);
  }),
);

claims("the rocket was there, and no other run: it was this run's own, whose answer was lost", () =>
  withGitHub(async (github) => {
    await leaveRocket(github);
    const { decision } = await attempt(github);
    assert.equal(resultsOf(decision), ["dispatched dispatched"]);
  }),
);

claims("the rocket was there, and another run has written in the meantime: this one stands back, and says so", () =>
  withGitHub(async (github) => {
    await leaveRocket(github);
    github.inject(listCommentsRoute, { kind: "answer", status: 200, body: [] });
    leave(github, marker());
    const { dispatch, decision } = await attempt(github);
    assert.is(dispatch?.code, 1);
    assert.equal(resultsOf(decision), ["held held-by-other-run"]);
    assert.is(dispatches(github), 0);
    assert.is(github.comments.length, 2);
    assert.match(github.comments[1]?.body ?? "", /\n`\/orchestrate release-notes since=v1\.2\.0`: \*\*held\*\*\n/);
  }),
);

claims("two runs that both found the rocket: neither sends, and whoever tries again does", () =>
  withGitHub(async (github) => {
    await leaveRocket(github);
    github.inject(listCommentsRoute, ...meeting(2));
    github.inject(createCommentRoute, ...meeting(2));
    const both = await Promise.all(["42", "43"].map((runId) => attempt(github, { runId })));
    assert.equal(
      both.map(({ decision }) => resultsOf(decision)),
      [["held held-by-other-run"], ["held held-by-other-run"]],
    );
    assert.is(github.runs.length, 0);
    const again = await attempt(github, { runId: "43", attempt: 2 });
    assert.equal(resultsOf(again.decision), ["dispatched dispatched"]);
    const other = await attempt(github, { runId: "42", attempt: 2 });
    assert.equal(resultsOf(other.decision), ["dispatched already-dispatched"]);
    assert.equal([github.runs.length, github.comments.length], [1, 2]);
  }),
);

claims("trying again after it stood back: others see that before anything is sent", () =>
  withGitHub(async (github) => {
    const own = leave(github, marker({ run: "42", result: "held", target: "held" }));
    await attempt(github, { attempt: 2 });
    const requests = requestsOf(github);
    const told = requests.indexOf(`PATCH /repos/${repository}/issues/comments/${own.id}`);
    const sent = requests.findIndex((request) => request.endsWith("/dispatches"));
    assert.ok(told >= 0 && told < sent, requests.join("\n"));
    assert.match(textOf(github.requests[told]), '"result":"sending"');
    assert.is(github.runs.length, 1);
  }),
);

claims.run();

const failures = suite("claim: a request fails, and nothing is sent");
const forbidden: Fault = { kind: "answer", status: 403, body: { message: "No" } };
const lost: Fault = { kind: "reset", when: "before-answer" };

const cases: readonly (readonly [string, (github: EmbeddedGitHub) => unknown])[] = [
  ["the receipt", (github) => github.inject(reactionRoute, forbidden)],
  ["the list of comments", (github) => github.inject(listCommentsRoute, forbidden)],
  ["the status comment", (github) => github.inject(createCommentRoute, forbidden)],
  ["the status comment, twice without an answer", (github) => github.inject(createCommentRoute, lost, lost)],
  [
    "the status comment, without an answer, and the list after it",
    (github) => {
      github.inject(createCommentRoute, lost);
      github.inject(listCommentsRoute, { kind: "slow" }, forbidden);
    },
  ],
  ["the rocket", (github) => github.inject(reactionRoute, { kind: "slow" }, forbidden)],
  [
    "the list after the rocket",
    async (github) => {
      await leaveRocket(github);
      github.inject(listCommentsRoute, { kind: "slow" }, forbidden);
    },
  ],
  [
    "the update of a comment that stood back",
    (github) => {
      leave(github, marker({ run: "42", result: "held", target: "held" }));
      github.inject(updateCommentRoute, forbidden);
    },
  ],
];
for (const [name, prepare] of cases) {
  failures(name, () =>
    withGitHub(async (github) => {
      await prepare(github);
      const { dispatch, decision } = await attempt(github);
      assert.is(dispatch?.code, 1);
      assert.equal(resultsOf(decision), ["not-sent claim-failed"]);
      assert.ok(
        decision.reason.startsWith(
          `The comment could not be claimed, so "release-notes.yml" in "${repository}" was not started: "`,
        ),
        decision.reason,
      );
      assert.is(
        decision.hint,
        'GITHUB_TOKEN needs issues: write and pull-requests: write. Then use "Re-run all jobs".',
      );
      assert.is(dispatches(github), 0);

      const again = await attempt(github, { attempt: 2 });
      assert.equal(resultsOf(again.decision), ["dispatched dispatched"]);
      assert.is(github.runs.length, 1);
    }),
  );
}

failures("a status comment whose answer was lost is found, not written twice", () =>
  withGitHub(async (github) => {
    github.inject(createCommentRoute, { ...lost, carriedOut: true });
    const { decision } = await attempt(github);
    assert.equal(resultsOf(decision), ["dispatched dispatched"]);
    assert.is(github.comments.length, 1);
  }),
);

failures.run();

const forged = suite("claim: comments that are none of ours");

const somebody = { login: "mallory", id: 666, type: "User" } as const;
const bodies: readonly (readonly [string, string, typeof somebody | typeof defaultAccount])[] = [
  ["our marker from another account", marker(), somebody],
  ["a marker that is not in the first line", `x\n${marker()}`, defaultAccount],
  ["a marker that is not JSON", '<!-- orchestrator:v1 {"id": -->\nx', defaultAccount],
  ["a marker without an end", marker().replace(" -->", ""), defaultAccount],
  ["a marker of another shape", `<!-- orchestrator:v1 ${JSON.stringify({ id, run: "7" })} -->`, defaultAccount],
  ["a marker that is null", "<!-- orchestrator:v1 null -->", defaultAccount],
  ["a marker with a result that there is not", marker().replaceAll('"sending"', '"done"'), defaultAccount],
  ["a marker with a broken instant", marker().replace("2026-11-22T15:00:00.000Z", "soon"), defaultAccount],
  ["a marker with a broken run", marker({ runOfTarget: { id: "1e9", url: "https://github.com/x" } }), defaultAccount],
  ["a marker of another command", marker({ id: "rc-492700400-0000000000" }), defaultAccount],
  ["a marker of a later version", marker().replace("orchestrator:v1", "orchestrator:v2"), defaultAccount],
];
for (const [name, body, author] of bodies) {
  forged(`${name}: nobody holds the command`, () =>
    withGitHub(async (github) => {
      leave(github, body, author as typeof defaultAccount);
      const { decision } = await attempt(github);
      assert.equal(resultsOf(decision), ["dispatched dispatched"]);
      assert.equal([github.runs.length, github.comments.length], [1, 2]);
      assert.is(github.comments[0]?.body, body, "left as it is");
    }),
  );
}

forged("a marker of our account that names a run which is not there: nothing is sent, and that is said", () =>
  withGitHub(async (github) => {
    const runOfTarget = { id: "99", url: "https://github.com/x" };
    leave(github, marker({ run: "42", result: "dispatched", runOfTarget }));
    const { decision } = await attempt(github, { attempt: 2 });
    assert.equal(resultsOf(decision), ["unknown record-not-confirmed"]);
    assert.is(dispatches(github), 0);
  }),
);

forged("a dispatch that failed for good is tried anew by the next attempt, in the same comment", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, forbidden);
    const first = await attempt(github);
    assert.equal(resultsOf(first.decision), ["refused dispatch-forbidden"]);
    const again = await attempt(github, { attempt: 2 });
    assert.equal(resultsOf(again.decision), ["dispatched dispatched"]);
    assert.is(again.decision.ended.utc, "2026-11-22T15:06:00Z", "at once");
    assert.equal([github.runs.length, github.comments.length], [1, 1]);
  }),
);

forged.run();
