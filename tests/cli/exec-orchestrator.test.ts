import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readMocks } from "@yardmaster/cli";
import type { ValueMap } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedGitHub, startEmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { type Executed, executeIn } from "../helpers/execute-files.ts";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { eventOf, repositoryOf } from "../helpers/simulated-files.ts";

// The runner workflow of this repository, from the comment to the artifacts: its own scripts, programs and called workflows,
// with nothing beyond this machine. What stands in for the network is a GitHub on loopback and `mocks`.

const root = fileURLToPath(new URL("../..", import.meta.url));
const name = "Codertocat/Hello-World";
const botToken = "ghp_BotTokenOfTheExecution01";
const jobToken = "ghs_TokenOfTheExecutedJobs01";
const maintainer = { login: "maintainer", id: 1002 };
const triager = { login: "octocat", id: 583231 };

const mocks = readMocks(
  JSON.stringify({
    // No registry is asked: the packages are those of the original, and the programs are built there.
    steps: { Install: { run: 'ln -s "$MOCK_REPOSITORY/node_modules" node_modules' } },
    actions: {
      "actions/github-script": { run: 'cat artifacts/orchestrator/summary.md >> "$GITHUB_STEP_SUMMARY"' },
    },
  }),
);

function startGitHub(): Promise<EmbeddedGitHub> {
  const input = { type: "string" } as const;
  return startEmbeddedGitHub({
    repositories: [
      {
        owner: "Codertocat",
        name: "Hello-World",
        defaultBranch: "main",
        collaborators: [
          { ...maintainer, role: "maintain" },
          { ...triager, role: "read" },
        ],
        workflows: {
          "release-notes.yml": {
            dispatchInputs: { since: { ...input, required: true }, until: input, correlation_id: input },
            runName: "{correlation_id} release-notes",
          },
        },
      },
    ],
    tokens: [
      {
        value: jobToken,
        label: "job",
        permissions: { metadata: "read", contents: "write", issues: "write", pull_requests: "write" },
      },
      { value: botToken, label: "bot", permissions: { metadata: "read", actions: "write" } },
    ],
  });
}

function readWorkflows(): Readonly<Record<string, string>> {
  const folder = join(root, ".github/workflows");
  const files = readdirSync(folder).filter((file) => file.endsWith(".yml"));
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

async function comment(body: string, person = maintainer): Promise<Executed & { readonly github: EmbeddedGitHub }> {
  if (!mocks.ok) throw new Error(mocks.error);
  const github = await startGitHub();
  const payload = createCommentEvent({ body, ...person });
  const repository = { ...payload.repository, default_branch: "main" };
  try {
    const done = await executeIn(
      root,
      {},
      {
        repository: repositoryOf(readWorkflows(), {
          name,
          settings: { variables: {}, environments: { orchestrator: {} } },
        }),
        event: eventOf({
          name: "issue_comment",
          payload: { ...payload, repository } as unknown as ValueMap,
          actor: person.login,
          triggeringActor: person.login,
          changedFiles: undefined,
        }),
        secrets: { GITHUB_TOKEN: jobToken, ORCHESTRATOR_BOT_TOKEN: botToken },
        variables: { GITHUB_API_URL: github.url, GITHUB_RUN_ID: "42" },
        mocks: mocks.value,
      },
    );
    return { ...done, github };
  } finally {
    await github.close();
  }
}

function results({ run }: Executed): Readonly<Record<string, string>> {
  return Object.fromEntries(run.jobs.map(({ place, status }) => [place, status]));
}

const test = suite("simulate --exec of the runner workflow");

test("a maintainer's command goes from the comment through the gate to a dispatch, the log and the artifacts", async () => {
  const done = await comment("Ship it.\n\n/orchestrate release-notes since=v1.0.0\n");
  const printed = done.lines.join("\n");
  assert.equal(
    results(done),
    {
      "orchestrate/gate/gate": "success",
      "orchestrate/dispatch": "success",
      "orchestrate/refuse": "skipped",
      "log/log": "success",
    },
    printed,
  );
  assert.equal(
    done.github.runs.map(({ repository, workflow, ref, inputs }) => ({
      repository,
      workflow,
      ref,
      since: inputs.since,
    })),
    [{ repository: name, workflow: "release-notes.yml", ref: "main", since: "v1.0.0" }],
  );
  const timeless = Object.entries(done.run.artifacts).map(([artifact, files]) => [
    artifact.replace(/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-0700/, "TIME"),
    files,
  ]);
  const kept = ["decision.json", "dispatch-log.ndjson", "summary.md"];
  assert.equal(Object.fromEntries(timeless), {
    "orchestrator-TIME-1-53000000001": kept,
    "orchestrator-gate-TIME-1-53000000000": kept,
  });
  const [summary = ""] = done.run.jobs.find(({ place }) => place === "orchestrate/dispatch")?.summaries ?? [];
  assert.match(summary, /^### Orchestrator dispatch: dispatched\n/);
  // The comment that tells the person, and what was added to the log.
  assert.is(done.github.comments.length, 1);
  for (const secret of [botToken, jobToken]) assert.not.match(printed, secret);
});

test("a comment without a command executes nothing", async () => {
  const done = await comment("Ship it.");
  assert.equal(results(done), { orchestrate: "skipped", log: "skipped" });
  assert.equal(done.lines, []);
  assert.equal(done.github.requests, []);
});

test.run();
