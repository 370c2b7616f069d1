import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

// Actions on the disk that steps name by their folders.

const test = suite("yardmaster: actions of the repository by their folders");

const composite = `name: Lint
description: Lints.
inputs:
  strict:
    description: Whether.
  level:
    description: How.
    required: true
outputs:
  report:
    description: What.
    value: x
runs:
  using: composite
  steps:
    - run: "true"
      shell: bash
`;

/** `line code message`, of a workflow with these steps. */
async function findings(
  steps: string,
  disk: Readonly<Record<string, string>> = {},
  on = "push: null",
): Promise<readonly string[]> {
  const repository = makeRepository({
    "workflows-src/a.workflow.ts": `import { job, parallel, run, sh, triggers, useAction, useFolder, workflow } from "yardmaster";
const { on } = triggers({ ${on} });
const checkout = (given = {}) => useAction("actions/checkout", { sha: "${"a".repeat(40)}", version: "v7.0.0" }, [], given);
export const a = workflow("a", { on, permissions: { contents: "read" }, jobs: [job("j", { "runs-on": "self-hosted", steps: [
${steps}
] })] });
`,
    ...disk,
  });
  try {
    const { stdout } = await repository.run(["check", "--format", "json"]);
    const found = JSON.parse(stdout).findings as { line: number; code: string; message: string }[];
    return found.map(({ line, code, message }) => `${line} ${code} ${message}`);
  } finally {
    repository.dispose();
  }
}

const lint = { "tools/lint/action.yml": composite };
const missing = (uses: string) =>
  `\`${uses}\` names no action: the repository has no action.yml, action.yaml or Dockerfile there.`;
const absent = (uses: string) =>
  `The repository has no action for \`${uses}\`: the step fails unless an earlier one puts it there.`;
const use = (folder: string, more = '{ level: "1" }') => `useFolder(${JSON.stringify(folder)}, ${more})`;

test("one that is there, by any way of writing its folder, is fine", async () => {
  for (const folder of ["tools/lint", "./tools/lint", "tools/lint/", "././tools/lint/"]) {
    assert.equal(await findings(use(folder), lint), []);
  }
  assert.equal(await findings(use("tools/lint"), { "tools/lint/action.yaml": composite }), []);
  assert.equal(await findings(use("tools/lint"), { "tools/lint/Dockerfile": "FROM x\n" }), []);
  assert.equal(await findings(use("."), { "action.yml": composite }), []);
});

test("one that is not there", async () => {
  assert.equal(await findings(use("tools/lnt"), lint), [`5 local-action-absent ${absent("./tools/lnt")}`]);
  const own = 'useFolder("tools/lnt", {}, { from: "self" })';
  assert.equal(await findings(own, lint), [`5 local-action-missing ${missing("$/tools/lnt")}`]);
});

test("after plain checkouts alone it is certain, unless another repository may call the workflow", async () => {
  const certain = [`6 local-action-missing ${missing("./tools/lnt")}`];
  const doubtful = (line: number) => [`${line} local-action-absent ${absent("./tools/lnt")}`];
  const after = (...before: readonly string[]) => [...before, use("tools/lnt")].join(",\n");
  assert.equal(await findings(after("checkout()"), lint), certain);
  assert.equal(await findings(after("checkout({ 'fetch-depth': 0 })"), lint), certain);
  for (const input of ['path: "x"', 'repository: "o/r"', 'ref: "x"']) {
    assert.equal(await findings(after(`checkout({ ${input} })`), lint), doubtful(6));
  }
  assert.equal(await findings(after("checkout()", "run(sh`true`)"), lint), doubtful(7));
  assert.equal(await findings(after("checkout()"), lint, "workflow_call: {}"), doubtful(6));
});

test("inputs that it does not have, and inputs that it requires", async () => {
  assert.equal(await findings(use("tools/lint", '{ level: "1", strickt: true }'), lint), [
    '5 local-action-input The action of `./tools/lint` has no input "strickt": GitHub would warn in the log and go on without it.',
  ]);
  assert.equal(await findings(use("tools/lint", '{ STRICT: "x" }'), lint), [
    '5 local-action-required The action of `./tools/lint` requires the input "level": without it, GitHub gives the empty text.',
  ]);
});

test("a container takes its arguments without declaring them", async () => {
  const docker = "name: D\ndescription: D\nruns:\n  using: docker\n  image: Dockerfile\n";
  const disk = { "tools/d/action.yml": docker };
  assert.equal(await findings(use("tools/d", '{ args: "x", entrypoint: "y" }'), disk), []);
  assert.is((await findings(use("tools/d", '{ arg: "x" }'), disk)).length, 1);
});

test("outputs that a composite action does not declare, where the job reads them", async () => {
  const steps = (
    name: string,
  ) => `...(() => { const lint = useFolder("tools/lint", { level: "1" }, { outputs: ["${name}"] as const });
  return [lint, run(sh\`echo \${lint.outputs.${name}}\`)]; })()`;
  assert.equal(await findings(steps("report"), lint), []);
  assert.equal(await findings(steps("reports"), lint), [
    '5 local-action-output The action of `./tools/lint` has no output "reports": what reads it gets the empty text.',
  ]);
  const node = "name: N\ndescription: N\ninputs:\n  level:\n    description: L\nruns:\n  using: node24\n  main: x.js\n";
  assert.equal(await findings(steps("reports"), { "tools/lint/action.yml": node }), []);
});

test("metadata that nobody can read", async () => {
  assert.equal(await findings(use("tools/lint"), { "tools/lint/action.yml": "name: x\n" }), [
    "5 local-action-unreadable tools/lint/action.yml is no action's metadata: it has no `runs`.",
  ]);
});

test("a step inside parallel ones", async () => {
  assert.equal(await findings(`parallel(${use("tools/lnt")})`, lint), [
    `5 local-action-absent ${absent("./tools/lnt")}`,
  ]);
});

test.run();
