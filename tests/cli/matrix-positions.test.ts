import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

const test = suite("yardmaster: findings about a matrix point at what declares it");

/** `line:column code message`, of a workflow with this job and what stands above it. */
async function findings(body: string): Promise<readonly string[]> {
  const repository = makeRepository({
    "workflows-src/a.workflow.ts": `import { call, job, localWorkflow, matrix, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: null });
${body}
export const a = workflow("a", { on, permissions: {}, jobs: [made] });
`,
  });
  try {
    const { stdout } = await repository.run(["check", "--no-types", "--format", "json"]);
    const found = JSON.parse(stdout).findings as { line: number; column: number; code: string; message: string }[];
    return found
      .filter(({ code }) => code === "version-as-number" || code === "matrix-exclude-unknown")
      .map(({ line, column, code, message }) => `${line}:${column} ${code} ${message.split(":")[0]}`)
      .sort();
  } finally {
    repository.dispose();
  }
}

const values = `{
  python: [3.9, 3.10, "3.11"],
  include: [{ python: 3.10, ruby: 3.3 }],
  exclude: [{ platform: "x" } as never],
}`;
const said = (place: string) => [
  `${place} matrix-exclude-unknown \`exclude\` names "platform", which is no axis of the matrix.`,
  `${place} version-as-number "python" is the numbers 3.9, 3.1`,
  `${place} version-as-number "ruby" is the number 3.3`,
];

test("at `matrix(…)`, of a job and of a call, where it was declared before", async () => {
  const declared = `const legs =\n  matrix(${values});\n`;
  const job = 'const made = job("j", { "runs-on": "ubuntu-24.04", strategy: { matrix: legs }, steps: [] });';
  const call = 'const made = call("j", localWorkflow("x.yml"), { strategy: { matrix: legs } });';
  for (const user of [job, call]) assert.equal(await findings(declared + user), said("4:3"));
});
test("at the job, where it stands in its place", async () => {
  const made = `const made = job("j", { "runs-on": "ubuntu-24.04", strategy: { matrix: ${values} }, steps: [] });`;
  assert.equal(await findings(made), said("3:14"));
});
test.run();
