import { readFileSync } from "node:fs";
import { type AnalyzedWorkflow, checkModel, type Rule, rules } from "@yardmaster/analyzer";
import { defineDiagnostic, nothingKnown, type WorkflowModel } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const seen = defineDiagnostic({ code: "seen", severity: "warning", message: (p: { what: string }) => p.what });
const other = defineDiagnostic({ code: "other", severity: "error", message: () => "Another thing." });

const model: WorkflowModel = {
  on: { push: null, workflow_dispatch: {} },
  env: { A: "${{ vars.A }} and ${{ vars. }}" },
  jobs: {
    build: {
      if: "github.ref == 'refs/heads/main'",
      steps: [{ run: "a" }, { parallel: [{ run: "b", if: "always()" }, { run: "echo ${{ github.sha }}" }] }, null],
    },
    call: { uses: "./.github/workflows/b.yml", with: { if: "text" } },
  },
};
const workflow: AnalyzedWorkflow = { file: ".github/workflows/a.yml", model };
const repository = new Map([[workflow.file, workflow]]);

function findings(...list: readonly Rule[]): readonly string[] {
  return checkModel(workflow, { ...nothingKnown, workflows: repository }, list).map(({ message, place }) => {
    return `${place && "path" in place ? place.path.join(".") : ""} ${message}`;
  });
}

const test = suite("rules");

test("visit a workflow, its jobs, their steps and its expressions, each with its path", () => {
  const rule: Rule = {
    reports: [seen],
    workflow: ({ file, events }, report) => report(seen, { what: `${file} ${[...events.keys()]}` }, []),
    job: ({ id, path, steps }, { repository: all }, report) =>
      report(seen, { what: `job ${id}, ${steps.length} steps, ${all.size} workflows` }, path),
    step: ({ keys, path }, { job }, report) => report(seen, { what: `step of ${job?.id}: ${Object.keys(keys)}` }, path),
    expression: ({ expression, path }, _, report) => report(seen, { what: expression.kind }, path),
  };
  assert.equal(findings(rule), [
    " .github/workflows/a.yml push,workflow_dispatch",
    "jobs.build job build, 4 steps, 1 workflows",
    "jobs.build.steps.0 step of build: run",
    "jobs.build.steps.1 step of build: parallel",
    "jobs.build.steps.1.parallel.0 step of build: run,if",
    "jobs.build.steps.1.parallel.1 step of build: run",
    "jobs.call job call, 0 steps, 1 workflows",
    "env.A property",
    "jobs.build.if binary",
    "jobs.build.steps.1.parallel.0.if call",
    "jobs.build.steps.1.parallel.1.run property",
  ]);
});
test("speak one after the other, in the order of their list", () => {
  const say = (what: string): Rule => ({ reports: [seen], job: ({ path }, _, report) => report(seen, { what }, path) });
  assert.equal(findings(say("first"), say("second")), [
    "jobs.build first",
    "jobs.call first",
    "jobs.build second",
    "jobs.call second",
  ]);
});
test("hand on related places and fixes", () => {
  const extras = {
    related: [{ message: "Here as well.", place: { path: ["env"] } }],
    fixes: [{ title: "Drop it.", safety: "unsafe" as const, edits: [{ path: ["env", "A"], value: "" }] }],
  };
  const rule: Rule = { reports: [other], workflow: (_, report) => report(other, {}, ["on"], extras) };
  assert.equal(checkModel(workflow, { ...nothingKnown, workflows: repository }, [rule]), [
    { code: "other", severity: "error", message: "Another thing.", place: { path: ["on"] }, ...extras },
  ]);
});
test("may report nothing that they do not list", () => {
  const rule: Rule = { reports: [seen], workflow: (_, report) => report(other, {}, []) };
  assert.throws(
    () => findings(rule),
    (error: Error) => {
      return error.name === "InvariantError" && error.message === "A rule reports other, which it does not list.";
    },
  );
});
test("can be enumerated: each code belongs to one rule, and has its row in the page", () => {
  const codes = rules.flatMap(({ reports }) => reports.map(({ code }) => code));
  assert.is(
    rules.every(({ reports }) => reports.length > 0),
    true,
  );
  assert.is(new Set(codes).size, codes.length);
  const page = readFileSync("docs/rules/README.md", "utf8");
  assert.equal(
    codes.filter((code) => !page.includes(`| \`${code}\``)),
    [],
  );
});

test.run();
