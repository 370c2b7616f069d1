import type { Reaction } from "@yardmaster/github";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bot, repository, withGitHub } from "./embedded-scenario.ts";

const listRoute = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
const createRoute = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const updateRoute = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
const reactionRoute = "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions";
const since = new Date("2026-11-22T15:06:00.500Z");
const now = () => new Date("2026-11-22T15:06:30Z");
const firstId = 3_000_000_001;
const name = "Codertocat/Hello-World";
const hostile = "/orchestrate `x` \u202e <!-- --> ::set-output name=x:: ${{ secrets.X }}\r\n\u0000 é 😀";

/** As GitHub prints it, with what this package reads. */
function printed(id: number) {
  const user = { login: "eve", id: 66, type: "User" };
  return { id, user, body: `comment ${id}`, html_url: `https://x.test/${name}/issues/1#issuecomment-${id}` };
}

const answer = (status: number, body: unknown) => ({ kind: "answer", status, body }) as const;
const comments = suite("comments of an issue");

comments("are written, read and changed as they are", () =>
  withGitHub(
    async ({ gitHub, server }) => {
      const htmlUrl = `${server.url}/${name}/issues/1#issuecomment-${firstId}`;
      const comment = { id: firstId, author: bot, body: hostile, htmlUrl };
      assert.equal(await gitHub.createComment(repository, 1, hostile), { ok: true, value: comment });
      assert.equal(await gitHub.issueComments(repository, 1, since), { ok: true, value: [comment] });
      const changed = { ok: true, value: { ...comment, body: "done" } };
      assert.equal(await gitHub.updateComment(repository, firstId, "done"), changed);
      assert.equal(
        server.requests.map(({ method, path, body }) => [method, path, body]),
        [
          ["POST", `/repos/${name}/issues/1/comments`, { body: hostile }],
          ["GET", `/repos/${name}/issues/1/comments?since=2026-11-22T15%3A06%3A00Z&per_page=100&page=1`, undefined],
          ["PATCH", `/repos/${name}/issues/comments/${firstId}`, { body: "done" }],
        ],
      );
    },
    { server: { now } },
  ),
);

comments("have all pages, the oldest first", () =>
  withGitHub(
    async ({ gitHub, server }) => {
      for (let index = 0; index < 250; index++) {
        server.addComment({ repository: name, issue: index % 2, author: bot, body: `${index}` });
      }
      for (let index = 0; index < 75; index++) {
        server.addComment({ repository: name, issue: 1, author: bot, body: `x${index}` });
      }
      const all = await gitHub.issueComments(repository, 1, since);
      assert.equal(all.ok && all.value.length, 200);
      assert.equal(all.ok && all.value.slice(123, 127).map(({ body }) => body), ["247", "249", "x0", "x1"]);
      assert.is(server.requests.length, 3);
    },
    { server: { now } },
  ),
);

comments("may be 3,000; more are an error, never a part", () =>
  withGitHub(
    async ({ gitHub, server }) => {
      for (let index = 0; index < 3000; index++) {
        server.addComment({ repository: name, issue: 1, author: bot, body: `${index}` });
      }
      const all = await gitHub.issueComments(repository, 1, since);
      assert.is(all.ok && all.value.length, 3000);
      server.addComment({ repository: name, issue: 1, author: bot, body: "one more" });
      assert.equal(await gitHub.issueComments(repository, 1, since), {
        ok: false,
        error: {
          kind: "unexpected",
          message: `${name}#1 has more than 3000 comments since 2026-11-22T15:06:00Z.`,
          carriedOut: "no",
        },
      });
    },
    { server: { now } },
  ),
);

comments("of a deleted account are the ghost's", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(listRoute, answer(200, [{ ...printed(1), user: null }]));
    const all = await gitHub.issueComments(repository, 1, since);
    assert.equal(all.ok && all.value[0]?.author, { login: "ghost", id: 10_137, type: "User" });
  }),
);

for (const [what, change] of [
  ["no author", { user: undefined }],
  ["an author without id", { user: { login: "eve", type: "User" } }],
  ["an author without type", { user: { login: "eve", id: 66 } }],
  ["no body", { body: null }],
  ["an id as text", { id: "1" }],
  ["a link that is none", { html_url: "javascript:alert(1)" }],
] as const) {
  comments(`with ${what} are unexpected`, () =>
    withGitHub(async ({ gitHub, server }) => {
      const body = { ...printed(1), ...change };
      server.inject(listRoute, answer(200, [printed(2), body]));
      server.inject(createRoute, answer(201, body));
      server.inject(updateRoute, answer(200, body));
      const said = (form: string) => ({
        ok: false,
        error: {
          kind: "unexpected",
          message: `GitHub's answer does not have the form of ${form}.`,
          carriedOut: "unknown",
        },
      });
      assert.equal(await gitHub.issueComments(repository, 1, since), said("a list of comments"));
      assert.equal(await gitHub.createComment(repository, 1, "x"), said("the comment"));
      assert.equal(await gitHub.updateComment(repository, 1, "x"), said("the comment"));
      assert.is(server.requests.length, 3);
    }),
  );
}

comments("that are no list are unexpected", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(listRoute, answer(200, { 0: printed(1) }));
    const all = await gitHub.issueComments(repository, 1, since);
    assert.is(all.ok ? "" : all.error.message, "GitHub's answer does not have the form of a list of comments.");
  }),
);

comments("an answer about another comment is unexpected", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.inject(updateRoute, answer(200, printed(2)));
    const result = await gitHub.updateComment(repository, 1, "x");
    assert.is(result.ok ? "ok" : result.error.kind, "unexpected");
  }),
);

comments("are created once, whatever comes back", () =>
  withGitHub(async ({ gitHub, server, waits }) => {
    server.inject(
      createRoute,
      { kind: "reset", when: "before-answer", carriedOut: true },
      { kind: "answer", status: 502 },
      answer(200, printed(1)),
    );
    for (const kind of ["network", "server", "unexpected"]) {
      const result = await gitHub.createComment(repository, 1, "x");
      assert.equal(result.ok ? [] : [result.error.kind, result.error.carriedOut], [kind, "unknown"]);
    }
    assert.is(server.requests.length, 3);
    assert.is(server.comments.length, 1);
    assert.equal(waits, []);
  }),
);

comments("are changed again when the answer is lost", () =>
  withGitHub(async ({ gitHub, server, waits }) => {
    await gitHub.createComment(repository, 1, "x");
    server.inject(
      updateRoute,
      { kind: "reset", when: "within-body", carriedOut: true },
      { kind: "answer", status: 502 },
    );
    assert.is((await gitHub.updateComment(repository, firstId, "y")).ok, true);
    assert.equal(waits, [1, 2]);
    assert.is(server.comments[0]?.body, "y");
  }),
);

comments("a refusal after a lost answer does not say that nothing was done", () =>
  withGitHub(async ({ gitHub, server }) => {
    await gitHub.createComment(repository, 1, "x");
    server.inject(
      updateRoute,
      { kind: "reset", when: "before-answer", carriedOut: true },
      answer(404, { message: "No" }),
    );
    const result = await gitHub.updateComment(repository, firstId, "y");
    assert.equal(result.ok ? [] : [result.error.kind, result.error.carriedOut], ["not-found", "unknown"]);
    assert.is(server.comments[0]?.body, "y");
  }),
);

comments("that GitHub refuses are refused", () =>
  withGitHub(async ({ gitHub, server }) => {
    const author = { login: "eve", id: 66, type: "User" } as const;
    const { id } = server.addComment({ repository: name, issue: 1, author, body: "x" });
    const kinds = [
      await gitHub.createComment(repository, 1, "x".repeat(65_537)),
      await gitHub.createComment(repository, 1, " "),
      await gitHub.updateComment(repository, id, "mine"),
      await gitHub.updateComment(repository, 5, "nobody's"),
    ].map((result) => (result.ok ? "ok" : `${result.error.kind} ${result.error.carriedOut}`));
    assert.equal(kinds, ["invalid no", "invalid no", "forbidden no", "not-found no"]);
    assert.is((await gitHub.createComment(repository, 1, "😀".repeat(65_536))).ok, true);
  }),
);

comments.run();

const reactions = suite("reactions");

reactions("are new once, and name the account", () =>
  withGitHub(async ({ gitHub, server }) => {
    assert.equal(await gitHub.react(repository, 5, "eyes"), { ok: true, value: { created: true, account: bot } });
    assert.equal(await gitHub.react(repository, 5, "eyes"), { ok: true, value: { created: false, account: bot } });
    assert.equal(await gitHub.react(repository, 5, "rocket"), { ok: true, value: { created: true, account: bot } });
    assert.equal(
      server.reactions.map(({ commentId, content, account }) => [commentId, content, account.login]),
      [
        [5, "eyes", "releasecopilot"],
        [5, "rocket", "releasecopilot"],
      ],
    );
    const { method, path, body } = server.requests[0] ?? {};
    assert.equal([method, path, body], ["POST", `/repos/${name}/issues/comments/5/reactions`, { content: "eyes" }]);
  }),
);

reactions("that were left while the answer was lost are not new", () =>
  withGitHub(async ({ gitHub, server, waits }) => {
    server.inject(reactionRoute, { kind: "reset", when: "before-answer", carriedOut: true });
    assert.equal(await gitHub.react(repository, 5, "eyes"), { ok: true, value: { created: false, account: bot } });
    assert.equal(waits, [1]);
  }),
);

reactions("on a comment that was deleted are not-found", () =>
  withGitHub(async ({ gitHub, server }) => {
    server.deleteComment(5);
    const result = await gitHub.react(repository, 5, "eyes");
    assert.is(result.ok ? "ok" : result.error.kind, "not-found");
    const unknown = await gitHub.react(repository, 6, "thumbsup" as Reaction);
    assert.is(unknown.ok ? "ok" : unknown.error.kind, "invalid");
  }),
);

for (const [what, body] of [
  ["no account", { content: "eyes", user: null }],
  ["another reaction", { content: "rocket", user: { login: "x", id: 1, type: "User" } }],
  ["no JSON", "<html>"],
] as const) {
  reactions(`an answer with ${what} is unexpected`, () =>
    withGitHub(async ({ gitHub, server }) => {
      server.inject(reactionRoute, answer(201, body));
      assert.equal(await gitHub.react(repository, 5, "eyes"), {
        ok: false,
        error: {
          kind: "unexpected",
          message: "GitHub's answer does not have the form of the reaction eyes.",
          carriedOut: "unknown",
        },
      });
    }),
  );
}

reactions.run();

const pulls = suite("pull requests");
const pullRoute = "GET /repos/{owner}/{repo}/pulls/{pull_number}";

pulls("have a head, of this repository, of a fork, or of one that is gone", () =>
  withGitHub(async ({ gitHub, server }) => {
    const open = { number: 7, isOpen: true, headSha: "a".repeat(40), headRepository: name, baseRepository: name };
    assert.equal(await gitHub.pullRequest(repository, 7), { ok: true, value: open });
    const fork = { number: 8, isOpen: false, headSha: "b".repeat(40), headRepository: "mallory/Hello-World" };
    assert.equal(await gitHub.pullRequest(repository, 8), { ok: true, value: { ...fork, baseRepository: name } });
    const gone = { number: 9, isOpen: true, headSha: "c".repeat(40), headRepository: undefined };
    assert.equal(await gitHub.pullRequest(repository, 9), { ok: true, value: { ...gone, baseRepository: name } });
    const absent = await gitHub.pullRequest(repository, 1);
    assert.is(absent.ok ? "ok" : absent.error.kind, "not-found");
    assert.is(server.requests[0]?.path, `/repos/${name}/pulls/7`);
    server.setPullRequest(name, { number: 7, headSha: "d".repeat(40) });
    const moved = await gitHub.pullRequest(repository, 7);
    assert.is(moved.ok && moved.value.headSha, "d".repeat(40));
  }),
);

const repo = { full_name: name };
const pull = { number: 7, state: "open", head: { sha: "a".repeat(40), repo }, base: { repo } };
for (const [what, body] of [
  ["another number", { ...pull, number: 8 }],
  ["another state", { ...pull, state: "draft" }],
  ["a head that is a name", { ...pull, head: { sha: "main", repo } }],
  ["a head without its repository", { ...pull, head: { sha: "a".repeat(40) } }],
  ["a head repository that is none", { ...pull, head: { sha: "a".repeat(40), repo: { full_name: "a/b/c" } } }],
  ["no base", { ...pull, base: null }],
  ["null", "null"],
] as const) {
  pulls(`with ${what} are unexpected`, () =>
    withGitHub(async ({ gitHub, server }) => {
      server.inject(pullRoute, answer(200, body));
      assert.equal(await gitHub.pullRequest(repository, 7), {
        ok: false,
        error: {
          kind: "unexpected",
          message: "GitHub's answer does not have the form of pull request 7.",
          carriedOut: "unknown",
        },
      });
    }),
  );
}

pulls.run();
