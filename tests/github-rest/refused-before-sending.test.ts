import { createGitHub, type GitHub } from "@yardmaster/github";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { repository, token, withGitHub } from "./embedded-scenario.ts";

const dispatch = { repository, workflow: "release-notes.yml", ref: "master", inputs: {} };
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
          error: { kind: "invalid", message: `Not sent: ${quoted} cannot be the ${what} of anything on GitHub.` },
        });
      }
      assert.is(server.requests.length, 0);
      await attempt(gitHub, good);
      assert.is(server.requests.length, 1);
    }),
  );
}

names.run();

const connections = suite("tokens and addresses");

async function everyMethod(gitHub: GitHub): Promise<unknown[]> {
  return [
    await gitHub.collaborator(repository, "tara"),
    await gitHub.teamMembership("o", "t", "tara"),
    await gitHub.dispatchWorkflow(dispatch),
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
        const refusal = { ok: false, error: { kind: "invalid", message: `Not sent: the token ${problem}.` } };
        assert.equal(await everyMethod(gitHub), [refusal, refusal, refusal]);
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
    const refusal = { ok: false, error: { kind: "invalid", message } };
    const gitHub = createGitHub({ token, apiUrl, userAgent: "x", timeoutMilliseconds: 100 });
    assert.equal(await everyMethod(gitHub), [refusal, refusal, refusal]);
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
