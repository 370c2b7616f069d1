import { createRepositoryReads, type RepositoryReads } from "@yardmaster/github";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedGitHub, startEmbeddedGitHub } from "../helpers/embedded-github/index.ts";

interface Context {
  server: EmbeddedGitHub;
  reads: RepositoryReads;
}

const repository = { owner: "o", repo: "r" };
const sha = "1".repeat(40);
const tags = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`v1.0.${index}`, sha]));
const many = Object.fromEntries(Array.from({ length: 3001 }, (_, index) => [`v1.0.${index}`, sha]));

const test = suite<Context>("reads of a repository");
test.before.each(async (context) => {
  const usual = { owner: "o", defaultBranch: "main", collaborators: [], workflows: {} };
  const commits = { [sha]: { committedAt: "2026-01-02T03:04:05Z", files: { "a b/ü.yml": "text ü\n" } } };
  context.server = await startEmbeddedGitHub({
    tokens: [{ value: "t", label: "t", permissions: { contents: "read" } }],
    repositories: [
      {
        ...usual,
        name: "r",
        content: {
          tags,
          branches: { "release/v1": sha },
          releases: { "v1.0.0": "2026-01-03T00:00:00Z", draft: null },
          commits,
        },
      },
      { ...usual, name: "many", content: { tags: many, commits } },
    ],
  });
  context.reads = createRepositoryReads({
    ...{ token: "t", apiUrl: context.server.url, userAgent: "test", timeoutMilliseconds: 20_000, wait: async () => {} },
  });
});
test.after.each(({ server }) => server.close());

test("lists all pages of tags", async ({ reads, server }) => {
  const result = await reads.tags(repository);
  assert.equal(result, { ok: true, value: Object.keys(tags).map((name) => ({ name, sha })) });
  assert.equal(
    server.requests.map(({ path }) => path),
    [1, 2, 3].map((page) => `/repos/o/r/tags?per_page=100&page=${page}`),
  );
});
test("never takes a part of the tags for all of them", async ({ reads }) => {
  assert.equal(await reads.tags({ owner: "o", repo: "many" }), {
    ok: false,
    error: { kind: "unexpected", message: "o/many has more than 3000 tags.", carriedOut: "no" },
  });
});
test("reads branches, dates and files, with slashes and blanks in their names", async ({ reads }) => {
  assert.equal(await reads.branchCommit(repository, "release/v1"), { ok: true, value: sha });
  assert.equal(await reads.committedAt(repository, sha), { ok: true, value: new Date("2026-01-02T03:04:05Z") });
  assert.equal(await reads.publishedAt(repository, "v1.0.0"), { ok: true, value: new Date("2026-01-03T00:00:00Z") });
  const file = await reads.file(repository, sha, "a b/ü.yml");
  assert.is(file.ok && new TextDecoder().decode(file.value), "text ü\n");
});
test("what is not there is undefined; a repository that is not there is an error", async ({ reads }) => {
  const nothing = { ok: true, value: undefined };
  assert.equal(await reads.branchCommit(repository, "main"), nothing);
  assert.equal(await reads.committedAt(repository, "2".repeat(40)), nothing);
  assert.equal(await reads.publishedAt(repository, "v9"), nothing);
  assert.equal(await reads.publishedAt(repository, "draft"), nothing);
  assert.equal(await reads.file(repository, sha, "action.yml"), nothing);
  const absent = await reads.tags({ owner: "o", repo: "absent" });
  assert.is(absent.ok ? "found" : absent.error.kind, "not-found");
  const odd = await reads.tags({ owner: "o", repo: ".." });
  assert.is(odd.ok ? "sent" : odd.error.kind, "invalid");
});
for (const [route, body, read, what] of [
  ["GET /repos/{owner}/{repo}/tags", {}, (r: RepositoryReads) => r.tags(repository), "a list of tags"],
  ["GET /repos/{owner}/{repo}/tags", [{ name: 1 }], (r: RepositoryReads) => r.tags(repository), "a list of tags"],
  [
    "GET /repos/{owner}/{repo}/tags",
    [{ name: "v1", commit: { sha: "main" } }],
    (r: RepositoryReads) => r.tags(repository),
    "a list of tags",
  ],
  [
    "GET /repos/{owner}/{repo}/git/ref/heads/{branch}",
    { ref: "refs/heads/other", object: { sha } },
    (r: RepositoryReads) => r.branchCommit(repository, "main"),
    "a branch",
  ],
  [
    "GET /repos/{owner}/{repo}/git/commits/{sha}",
    { sha: "2".repeat(40), committer: { date: "2026-01-01T00:00:00Z" } },
    (r: RepositoryReads) => r.committedAt(repository, sha),
    "a commit",
  ],
  [
    "GET /repos/{owner}/{repo}/git/commits/{sha}",
    { sha, committer: { date: "soon" } },
    (r: RepositoryReads) => r.committedAt(repository, sha),
    "a commit",
  ],
  [
    "GET /repos/{owner}/{repo}/releases/tags/{tag}",
    {},
    (r: RepositoryReads) => r.publishedAt(repository, "v1"),
    "a release",
  ],
  [
    "GET /repos/{owner}/{repo}/contents/{path}",
    [{ type: "file" }],
    (r: RepositoryReads) => r.file(repository, sha, "x"),
    "the file x",
  ],
  [
    "GET /repos/{owner}/{repo}/contents/{path}",
    { type: "symlink", encoding: "base64", content: "" },
    (r: RepositoryReads) => r.file(repository, sha, "x"),
    "the file x",
  ],
] as const) {
  test(`${JSON.stringify(body)} is not ${what}`, async ({ reads, server }) => {
    server.inject(route, { kind: "answer", status: 200, body });
    assert.equal(await read(reads), {
      ok: false,
      error: {
        kind: "unexpected",
        message: `GitHub's answer does not have the form of ${what}.`,
        carriedOut: "unknown",
      },
    });
  });
}
test.run();
