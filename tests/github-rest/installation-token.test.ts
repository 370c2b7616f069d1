import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createGitHub, createInstallationToken, type InstallationTokenOptions } from "@yardmaster/github";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedApp, type EmbeddedGitHub, startEmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { repository, state } from "./embedded-scenario.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pkcs1 = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const otherKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const installationRoute = "GET /repos/{owner}/{repo}/installation";
const tokenRoute = "POST /app/installations/{installation_id}/access_tokens";
const now = () => new Date("2026-11-22T15:06:00Z");
const app: EmbeddedApp = {
  id: 77,
  slug: "release-copilot",
  publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
  installations: [
    {
      id: 4711,
      owner: "Codertocat",
      repositories: ["Hello-World", "Second"],
      permissions: { actions: "write", contents: "read", issues: "write" },
    },
  ],
};
const other = { owner: "Codertocat", name: "Second", defaultBranch: "main", collaborators: [], workflows: {} };
const third = { ...other, name: "Third" };
const dispatch = { workflow: "release-notes.yml", ref: "master", inputs: { since: "v1" } };

interface Context {
  server: EmbeddedGitHub;
  ask: (changes?: Partial<InstallationTokenOptions>) => ReturnType<typeof createInstallationToken>;
}

const test = suite<Context>("token of an app's installation");
test.before.each(async (context) => {
  context.server = await startEmbeddedGitHub({
    ...state,
    repositories: [...state.repositories, other, third],
    apps: [app],
    now,
  });
  context.ask = (changes = {}) =>
    createInstallationToken({
      appId: "77",
      privateKey: pkcs1,
      apiUrl: context.server.url,
      userAgent: "yardmaster-tests",
      timeoutMilliseconds: 5000,
      wait: async () => {},
      repositories: [repository],
      permissions: { actions: "write" },
      now,
      ...changes,
    });
});
test.after.each(({ server }) => server.close());

test("is asked for the repositories and permissions alone, and lasts an hour", async ({ server, ask }) => {
  assert.equal(await ask({ repositories: [repository, { owner: "codertocat", repo: "second" }] }), {
    ok: true,
    value: { token: "ghs_InstallationTokenOfTheTests1", expiresAt: new Date("2026-11-22T16:06:00Z") },
  });
  assert.equal(
    server.requests.map(({ method, path, headers, body }) => [method, path, headers.authorization, body]),
    [
      ["GET", "/repos/Codertocat/Hello-World/installation", "app release-copilot", undefined],
      [
        "POST",
        "/app/installations/4711/access_tokens",
        "app release-copilot",
        { repositories: ["Hello-World", "second"], permissions: { actions: "write" } },
      ],
    ],
  );
});

test("dispatches, and does nothing beyond", async ({ server, ask }) => {
  const made = await ask();
  const token = made.ok ? made.value.token : "";
  const gitHub = createGitHub({ token, apiUrl: server.url, userAgent: "x", timeoutMilliseconds: 5000 });
  assert.is((await gitHub.dispatchWorkflow({ ...dispatch, repository })).ok, true);
  const refusals = [
    await gitHub.createComment(repository, 1, "x"),
    await gitHub.dispatchWorkflow({ ...dispatch, repository: { owner: "Codertocat", repo: "Second" } }),
  ].map((result) => (result.ok ? "ok" : result.error.kind));
  assert.equal(refusals, ["forbidden", "not-found"]);
});

for (const [what, key] of [
  ["PKCS#8", pkcs8],
  ["CR LF", pkcs8.replaceAll("\n", "\r\n")],
  ["escaped line breaks", pkcs1.replaceAll("\n", "\\n")],
  ["no line break at the end", pkcs1.trim()],
] as const) {
  test(`takes a key with ${what}`, async ({ ask }) => {
    assert.is((await ask({ privateKey: key })).ok, true);
  });
}

for (const [what, key] of [
  ["empty", ""],
  ["public", app.publicKey],
  ["no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"],
  ["broken", pkcs1.replaceAll(/[a-m]/g, "A")],
  ["of OpenSSH", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----"],
  [
    "of a curve",
    generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  ],
] as const) {
  test(`a key that is ${what} signs nothing, and is not repeated`, async ({ server, ask }) => {
    assert.equal(await ask({ privateKey: key }), {
      ok: false,
      error: {
        kind: "invalid",
        message: "Not sent: the app's private key is no RSA key in PEM, PKCS#1 or PKCS#8.",
        carriedOut: "no",
      },
    });
    assert.is(server.requests.length, 0);
  });
}

for (const [changes, message] of [
  [{ repositories: [] }, "a token of an app needs a repository."],
  [{ permissions: {} }, "a token of an app needs a permission."],
  [{ appId: "77\n" }, "the app's id is no number, and no client id either."],
  [{ appId: "" }, "the app's id is no number, and no client id either."],
  [
    { repositories: [repository, { owner: "Octocoders", repo: "x" }] },
    "a token of an app reaches the repositories of one owner, not of codertocat, octocoders.",
  ],
  [{ repositories: [repository, { owner: "Codertocat", repo: ".." }] }, /^Not sent: "\.\." cannot be the repository/],
  [{ repositories: Array(501).fill(repository) }, "a token of an app reaches 500 repositories, not 501."],
  [{ apiUrl: "http://evil.test" }, /^Not sent: the API's address must be an https URL/],
] as const) {
  test(`is not asked for with ${JSON.stringify(changes).slice(0, 90)}`, async ({ server, ask }) => {
    const result = await ask(changes as Partial<InstallationTokenOptions>);
    const said = result.ok ? "" : result.error.message;
    if (typeof message === "string") assert.is(said, `Not sent: ${message}`);
    else assert.match(said, message);
    assert.is(server.requests.length, 0);
  });
}

for (const [what, changes, kind, said] of [
  ["an app that GitHub does not know", { appId: "78" }, "unauthorized", "Bad credentials"],
  ["another key", { privateKey: otherKey }, "unauthorized", "Bad credentials"],
  ["a clock that is far ahead", { now: () => new Date("2026-11-22T15:17:00Z") }, "unauthorized", "Bad credentials"],
  [
    "a repository without the app",
    { repositories: [{ owner: "Codertocat", repo: "Third" }] },
    "not-found",
    "Not Found",
  ],
  [
    "one of the repositories without the app",
    { repositories: [repository, { owner: "Codertocat", repo: "Third" }] },
    "invalid",
    "There is at least one repository that does not exist or is not accessible to the parent installation.",
  ],
  [
    "a permission that the app has not",
    { permissions: { actions: "write", contents: "write" } },
    "invalid",
    "The permissions requested are not granted to this installation.",
  ],
] as const) {
  test(`is refused for ${what}`, async ({ ask }) => {
    const result = await ask(changes as Partial<InstallationTokenOptions>);
    assert.is(result.ok ? "ok" : result.error.kind, kind);
    assert.is(result.ok ? "" : result.error.message.replace(/^.*?: /, ""), said);
  });
}

test("is asked for again after failures and limits", async ({ server, ask }) => {
  server.inject(installationRoute, { kind: "answer", status: 502 });
  server.inject(
    tokenRoute,
    { kind: "reset", when: "before-answer", carriedOut: true },
    { kind: "answer", status: 429, headers: { "retry-after": "1" } },
  );
  const result = await ask();
  assert.is(result.ok && result.value.token, "ghs_InstallationTokenOfTheTests2");
  assert.is(server.requests.length, 5);
});

for (const [route, status, body, form] of [
  [installationRoute, 200, { id: "4711" }, "an installation"],
  [installationRoute, 200, "<html>", "an installation"],
  [tokenRoute, 201, { token: "ghs_x" }, "a token of an installation"],
  [tokenRoute, 201, { token: "ghs x", expires_at: "2026-11-22T16:06:00Z" }, "a token of an installation"],
  [tokenRoute, 201, { token: "", expires_at: "2026-11-22T16:06:00Z" }, "a token of an installation"],
  [tokenRoute, 201, { token: "ghs_x", expires_at: "soon" }, "a token of an installation"],
] as const) {
  test(`${JSON.stringify(body)} is not ${form}`, async ({ server, ask }) => {
    server.inject(route, { kind: "answer", status, body });
    assert.equal(await ask(), {
      ok: false,
      error: {
        kind: "unexpected",
        message: `GitHub's answer does not have the form of ${form}.`,
        carriedOut: "unknown",
      },
    });
  });
}

test("a server that repeats the signature does not get it into a message", async ({ server, ask }) => {
  const echo = createServer((request, response) => {
    response.writeHead(401).end(JSON.stringify({ message: `bad ${request.headers.authorization}` }));
  });
  await new Promise<void>((listening) => echo.listen(0, "127.0.0.1", listening));
  try {
    const { port } = echo.address() as AddressInfo;
    const result = await ask({ apiUrl: `http://127.0.0.1:${port}` });
    assert.match(result.ok ? "" : result.error.message, /: bad bearer \*\*\*$/i);
    assert.is(server.requests.length, 0);
  } finally {
    echo.close();
  }
});

test("by this machine's clock unless another is given", async () => {
  const server = await startEmbeddedGitHub({ ...state, apps: [app] });
  try {
    const made = await createInstallationToken({
      ...{ appId: "77", privateKey: pkcs8, apiUrl: server.url, userAgent: "x", timeoutMilliseconds: 5000 },
      ...{ repositories: [repository], permissions: { actions: "write" } },
    });
    assert.is(made.ok, true);
  } finally {
    await server.close();
  }
});

test.run();
