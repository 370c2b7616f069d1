import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

// Tasks against the workflows of the repository that they dispatch.

const hand = (inputs: string, on = `workflow_dispatch: { inputs: { correlation_id: { type: string }, ${inputs} } }`) =>
  `on: { ${on} }\njobs: { a: { runs-on: ubuntu-24.04, steps: [{ run: y }] } }\n`;

const source = (inputs: string, more = "") => `import * as y from "yardmaster";
const correlation_id = y.text({ default: "" });
const deploy = y.dispatchableWorkflow("deploy.yml", { inputs: { ${inputs}, correlation_id } });
export const tasks = y.taskTable("tasks", {
  deploy: { description: "Deploys.", workflow: deploy${more} },
});
`;

/** What `check` says first of each finding about the table. */
async function findings(text: string, file?: string): Promise<readonly string[]> {
  const repository = makeRepository({
    "workflows-src/a.tasks.ts": text,
    ...(file === undefined ? {} : { ".github/workflows/deploy.yml": file }),
  });
  try {
    const { stdout } = await repository.run(["check", "--format", "json"]);
    const { findings: found } = JSON.parse(stdout) as { findings: readonly Record<string, unknown>[] };
    return found.map(({ line, column, code, message }) => `${line}:${column} ${code}: ${message}`);
  } finally {
    repository.dispose();
  }
}

const test = suite("yardmaster: tasks and the workflows that they dispatch");

test("what the file takes is right", async () => {
  const stage = "stage: y.text({ required: true })";
  assert.equal(await findings(source(stage), hand("stage: { required: true }")), []);
  assert.equal(await findings(source(stage), hand("stage: {}, level: { required: true, default: one }")), []);
});
test("an input that the file does not have is refused, with the nearest", async () => {
  assert.equal(await findings(source("stgae: y.text()"), hand("stage: {}")), [
    '4:24 declared-dispatch-unknown: The task "deploy" gives the input "stgae", and .github/workflows/deploy.yml has no such input: GitHub refuses the dispatch.',
  ]);
});
test("an input that the file requires is refused where a command can leave it out", async () => {
  const said = [
    '4:24 declared-dispatch-missing: .github/workflows/deploy.yml requires the input "stage", which a command for the task "deploy" can leave out.',
  ];
  assert.equal(await findings(source("stage: y.text()"), hand("stage: { required: true }")), said);
  assert.equal(await findings(source("level: y.text()"), hand("level: {}, stage: { required: true }")), said);
});
test("a file that nobody can dispatch is refused", async () => {
  assert.equal(await findings(source("stage: y.text()"), hand("", "push: null")), [
    '4:24 declared-dispatch-not-triggered: The task "deploy" dispatches .github/workflows/deploy.yml, which is not triggered by `workflow_dispatch`.',
  ]);
});
test("files of other repositories, and those that are not there, are left alone", async () => {
  const text = source("stgae: y.text()", ', repositories: ["o/r"], ref: "main"');
  assert.equal(await findings(text, hand("stage: {}")), []);
  assert.equal(await findings(source("stgae: y.text()")), []);
});
test("a workflow of the sources is looked at as they make it", async () => {
  const made = `${source("stgae: y.text()")}const on = y.triggers({ workflow_dispatch: { inputs: { stage: y.text(), correlation_id } } }).on;
export const w = y.workflow("deploy", { on, permissions: {}, jobs: [y.job("a", { "runs-on": "ubuntu-24.04", steps: [y.run(y.sh\`true\`)] })] });
`;
  assert.equal(
    (await findings(made)).map((each) => each.split(":", 2).join(":")),
    ["4:24 declared-dispatch-unknown"],
  );
});
test("data of another kind that has tasks is none of these", async () => {
  for (const value of ["{ tasks: [{}] }", "{ tasks: [null, 1] }", "{ tasks: 1 }"]) {
    const text = `export const d = { yardmaster: "data", id: "d", value: ${value}, diagnostics: [], origins: [] };\n`;
    assert.equal(await findings(text, hand("stage: {}")), [], value);
  }
});
test.run();
