import { readdirSync, readFileSync } from "node:fs";
import { checkWorkflow } from "@yardmaster/analyzer";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "yaml";

// What must hold of the generated workflows, read as YAML without GitHub (rows C3 and S10 of the mission).

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly "runs-on"?: string;
  readonly uses?: string;
  readonly needs?: unknown;
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: unknown;
  readonly secrets?: unknown;
  readonly steps?: readonly Step[];
  readonly "timeout-minutes"?: number;
}
interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly env: unknown;
  readonly permissions: unknown;
  readonly defaults?: unknown;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const files = readdirSync(new URL(".github/workflows/", root))
  .filter((name) => name.endsWith(".yml"))
  .sort();
const texts = new Map(files.map((file) => [file, read(`.github/workflows/${file}`)]));
const workflows = new Map([...texts].map(([file, text]) => [file, parse(text) as Workflow]));
const workflow = (file: string): Workflow => {
  const found = workflows.get(file);
  if (!found) throw new Error(`${file} was not generated`);
  return found;
};
const jobs = [...workflows].flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([id, job]) => ({ at: `${file} ${id}`, job })),
);
const steps = jobs.flatMap(({ at, job }) =>
  (job.steps ?? []).map((step, index) => ({ at: `${at} ${step.name ?? index}`, step })),
);

const shape = suite("required keys of each workflow");
shape("exactly these workflows are generated", () => {
  assert.equal(files, [
    "adopt.yml",
    "ci.yml",
    "orchestrator-runner.yml",
    "permission-gate.yml",
    "release-notes.yml",
    "reusable-orchestrator.yml",
  ]);
});
shape("orchestrator-runner: a new comment, or a person on the Actions page", () => {
  const { on, concurrency, jobs } = workflow("orchestrator-runner.yml");
  assert.equal(Object.keys(on), ["workflow_dispatch", "issue_comment"]);
  assert.equal(on.issue_comment, { types: ["created"] });
  assert.equal(Object.keys((on.workflow_dispatch as { inputs: object }).inputs), ["command", "mode"]);
  assert.equal(concurrency, {
    group: "orchestrator-${{ github.event.comment.id || github.run_id }}",
    "cancel-in-progress": false,
  });
  assert.equal(Object.keys(jobs), ["orchestrate"]);
  assert.is(
    jobs.orchestrate?.if,
    "github.event_name == 'workflow_dispatch' || contains(github.event.comment.body, '/orchestrate')",
  );
  assert.is(jobs.orchestrate?.uses, "./.github/workflows/reusable-orchestrator.yml");
});
shape("reusable-orchestrator: the gate first, then the dispatch that it allows", () => {
  const { on, jobs } = workflow("reusable-orchestrator.yml");
  assert.equal(Object.keys(on), ["workflow_call"]);
  const { inputs, secrets, outputs } = on.workflow_call as Record<string, Record<string, { required?: boolean }>>;
  assert.equal(Object.keys(inputs ?? {}), ["command", "dry-run", "allowed-roles", "team"]);
  assert.equal(
    Object.entries(secrets ?? {}).map(([name, { required }]) => [name, required ?? false]),
    [
      ["ORCHESTRATOR_BOT_TOKEN", true],
      ["ORCHESTRATOR_TEAM_TOKEN", false],
    ],
  );
  assert.equal(Object.keys(outputs ?? {}), [
    "allowed",
    "gate_reason_code",
    "run_id",
    "result",
    "reason_code",
    "task",
    "dispatched_run_id",
    "dispatched_run_url",
  ]);
  assert.equal(Object.keys(jobs), ["gate", "dispatch"]);
  assert.is(jobs.gate?.uses, "./.github/workflows/permission-gate.yml");
  assert.equal(jobs.dispatch?.needs, ["gate"]);
  assert.is(jobs.dispatch?.if, "needs.gate.outputs.allowed == 'true'");
  assert.equal(
    jobs.dispatch?.steps?.map((step) => step.name),
    ["Check out the orchestrator", "Set up Node", "Install", "Dispatch", "Show the summary", "Keep the artifacts"],
  );
  assert.match(
    jobs.dispatch?.steps?.[3]?.run ?? "",
    'rc orchestrator dispatch \\\n  --event-path "$GITHUB_EVENT_PATH"',
  );
});
shape("permission-gate: calls the permission script, with a run id in Phoenix time", () => {
  const { on, jobs } = workflow("permission-gate.yml");
  assert.equal(Object.keys(on), ["workflow_call"]);
  const names = jobs.gate?.steps?.map((step) => step.name);
  assert.equal(names, [
    "Check out the orchestrator",
    "Set up Node",
    "Install",
    "PHOENIX_RUN_ID",
    "Decide",
    "Show the summary",
    "Keep the artifacts",
  ]);
  assert.match(jobs.gate?.steps?.[4]?.run ?? "", "scripts/github/check_comment_permissions.ts");
  assert.is(
    jobs.gate?.steps?.[6]?.with?.name,
    "orchestrator-gate-${{ steps.phoenix-run-id.outputs.run_id }}-${{ github.run_attempt }}",
  );
});
shape("adopt: on a clock or by hand, on the default branch; what reads is not what commits", () => {
  const { on, concurrency, jobs } = workflow("adopt.yml");
  assert.equal(on, { schedule: [{ cron: "17 * * * *" }], workflow_dispatch: null });
  assert.equal(concurrency, { group: "adopt", "cancel-in-progress": false });
  assert.equal(Object.keys(jobs), ["collect", "push"]);
  assert.is(jobs.collect?.if, "github.ref == 'refs/heads/main'");
  assert.is(jobs.push?.if, "github.ref == 'refs/heads/main' && needs.collect.outputs.adoptions != '0'");
  assert.is(jobs.push?.environment, "adopt");
  assert.equal(
    jobs.push?.steps?.map(({ name, run }) => [name, run]),
    [
      ["Check out the default branch", undefined],
      ["Set up Node", undefined],
      ["Take over", undefined],
      ["Commit", "node scripts/github/adopt_pull_requests.ts push artifacts/adopt/adoptions.json"],
    ],
  );
  for (const { with: inputs = {} } of Object.values(jobs).flatMap((job) => job.steps ?? [])) {
    assert.is(inputs.ref ?? inputs.repository, undefined, "nothing but the default branch is checked out");
  }
});
shape("release-notes and ci", () => {
  assert.equal(Object.keys(workflow("release-notes.yml").on), ["workflow_dispatch"]);
  assert.equal(workflow("ci.yml").on, { push: { branches: ["main"] }, pull_request: null });
  const { drift, gates } = workflow("ci.yml").jobs;
  assert.is(drift?.steps?.at(-1)?.run, "npm run check:workflows");
  assert.is(gates?.steps?.at(-1)?.run, "bash .ci/run");
});
shape.run();

const invariants = suite("invariants of every workflow");
for (const [file, { env, permissions, defaults, jobs }] of workflows) {
  invariants(`${file}: Phoenix time, no rights at the top, bash with pipefail where scripts run`, () => {
    assert.equal(env, { TZ: "America/Phoenix" });
    assert.equal(permissions, {});
    const runsScripts = Object.values(jobs).some((job) => job.steps?.some((step) => step.run !== undefined));
    assert.equal(defaults, runsScripts ? { run: { shell: "bash" } } : undefined);
  });
}
invariants("each job reads contents, one reads pull requests, and none has another right", () => {
  for (const { at, job } of jobs) {
    const further = at === "adopt.yml collect" ? { "pull-requests": "read" } : {};
    assert.equal(job.permissions, { contents: "read", ...further }, at);
  }
});
invariants("each job that runs steps names the image and has a time limit", () => {
  const running = jobs.filter(({ job }) => job.steps);
  assert.is(running.length, 7);
  for (const { at, job } of running) {
    assert.is(job["runs-on"], "ubuntu-24.04", at);
    assert.ok((job["timeout-minutes"] ?? 0) > 0 && (job["timeout-minutes"] ?? 0) <= 60, at);
  }
});
invariants("actions are pinned to the commits of the lock, with the version behind", () => {
  const { actions } = JSON.parse(read("workflows-src/actions.lock.json")) as {
    actions: Record<string, { sha: string; version: string }>;
  };
  const pinned = [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/^\s+(?:- )?uses: (.*)$/gm)]
      .map(([, uses = ""]) => ({ file, uses }))
      .filter(({ uses }) => !uses.startsWith("./")),
  );
  assert.ok(pinned.length >= 15, `${pinned.length} pins found`);
  for (const { file, uses } of pinned) {
    const [action = ""] = uses.split("@");
    assert.is(uses, `${action}@${actions[action]?.sha} # ${actions[action]?.version}`, file);
  }
});
invariants("no checkout leaves credentials behind, no setup-node caches", () => {
  const of = (action: string) => steps.filter(({ step }) => step.uses?.startsWith(`${action}@`));
  assert.is(of("actions/checkout").length, 7);
  assert.is(of("actions/setup-node").length, 7);
  for (const { at, step } of of("actions/checkout")) assert.is(step.with?.["persist-credentials"], false, at);
  for (const { at, step } of of("actions/setup-node")) {
    assert.is(step.with?.["package-manager-cache"], false, at);
    assert.match(String(step.with?.["node-version"]), /^\d+\.\d+\.\d+$/, at);
  }
});
invariants("no expression stands in a script", () => {
  const scripts = steps.flatMap(({ at, step }) =>
    [step.run, step.with?.script].filter((text) => text !== undefined).map((text) => ({ at, text: String(text) })),
  );
  assert.is(scripts.length, 14);
  for (const { at, text } of scripts) assert.not.match(text, "${{", at);
});
invariants("exactly one job reads the bot token, in one step's environment; one job passes it on", () => {
  const holders = jobs.filter(({ job }) => JSON.stringify(job).includes("secrets.ORCHESTRATOR_BOT_TOKEN"));
  assert.equal(
    holders.map(({ at }) => at),
    ["orchestrator-runner.yml orchestrate", "reusable-orchestrator.yml dispatch"],
  );
  const readers = steps.filter(({ step }) => JSON.stringify(step).includes("ORCHESTRATOR_BOT_TOKEN"));
  assert.equal(
    readers.map(({ at, step }) => [at, step.env?.ORCHESTRATOR_BOT_TOKEN]),
    [["reusable-orchestrator.yml dispatch Dispatch", "${{ secrets.ORCHESTRATOR_BOT_TOKEN }}"]],
  );
});
invariants("exactly one step reads the token of adopt, in its environment", () => {
  const readers = steps.filter(({ step }) => JSON.stringify(step).includes("secrets.ADOPT_TOKEN"));
  assert.equal(
    readers.map(({ at, step }) => [at, step.env]),
    [["adopt.yml push Commit", { ADOPT_TOKEN: "${{ secrets.ADOPT_TOKEN }}" }]],
  );
  assert.is(jobs.filter(({ job }) => JSON.stringify(job).includes("ADOPT_TOKEN")).length, 1);
});
invariants("no secret but the three that are declared, none inherited", () => {
  const names = new Set(
    [...texts.values()].flatMap((text) => [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name)),
  );
  assert.equal([...names].sort(), ["ADOPT_TOKEN", "ORCHESTRATOR_BOT_TOKEN", "ORCHESTRATOR_TEAM_TOKEN"]);
  for (const { at, job } of jobs) assert.is.not(job.secrets, "inherit", at);
});
invariants.run();

const validity = suite("GitHub's own parser, expressions included");
for (const [file, text] of texts) {
  validity(`accepts ${file}`, async () => {
    const found = await checkWorkflow({ file: `.github/workflows/${file}`, text }, (path) =>
      texts.get(path.replace(/^(\.\/)?\.github\/workflows\//, "")),
    );
    assert.equal(found, []);
  });
}
validity("refuses the runner when it passes an input that does not exist: the calls are really followed", async () => {
  const text = (texts.get("orchestrator-runner.yml") ?? "").replace("command: ${{ inputs.command }}", "comand: x");
  const found = await checkWorkflow({ file: ".github/workflows/orchestrator-runner.yml", text }, (path) =>
    texts.get(path.split("/").at(-1) ?? ""),
  );
  assert.is(found.length, 1);
});
validity.run();
