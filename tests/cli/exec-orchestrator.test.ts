import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EmbeddedGitHub, startEmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { startProgram } from "../helpers/start-program.ts";

// The example of docs/exec.md: the runner workflow of this repository, from the comment to the artifacts, with its own scripts,
// programs and called workflows, and nothing beyond this machine. A GitHub on loopback and docs/exec/mocks.json stand in for the
// network.

const root = fileURLToPath(new URL("../..", import.meta.url));
const document = readFileSync(`${root}/docs/exec.md`, "utf8");
const secrets = JSON.parse(readFileSync(`${root}/docs/exec/secrets.json`, "utf8")) as Readonly<Record<string, string>>;
const { GITHUB_TOKEN: jobToken = "", ORCHESTRATOR_BOT_TOKEN: botToken = "" } = secrets;
const limitMilliseconds = 150_000;

/** GitHub's own example of a person, who comments. */
const person = { login: "Codertocat", id: 21031067 };

function startGitHub(): Promise<EmbeddedGitHub> {
  const input = { type: "string" } as const;
  return startEmbeddedGitHub({
    repositories: [
      {
        owner: "acme",
        name: "yardmaster",
        defaultBranch: "main",
        collaborators: [{ ...person, role: "maintain" }],
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

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly github: EmbeddedGitHub;
}

/** Runs the command as the document has it, but for where GitHub is. */
async function runExample(body?: string): Promise<Ran> {
  const [, command = ""] = /^```sh\nnpx yardmaster (simulate [\s\S]*?)^```$/m.exec(document) ?? [];
  const github = await startGitHub();
  const words = [...command.replaceAll("\\\n", " ").matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
  const args = words.map((word) =>
    word.startsWith("GITHUB_API_URL=")
      ? `GITHUB_API_URL=${github.url}`
      : word.startsWith("comment.body=") && body
        ? `comment.body=${body}`
        : word,
  );
  const child = spawn(process.execPath, [...startProgram("packages/cli/src/bin.ts"), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: limitMilliseconds,
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (data: Buffer) => {
    stdout += data;
  });
  child.stderr.on("data", (data: Buffer) => {
    stderr += data;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  await github.close();
  if (stdout === "") throw new Error(stderr);
  return { code, stdout, github };
}

/** Without what differs from run to run. */
function timeless(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-0700/g, "TIME");
}

const test = suite("simulate --exec of the runner workflow");

test("a maintainer's command goes from the comment through the gate to a dispatch, the log and the artifacts", async () => {
  const { code, stdout, github } = await runExample();
  const end = stdout.slice(stdout.indexOf("Jobs\n"));
  const [, shown = ""] = /^```\n(Jobs\n[\s\S]*?)^```$/m.exec(document) ?? [];
  assert.is(timeless(end), timeless(shown), stdout);
  assert.is(code, 0);
  const sent = github.runs.map(({ repository, workflow, ref, inputs: { since } }) => ({
    repository,
    workflow,
    ref,
    since,
  }));
  assert.equal(sent, [{ repository: "acme/yardmaster", workflow: "release-notes.yml", ref: "main", since: "v1.0.0" }]);
  const writers = github.requests.filter(({ method }) => method !== "GET").map(({ headers }) => headers.authorization);
  assert.equal([...new Set(writers)].sort(), ["bot", "job"]);
  assert.is(github.comments.length, 1);
  for (const secret of [botToken, jobToken]) assert.not.match(stdout, secret);
});

test("a comment without a command executes nothing", async () => {
  const { code, stdout, github } = await runExample("Ship it.");
  assert.match(stdout, /^Jobs\n {2}Orchestrate: skipped \(.*\)\n {2}Log: skipped \(.*\)\n$/);
  assert.equal([code, github.requests], [0, []]);
});

test.run();
