import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkWorkflow } from "../helpers/judge-text.ts";
import { makeRepository } from "./repository.ts";

const test = suite("yardmaster: what workflows say of each other");

/** What `check` finds, apart from files that are not written yet: `line:column severity code`. */
async function findings(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const repository = makeRepository(files);
  try {
    const { stdout } = await repository.run(["check", "--format", "json", "--no-types"], { checkText: checkWorkflow });
    const { findings: found } = JSON.parse(stdout) as { findings: readonly Record<string, unknown>[] };
    return found
      .filter(({ file }) => file === source)
      .map(({ line, column, severity, code }) => `${line}:${column} ${severity} ${code}`);
  } finally {
    repository.dispose();
  }
}

const source = "workflows-src/a.workflow.ts";
/** A repository of its own below the root. */
const part = { "part/.git/HEAD": "ref: refs/heads/main\n" };
const imports = 'import * as y from "yardmaster";\nconst steps = [y.run(y.sh`true`)];\n';

test("a call that asks for more than the job grants is reported at the call, and nothing is written", async () => {
  const text = `${imports}const deploys = y.workflow("deploys", {
  on: y.triggers({ workflow_call: null }).on,
  jobs: [y.job("pages", { "runs-on": "x", permissions: { pages: "write" }, steps })],
});
export { deploys };
export const ci = y.workflow("ci", {
  on: y.triggers({ push: null }).on,
  permissions: { contents: "read" },
  jobs: [y.call("deploy", deploys)],
});
`;
  assert.equal(await findings({ [source]: text }), ["11:12 error call-permission-missing"]);
});
test("findings about triggers point at the triggers, and come beside those of other kinds", async () => {
  const text = `${imports}const { on } = y.triggers({ push: { tags: ["a"], "tags-ignore": ["b"] } } as never);
export const ci = y.workflow("ci", {
  on,
  permissions: {},
  concurrency: y.serial("Main"),
  jobs: [y.job("a", { "runs-on": "x", concurrency: { group: "main", queue: "max", "cancel-in-progress": true } as never, steps })],
});
`;
  assert.equal(await findings({ [source]: text }), [
    "3:18 error filters-exclusive",
    "8:12 warning concurrency-cancels-others",
    "8:12 error concurrency-deadlock",
    "8:12 error concurrency-queue",
  ]);
});
test("a file that was written by hand, with either ending, is compared with its declaration", async () => {
  const hand =
    "on: { workflow_call: { outputs: { digest: { value: '${{ jobs.a.outputs.x }}' } } } }\njobs: { a: { runs-on: x, outputs: { x: y }, steps: [{ run: y }] } }\n";
  const text = (
    output: string,
    file: string,
  ) => `${imports}const hand = y.localWorkflow("${file}", { outputs: ["${output}"] });
export const ci = y.workflow("ci", { on: y.triggers({ push: null }).on, permissions: {}, jobs: [y.call("c", hand)] });
`;
  for (const file of ["hand.yml", "hand.yaml"]) {
    const disk = { [`.github/workflows/${file}`]: hand };
    assert.equal(await findings({ ...disk, [source]: text("digest", file) }), []);
    assert.equal(await findings({ ...disk, [source]: text("digset", file) }), ["4:99 error declared-call-unknown"]);
  }
});
test("a part of a monorepo calls its own files", async () => {
  const hand = "on: workflow_call\njobs: { a: { runs-on: x, steps: [{ run: y }] } }\n";
  const text = `${imports}export const ci = y.workflow("ci", {
  on: y.triggers({ push: null }).on, permissions: {}, root: "part", jobs: [y.call("c", y.localWorkflow("hand.yml"))],
});
`;
  assert.equal(await findings({ ...part, "part/.github/workflows/hand.yml": hand, [source]: text }), []);
});
test("names that workflow_run waits for are looked for in the same repository, also in a part of a monorepo", async () => {
  const text = (root: string) => `${imports}const on = y.triggers({ workflow_run: { workflows: ["By hand"] } }).on;
export const after = y.workflow("after", { on, permissions: {}, ${root}jobs: [y.job("a", { "runs-on": "x", steps })] });
`;
  const hand = "name: By hand\non: push\njobs: { a: { runs-on: x, steps: [{ run: y }] } }\n";
  assert.equal(await findings({ ".github/workflows/hand.yml": hand, [source]: text("") }), []);
  assert.equal(
    await findings({ ...part, "part/.github/workflows/hand.yml": hand, [source]: text('root: "part", ') }),
    [],
  );
  assert.equal(await findings({ ...part, ".github/workflows/hand.yml": hand, [source]: text('root: "part", ') }), [
    "3:14 warning workflow-run-name",
  ]);
});
test.run();
