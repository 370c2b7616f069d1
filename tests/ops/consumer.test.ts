import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "yaml";
import { makeRepository, type TestRepository } from "../cli/repository.ts";
import { checkWorkflow } from "../helpers/judge-text.ts";
import { neededPermissions, type Workflow, workflow } from "./helpers/generated-workflows.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sha = "0123456789abcdef0123456789abcdef01234567";
const file = ".github/workflows/release.yml";
const remote = `acme/releasecopilot/.github/workflows/reusable-orchestrator.yml@${sha}`;

const source = `import { call, choice, eq, format, fromRepository, job, run, sh, text, triggers, workflow } from "yardmaster";
import { reusableOrchestrator } from ${JSON.stringify(`${root}workflows-src/reusable-orchestrator.workflow.ts`)};

const { on, inputs, secrets } = triggers(
  { workflow_dispatch: { inputs: { since: text({ required: true }), mode: choice(["live", "dry-run"]) } } },
  { secrets: ["BOT_TOKEN"] },
);

const orchestrator = fromRepository(reusableOrchestrator, {
  repository: "acme/releasecopilot",
  sha: "${sha}",
  version: "v1.0.0",
});

const notes = call("notes", orchestrator, {
  permissions: { contents: "read", issues: "write", "pull-requests": "write" },
  with: { command: format\`release-notes since="\${inputs.since}"\`, "dry-run": eq(inputs.mode, "dry-run"), team: "makers" },
  secrets: { ORCHESTRATOR_BOT_TOKEN: secrets.BOT_TOKEN },
});

const report = job("report", {
  "runs-on": "ubuntu-24.04",
  permissions: {},
  if: eq(notes.outputs.allowed, "true"),
  steps: [run(sh\`printf '%s\\n' \${notes.outputs.dispatched_run_url} >> "$GITHUB_STEP_SUMMARY"\`)],
});

export const release = workflow("release", { on, permissions: {}, jobs: [notes, report] });
`;

/** What somebody without yardmaster writes. */
const handWritten = `name: nightly
on:
  schedule:
    - cron: "30 1 * * 2"
permissions:
  contents: read
  issues: write
  pull-requests: write
jobs:
  notes:
    uses: ${remote} # v1.0.0
    with:
      command: release-notes since=v1.2.0
      dry-run: true
      allowed-roles: maintain,admin
      tasks: .github/orchestrator-tasks.json
      app-id: "7"
    secrets:
      ORCHESTRATOR_APP_PRIVATE_KEY: \${{ secrets.APP_KEY }}
      ORCHESTRATOR_BOT_TOKEN: \${{ secrets.BOT_TOKEN }}
      ORCHESTRATOR_TEAM_TOKEN: \${{ secrets.TEAM_TOKEN }}
`;

/** GitHub's parser, which reads called workflows only where it can: our own files stand in for the remote ones. */
async function judge(text: string): Promise<readonly string[]> {
  const local = text.replace(remote, "./.github/workflows/reusable-orchestrator.yml");
  assert.is.not(local, text);
  const findings = await checkWorkflow({ file, text: local }, (path) =>
    existsSync(`${root}${path}`) ? readFileSync(`${root}${path}`, "utf8") : undefined,
  );
  return findings.map(({ message, place }) => {
    const at = place && "location" in place ? place.location : undefined;
    return `${at?.line}:${at?.column} ${message.replace("GitHub's parser refuses this: ", "")}`;
  });
}

function runBuilt(repository: TestRepository, ...argv: readonly string[]) {
  const program = `${root}packages/cli/bin/yardmaster.mjs`;
  const result = spawnSync(process.execPath, [program, ...argv], {
    cwd: repository.root,
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

const test = suite<TestRepository>("another repository calls reusable-orchestrator");
test.before((repository) => {
  Object.assign(repository, makeRepository({ "workflows-src/release.workflow.ts": source }));
  spawnSync("git", ["init", "--quiet"], { cwd: repository.root });
});
test.after((repository) => repository.dispose());

test("from a source of its own, compiled by the built program", async (repository) => {
  assert.equal(runBuilt(repository, "gen"), {
    code: 0,
    stdout: `created ${file}\n1 file: 1 created\n`,
    stderr: "Types were not checked: `yardmaster check` does that.\n",
  });
  assert.equal(runBuilt(repository, "check"), {
    code: 0,
    stdout: "1 file: 1 in step; 0 findings\n",
    stderr: "Types were not checked: no TypeScript is installed here. `--no-types` says that this is meant.\n",
  });
  const text = repository.read(file);
  assert.match(text, `    uses: ${remote} # v1.0.0\n`);
  assert.equal(parse(text), {
    name: "release",
    on: {
      workflow_dispatch: {
        inputs: {
          since: { required: true, type: "string" },
          mode: { type: "choice", options: ["live", "dry-run"] },
        },
      },
    },
    permissions: {},
    jobs: {
      notes: {
        uses: remote,
        with: {
          command: 'release-notes since="${{ inputs.since }}"',
          "dry-run": "${{ inputs.mode == 'dry-run' }}",
          team: "makers",
        },
        secrets: { ORCHESTRATOR_BOT_TOKEN: "${{ secrets.BOT_TOKEN }}" },
        permissions: { contents: "read", issues: "write", "pull-requests": "write" },
      },
      report: {
        needs: ["notes"],
        if: "needs.notes.outputs.allowed == 'true'",
        "runs-on": "ubuntu-24.04",
        permissions: {},
        steps: [
          {
            run: `printf '%s\\n' "\${NEEDS_NOTES_DISPATCHED_RUN_URL}" >> "$GITHUB_STEP_SUMMARY"`,
            env: { NEEDS_NOTES_DISPATCHED_RUN_URL: "${{ needs.notes.outputs.dispatched_run_url }}" },
          },
        ],
      },
    },
  });
  assert.equal(await judge(text), []);
});
test("and what it passes is compared with what the workflow takes", async ({ read }) => {
  const text = read(file);
  assert.equal(await judge(text.replace("command:", "comand:")), [
    "23:15 Invalid input, comand is not defined in the referenced workflow.",
  ]);
  assert.equal(await judge(text.replace("ORCHESTRATOR_BOT_TOKEN:", "BOT_TOKEN:")), [
    "27:18 Invalid secret, BOT_TOKEN is not defined in the referenced workflow.",
  ]);
});
test("by hand, without yardmaster", async () => {
  assert.equal(await judge(handWritten), []);
  assert.equal(await judge(handWritten.replace("dry-run:", "dryrun:")), [
    "14:15 Invalid input, dryrun is not defined in the referenced workflow.",
  ]);
});
test("with the permissions that the called jobs need, and no more", ({ read }) => {
  const { jobs } = parse(read(file)) as Pick<Workflow, "jobs">;
  assert.equal(jobs.notes?.permissions, neededPermissions(workflow("reusable-orchestrator.yml")));
});
test.run();
