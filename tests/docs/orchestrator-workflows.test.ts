import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Job, workflow } from "../ops/helpers/generated-workflows.ts";

// The tables of docs/CI_CD/CodexIntegration.md about the workflows, held against the generated ones.

const page = readFileSync("docs/CI_CD/CodexIntegration.md", "utf8");

interface Called {
  readonly workflow_call: { readonly outputs?: Readonly<Record<string, unknown>> };
}

function rowsBelow(header: string): readonly (readonly string[])[] {
  const [, below = ""] = page.split(`\n${header}\n`);
  const table = below.split("\n\n")[0] ?? "";
  return table
    .split("\n")
    .slice(1)
    .map((line) => line.slice(2, -2).split(" | "));
}

function codeIn(cell: string | undefined): readonly string[] {
  return [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

function outputsOf(file: string): readonly string[] {
  return Object.keys((workflow(file).on as unknown as Called).workflow_call.outputs ?? {}).sort();
}

const jobs: Readonly<Record<string, Job | undefined>> = {
  ...workflow("permission-gate.yml").jobs,
  dispatch: workflow("reusable-orchestrator.yml").jobs.dispatch,
  refuse: workflow("reusable-orchestrator.yml").jobs.refuse,
  ...workflow("orchestrator-log-branch.yml").jobs,
};

const test = suite("workflows as they are described");

test("jobs with their permissions, secrets and environment", () => {
  const described = rowsBelow("| job | permissions | secrets | runs |").map(([name, permissions, secrets]) => ({
    name: codeIn(name)[0],
    permissions: codeIn(permissions),
    secrets: codeIn(secrets).filter((each) => each !== "orchestrator"),
    environment: (secrets ?? "").includes("environment `orchestrator`"),
  }));
  const generated = Object.entries(jobs).map(([name, job]) => ({
    name,
    permissions: Object.entries(job?.permissions ?? {}).map(([key, level]) => `${key}: ${level}`),
    secrets: [...new Set([...JSON.stringify(job?.steps).matchAll(/secrets\.(\w+)/g)].map(([, secret = ""]) => secret))],
    environment: job?.environment !== undefined,
  }));
  const sorted = (rows: typeof described | typeof generated) =>
    rows.map((row) => ({ ...row, permissions: [...row.permissions].sort(), secrets: [...row.secrets].sort() }));
  assert.equal(sorted(described), sorted(generated));
});
test("outputs of the gate and of the whole", () => {
  const rows = rowsBelow("| output | of | says |");
  const named = (of: string) =>
    rows
      .filter(([, where]) => (where ?? "").split(", ").includes(of))
      .flatMap(([cell]) => codeIn(cell))
      .sort();
  assert.equal(
    named("gate").filter((name) => name !== "gate_reason_code"),
    outputsOf("permission-gate.yml"),
  );
  assert.equal([...new Set(named("reusable"))], outputsOf("reusable-orchestrator.yml"));
});
test("minutes after which the job that dispatches ends, as the runbook says, and more than its deadline and answers take", () => {
  const runbook = readFileSync("docs/runbooks/orchestrator_dispatch.md", "utf8");
  const said =
    /(\d+) seconds at most, and (\d+) more for answers; the job ends after (\d+) minutes/.exec(runbook) ?? [];
  const [sending = 0, answering = 0, minutes = 0] = said.slice(1).map(Number);
  assert.is(jobs.dispatch?.["timeout-minutes"], minutes);
  assert.ok(minutes * 60 > sending + answering);
});
test("the diagram shows the jobs, the files and the artifacts' way", () => {
  const diagram = /```mermaid\n(.*?)```/s.exec(page)?.[1] ?? "";
  for (const name of Object.keys(jobs)) assert.match(diagram, `job ${name}`);
  for (const [, file = ""] of diagram.matchAll(/\b([\w-]+\.yml)/g)) assert.ok(workflow(file), file);
});
test("artifacts by their names, kept whatever happens", () => {
  const uploads = ["permission-gate.yml", "reusable-orchestrator.yml"].flatMap((file) =>
    Object.values(workflow(file).jobs).flatMap((job) =>
      (job.steps ?? []).filter((step) => step.uses?.startsWith("actions/upload-artifact@")),
    ),
  );
  assert.equal(
    uploads.map((step) => step.if),
    ["always()", "always()", "always()"],
  );
  const runAndAttempt = /\$\{\{ [^}]*run_id \}\}-\$\{\{ [^}]*run_attempt \}\}-\$\{\{ job\.check_run_id \}\}$/;
  const prefixes = uploads.map((step) => String(step.with?.name).replace(runAndAttempt, ""));
  const named = [...page.matchAll(/`(orchestrator[\w-]*-)RUN_ID-ATTEMPT-JOB`/g)].map(([, prefix = ""]) => prefix);
  assert.equal(named.sort(), prefixes.sort());
});

test.run();
