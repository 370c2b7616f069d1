import { createGitHub, type GitHub } from "@yardmaster/github";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { repository, token, withGitHub } from "./embedded-scenario.ts";

const dispatch = { repository, workflow: "release-notes.yml", ref: "master", inputs: {} };
const refused = (message: string) => ({ kind: "invalid", message, carriedOut: "no" });
const names = suite("names that GitHub cannot have are not sent");

const attempts: readonly (readonly [string, string, (gitHub: GitHub, name: string) => Promise<unknown>])[] = [
  ["owner", "Codertocat", (gitHub, owner) => gitHub.collaborator({ owner, repo: "r" }, "tara")],
  ["repository", "Hello.World_1", (gitHub, repo) => gitHub.collaborator({ owner: "o", repo }, "tara")],
  ["login", "helper[bot]", (gitHub, login) => gitHub.collaborator(repository, login)],
  ["login", "mona_corp", (gitHub, login) => gitHub.teamMembership("o", "t", login)],
  ["organisation", "Octocoders", (gitHub, org) => gitHub.teamMembership(org, "t", "tara")],
  ["team slug", "release-copilot.maintainers", (gitHub, slug) => gitHub.teamMembership("o", slug, "tara")],
  ["owner", "x", (gitHub, owner) => gitHub.dispatchWorkflow({ ...dispatch, repository: { owner, repo: "r" } })],
  ["workflow file name", "notes & co.yaml", (gitHub, workflow) => gitHub.dispatchWorkflow({ ...dispatch, workflow })],
];

for (const [what, good, attempt] of attempts) {
  names(`${what}: ${good} is, others are not`, () =>
    withGitHub(async ({ gitHub, server }) => {
      for (const bad of [
        "",
        ".",
        "..",
        "a/b",
        "../x",
        "a\nb",
        "é\u0000",
        "x".repeat(300),
        "a b/../c.yml",
        "{x}/.yml",
      ]) {
        const quoted = JSON.stringify(bad.length > 64 ? `${"x".repeat(64)}…` : bad);
        assert.equal(await attempt(gitHub, bad), {
          ok: false,
          error: refused(`Not sent: ${quoted} cannot be the ${what} of anything on GitHub.`),
        });
      }
      assert.is(server.requests.length, 0);
      await attempt(gitHub, good);
      assert.is(server.requests.length, 1);
    }),
  );
}

names.run();

const numbers = suite("numbers and instants that GitHub cannot have are not sent");
const instant = new Date("2026-11-22T15:06:00Z");

for (const [what, attempt] of [
  ["number", (gitHub, id) => gitHub.pullRequest(repository, id)],
  ["run", (gitHub, id) => gitHub.workflowRun(repository, id)],
  ["run", (gitHub, id) => gitHub.cancelRun(repository, id)],
  ["comment", (gitHub, id) => gitHub.react(repository, id, "eyes")],
  ["number", (gitHub, id) => gitHub.issueComments(repository, id, instant)],
  ["number", (gitHub, id) => gitHub.createComment(repository, id, "x")],
  ["comment", (gitHub, id) => gitHub.updateComment(repository, id, "x")],
] as readonly (readonly [string, (gitHub: GitHub, id: number) => Promise<unknown>])[]) {
  numbers(`${what} of ${attempt}`, () =>
    withGitHub(async ({ gitHub, server }) => {
      for (const bad of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
        assert.equal(await attempt(gitHub, bad), {
          ok: false,
          error: refused(`Not sent: ${bad} cannot be the ${what} of anything on GitHub.`),
        });
      }
      assert.is(server.requests.length, 0);
    }),
  );
}

numbers("instants", () =>
  withGitHub(async ({ gitHub, server }) => {
    const event = "workflow_dispatch";
    for (const [bad, text] of [
      [new Date(Number.NaN), "Invalid Date"],
      [new Date(8.64e15), "+275760-09-13T00:00:00.000Z"],
      [new Date("1969-12-31T23:59:59Z"), "1969-12-31T23:59:59.000Z"],
    ] as const) {
      const error = refused(`Not sent: ${text} cannot be the instant of anything on GitHub.`);
      assert.equal(await gitHub.issueComments(repository, 1, bad), { ok: false, error });
      assert.equal(await gitHub.workflowRuns({ repository, event, createdSince: bad }), { ok: false, error });
    }
    assert.is(server.requests.length, 0);
  }),
);

numbers.run();

const connections = suite("tokens and addresses");

async function everyMethod(gitHub: GitHub): Promise<unknown[]> {
  return [
    await gitHub.collaborator(repository, "tara"),
    await gitHub.teamMembership("o", "t", "tara"),
    await gitHub.dispatchWorkflow(dispatch),
    await gitHub.dispatchRepository({ repository, eventType: "x", payload: {} }),
    await gitHub.pullRequest(repository, 1),
    await gitHub.workflowRuns({ repository, event: "workflow_dispatch", createdSince: instant }),
    await gitHub.workflowRun(repository, 1),
    await gitHub.cancelRun(repository, 1),
    await gitHub.react(repository, 1, "eyes"),
    await gitHub.issueComments(repository, 1, instant),
    await gitHub.createComment(repository, 1, "x"),
    await gitHub.updateComment(repository, 1, "x"),
  ];
}

const characters = "contains blanks, line breaks or characters that no token has";
for (const [value, problem] of [
  ["", "is empty"],
  [`${token}\n`, characters],
  ["Bearer x", characters],
  ["ghp_é", characters],
] as const) {
  connections(`the token ${JSON.stringify(value)} is refused unsaid`, () =>
    withGitHub(
      async ({ gitHub, server }) => {
        const refusal = { ok: false, error: refused(`Not sent: the token ${problem}.`) };
        assert.equal(await everyMethod(gitHub), Array(12).fill(refusal));
        assert.is(server.requests.length, 0);
      },
      { token: value },
    ),
  );
}

for (const apiUrl of [
  "",
  "api.github.com",
  "http://api.github.com",
  "http://127.evil.test",
  "http://localhost.evil.test",
  "file:///etc/passwd",
  "https://user:pass@api.github.com",
  "https://api.github.com?x=",
  "https://api.github.com/#x",
]) {
  connections(`the address ${JSON.stringify(apiUrl)} gets no token`, async () => {
    const message = "Not sent: the API's address must be an https URL such as https://api.github.com.";
    const refusal = { ok: false, error: refused(message) };
    const gitHub = createGitHub({ token, apiUrl, userAgent: "x", timeoutMilliseconds: 100 });
    assert.equal(await everyMethod(gitHub), Array(12).fill(refusal));
  });
}

connections("a slash at the end of the address does not matter, and loopback has several names", () =>
  withGitHub(async ({ server }) => {
    for (const apiUrl of [`${server.url}/`, server.url.replace("127.0.0.1", "localhost")]) {
      const gitHub = createGitHub({ token, apiUrl, userAgent: "x", timeoutMilliseconds: 5000 });
      assert.is((await gitHub.collaborator(repository, "tara")).ok, true, apiUrl);
    }
  }),
);

connections.run();
