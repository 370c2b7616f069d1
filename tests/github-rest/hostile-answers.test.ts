import { createGitHub, createRepositoryReads, type GitHub, type RepositoryReads } from "@yardmaster/github";
import * as fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedGitHub, startEmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { repository, state, token } from "./embedded-scenario.ts";

interface Context {
  server: EmbeddedGitHub;
  gitHub: GitHub;
  reads: RepositoryReads;
}

const instant = new Date("2026-11-22T15:06:00Z");
const inputs = { since: "v1" };
const sha = "a".repeat(40);

/** Every method, with names of which the strings are part. */
const methods: readonly ((context: Context, text: string) => Promise<{ readonly ok: boolean }>)[] = [
  ({ gitHub }, login) => gitHub.collaborator(repository, login),
  ({ gitHub }, slug) => gitHub.teamMembership("Octocoders", slug, "mona"),
  ({ gitHub }, repo) => gitHub.pullRequest({ owner: "Codertocat", repo }, 7),
  ({ gitHub }, ref) => gitHub.dispatchWorkflow({ repository, workflow: "release-notes.yml", ref, inputs }),
  ({ gitHub }, workflow) => gitHub.dispatchWorkflow({ repository, workflow, ref: "master", inputs }),
  ({ gitHub }, text) => gitHub.dispatchRepository({ repository, eventType: text, payload: { [text]: text } }),
  ({ gitHub }, workflow) =>
    gitHub.workflowRuns({ repository, workflow, event: "workflow_dispatch", createdSince: instant }),
  ({ gitHub }, owner) => gitHub.workflowRun({ owner, repo: "r" }, 1),
  ({ gitHub }) => gitHub.cancelRun(repository, 1),
  ({ gitHub }) => gitHub.react(repository, 1, "eyes"),
  ({ gitHub }) => gitHub.issueComments(repository, 1, instant),
  ({ gitHub }, body) => gitHub.createComment(repository, 1, body),
  ({ gitHub }, body) => gitHub.updateComment(repository, 1, body),
  ({ reads }) => reads.tags(repository),
  ({ reads }, branch) => reads.branchCommit(repository, branch),
  ({ reads }, path) => reads.file(repository, sha, path),
  ({ reads }, tag) => reads.publishedAt(repository, tag),
];

const test = suite<Context>("nothing throws");
test.before(async (context) => {
  context.server = await startEmbeddedGitHub(state);
  const options = {
    ...{ token, apiUrl: context.server.url, userAgent: "x", timeoutMilliseconds: 5000, maximumWaitSeconds: 0 },
    wait: async () => {},
  };
  context.gitHub = createGitHub(options);
  context.reads = createRepositoryReads(options);
});
test.after(({ server }) => server.close());

/** Any UTF-16, halves of surrogate pairs included. */
const text = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));
const plain = fc.constantFrom("mona", "release-notes.yml", "x", "\ud800", "a\udc00b.yml", "..", "a/../b");
const status = fc.constantFrom(
  200,
  201,
  202,
  204,
  299,
  300,
  301,
  304,
  400,
  401,
  403,
  404,
  408,
  409,
  422,
  429,
  500,
  503,
);

test("on any answer, whatever was asked", (context) =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...methods),
      fc.oneof(text, plain),
      status,
      fc.oneof(fc.json(), text),
      async (method, name, code, body) => {
        context.server.injectAt(1, { kind: "answer", status: code, body });
        const result = await method(context, name);
        assert.type(result.ok, "boolean");
      },
    ),
    { numRuns: 400 },
  ));

for (const body of [
  '[{"":-9007199254740992}]',
  '{"message":{"toString":1}}',
  '{"message":"x","errors":[9007199254740993]}',
  '{"message":"x","documentation_url":{"toString":1}}',
]) {
  test(`over the error ${body}`, async ({ gitHub, server }) => {
    server.injectAt(1, { kind: "answer", status: 422, body });
    const result = await gitHub.createComment(repository, 1, "x");
    assert.is(result.ok ? "ok" : result.error.kind, "invalid");
  });
}

test("half of a surrogate pair in a name is not sent", async ({ reads, server }) => {
  const before = server.requests.length;
  const error = { kind: "invalid", message: "Not sent: half of a surrogate pair is no part of an address." };
  const refusal = { ok: false, error: { ...error, carriedOut: "no" } };
  assert.equal(await reads.branchCommit(repository, "\ud800"), refusal);
  assert.equal(await reads.file(repository, sha, "a\udc00b"), refusal);
  assert.is(server.requests.length, before);
});

test.run();
