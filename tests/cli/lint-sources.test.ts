import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository } from "./repository.ts";

const test = suite<TestRepository>("yardmaster lint of what sources make");

const ci = ".github/workflows/ci.yml";
const from = "workflows-src/ci.workflow.ts";
const source = (extra: string) => `import { job, raw, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: null, schedule: [{ cron: "*/2 * * * *" }] });
const made = job("made", {
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 5,
  steps: [run(sh\`echo one\`)],
${extra}});
export const ci = workflow("ci", { on, permissions: {}, jobs: [made] });
`;

test.before.each(async (repository) => {
  Object.assign(
    repository,
    makeRepository({ [from]: source(""), ".github/workflows/own.yml": "on: push\njobs: {}\n" }),
  );
  await repository.run(["gen"]);
});
test.after.each((repository) => repository.dispose());

test("points at the TypeScript, the YAML second", async ({ run }) => {
  const { stdout } = await run(["lint", ci]);
  const [head, line, , inside] = stdout.split("\n");
  assert.match(head ?? "", new RegExp(`^${from}:2:16 warning cron-too-often: `));
  assert.match(line ?? "", "   2 | const { on } = triggers(");
  assert.match(inside ?? "", new RegExp(`^  in: ${ci}:\\d+:\\d+, on\\.schedule\\[0\\]\\.cron$`));
  const [finding] = JSON.parse((await run(["lint", ci, "--format=json"])).stdout).findings;
  assert.equal(finding.source, { file: from, line: 2, column: 16 });
  assert.is(finding.file, ci);
});
test("stays at the YAML of files that were edited, and of hand-written ones", async ({ run, write, read }) => {
  write(ci, read(ci).replace("timeout-minutes: 5", "timeout-minutes: 6"));
  assert.match((await run(["lint", ci])).stdout, new RegExp(`^${ci}:\\d+:\\d+ warning cron-too-often: `));
  assert.match(
    (await run(["lint", ".github/workflows/own.yml"])).stdout,
    /^\.github\/workflows\/own\.yml:2:\d+ error /,
  );
});
test("lets through what the source lets through by `raw`", async ({ run, write }) => {
  write(from, source('  "continue-on-error": raw("maybe", "a test of the server"),\n'));
  assert.is((await run(["gen"])).code, 0);
  const { stdout } = await run(["lint", ci, "--format", "json"]);
  const found = JSON.parse(stdout).findings.map(({ severity, code }: Record<string, string>) => `${severity} ${code}`);
  assert.not.ok(
    found.some((text: string) => text.startsWith("error")),
    found.join(),
  );
});
test.run();
