import { generateKeyPairSync } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { EmbeddedApp, EmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { people, startOrchestratorGitHub } from "../helpers/orchestrator-github.ts";
import { runLine } from "../helpers/orchestrator-line.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const app: EmbeddedApp = {
  id: 77,
  slug: "release-copilot",
  publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
  installations: [
    {
      id: 4711,
      owner: "Codertocat",
      repositories: ["Hello-World", "north", "south", "west"],
      permissions: { actions: "write", contents: "write" },
    },
  ],
};

async function dispatch(body: string, env: Readonly<Record<string, string>>, use: (github: EmbeddedGitHub) => void) {
  const github = await startOrchestratorGitHub({ apps: [app] });
  try {
    const event = createCommentEvent({ ...people.triager, body });
    const line = await runLine({
      event,
      apiUrl: github.url,
      env: { ORCHESTRATOR_BOT_TOKEN: "", ORCHESTRATOR_APP_ID: "77", ORCHESTRATOR_APP_PRIVATE_KEY: key, ...env },
    });
    use(github);
    return line.dispatch;
  } finally {
    await github.close();
  }
}

function asked(github: EmbeddedGitHub): unknown {
  return github.requests.find(({ path }) => path.endsWith("/access_tokens"))?.body;
}

const apps = suite("a GitHub App in place of the token");

apps("dispatches with a token of the command's repository and permission alone", async () => {
  const run = await dispatch("/orchestrate release-notes since=v1.2.0", {}, (github) => {
    assert.is(github.runs.length, 1);
    assert.equal(asked(github), { repositories: ["Hello-World"], permissions: { actions: "write" } });
  });
  assert.is(run?.code, 0);
});
apps("of all repositories of a fan-out", async () => {
  const run = await dispatch("/orchestrate sync topic=docs", {}, (github) => {
    assert.is(github.runs.length, 3);
    assert.equal(asked(github), { repositories: ["north", "south", "west"], permissions: { actions: "write" } });
  });
  assert.is(run?.code, 0);
});
apps("reads runs alone where nothing is started", async () => {
  const run = await dispatch("/orchestrate status release-notes", {}, (github) =>
    assert.equal(asked(github), { repositories: ["Hello-World"], permissions: { actions: "read" } }),
  );
  assert.is(run?.code, 0);
});
apps("is not asked where there is a token", async () => {
  const token = { ORCHESTRATOR_BOT_TOKEN: "ghp_BotTokenOfTheTests0001" };
  const run = await dispatch("/orchestrate release-notes since=v1.2.0", token, (github) => {
    assert.is(github.runs.length, 1);
    assert.is(asked(github), undefined);
  });
  assert.is(run?.code, 0);
});
apps("that gives no token: nothing is sent, and the sentence says what to check", async () => {
  const run = await dispatch("/orchestrate release-notes since=v1.2.0", { ORCHESTRATOR_APP_ID: "78" }, (github) =>
    assert.is(github.runs.length, 0),
  );
  assert.is(run?.code, 1);
  assert.match(run?.stdout ?? "", "dispatch: refused (app-token): The GitHub App gives no token: ");
  assert.match(run?.stdout ?? "", "Check ORCHESTRATOR_APP_ID and ORCHESTRATOR_APP_PRIVATE_KEY");
});
apps("without its key: the missing variable is named", async () => {
  const run = await dispatch("/orchestrate release-notes since=v1.2.0", { ORCHESTRATOR_APP_PRIVATE_KEY: "" }, () => {});
  assert.is(run?.code, 1);
  assert.match(run?.stdout ?? "", "ORCHESTRATOR_BOT_TOKEN is missing or empty");
});
apps(
  "of two owners in one comment: a token for each command, and one that is refused does not stop the other",
  async () => {
    const body = "/orchestrate release-notes since=v1.2.0\n/orchestrate announce tag=v1";
    const run = await dispatch(body, {}, (github) => {
      const tokens = github.requests
        .filter(({ path }) => path.endsWith("/access_tokens"))
        .map((request) => request.body);
      assert.equal(tokens[0], { repositories: ["Hello-World"], permissions: { actions: "write" } });
      assert.is(github.runs[0]?.workflow, "release-notes.yml");
    });
    assert.match(run?.stdout ?? "", "dispatch: dispatched (dispatched): GitHub started");
  },
);
apps.run();
