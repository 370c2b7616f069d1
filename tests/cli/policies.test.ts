import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type RunOptions } from "./repository.ts";

const test = suite<ReturnType<typeof makeRepository>>("yardmaster: policies");

const workflow = (id: string, extra = "") => `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: {} });
export const made = workflow("${id}", {
  on,
  permissions: {},
  jobs: [job("a", { "runs-on": "ubuntu-24.04",${extra} steps: [run(sh\`make\`)] })],
});
`;
const policies = (list: string, before = "") => `import { allowedTriggers, jobTimeouts, policy } from "yardmaster";
${before}
export const policies = [${list}];
`;
const breach = 'The policy "job-timeouts" is not kept: The job states no `timeout-minutes`.';

test.before.each((repository) => {
  Object.assign(
    repository,
    makeRepository({
      "workflows-src/a.workflow.ts": workflow("a"),
      "workflows-src/b.workflow.ts": workflow("b", ' "timeout-minutes": 5,'),
      "workflows-src/policies.ts": policies("jobTimeouts()"),
    }),
  );
});
test.after.each((repository) => repository.dispose());

test("what is not kept stands at the line that made it, and stops gen and check", async ({ run, made }) => {
  const text = `workflows-src/a.workflow.ts:6:10 error policy-breached: ${breach}
   6 |   jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [run(sh\`make\`)] })],
     |          ^^^
  in: jobs.a
  hint: Keep to it, or change workflows-src/policies.ts, which says: Jobs state how long they may take.
`;
  assert.equal(await run(["gen"]), { code: 1, stdout: "", stderr: `${text}1 error; nothing was written.\n` });
  assert.equal(made(), {});
  const checked = await run(["check", "--no-types"]);
  assert.is(checked.code, 1);
  assert.is(checked.stdout.startsWith(text), true);
  const { findings } = JSON.parse((await run(["check", "--no-types", "--format", "json"])).stdout);
  assert.equal(
    findings.map(({ code, file, line, message }: Record<string, unknown>) => [code, file, line, message]),
    [["policy-breached", "workflows-src/a.workflow.ts", 6, breach]],
  );
});

test("a warning stops nothing", async ({ run, write, made }) => {
  write("workflows-src/policies.ts", policies('[jobTimeouts({ severity: "warning" })], [[allowedTriggers(["push"])]]'));
  const { code, stderr } = await run(["gen"]);
  assert.is(code, 0);
  assert.match(stderr, `a.workflow.ts:6:10 warning policy-breached: ${breach}`);
  assert.equal(Object.keys(made()), [".github/workflows/a.yml", ".github/workflows/b.yml"]);
});

test("a policy that fails is said once, at its line, and the others are asked", async ({ run, write }) => {
  const broken = `policy("broken", "Breaks.", ({ model }) => {
    if (model.permissions) JSON.parse("x");
  })`;
  write("workflows-src/policies.ts", policies(`${broken}, jobTimeouts()`));
  const { stderr } = await run(["gen"]);
  assert.match(
    stderr,
    /^workflows-src\/policies\.ts:4:33 error policy-throws: The policy "broken" fails on .github\/workflows\/a\.yml: SyntaxError: .*\.$/m,
  );
  assert.match(stderr, breach);
  assert.is(stderr.match(/policy-throws/g)?.length, 1);
});

test("one that waits, or ends the process, is refused", async ({ run, write }) => {
  write("workflows-src/policies.ts", policies('policy("later", "Waits.", async () => { throw new Error("x"); })'));
  const later = await run(["gen"]);
  assert.is(later.code, 1);
  assert.match(later.stderr, 'policy-awaits: The policy "later" returns a promise');
  write(
    "workflows-src/policies.ts",
    policies(
      'policy("ends", "Ends.", () => { try { process.exit(0); } catch {} })',
      "declare const process: { exit(n: number): void };",
    ),
  );
  const ended = await run(["gen"]);
  assert.is(ended.code, 1);
  assert.match(
    ended.stderr,
    'policy-throws: The policy "ends" fails on .github/workflows/a.yml: SourceExit: process.exit(0).',
  );
});

test("whatever a policy gives is taken", async ({ run, write }) => {
  const given =
    'policy("odd", "Is odd.", (_, report) => { report(3 as never, [{}] as never); report("x", "y" as never); })';
  write("workflows-src/policies.ts", policies(given));
  const { code, stderr } = await run(["gen"]);
  assert.is(code, 1);
  assert.match(stderr, 'a.workflow.ts:3:21 error policy-breached: The policy "odd" is not kept: 3\n');
  assert.match(stderr, 'The policy "odd" is not kept: x\n');
});

test("a module without the list, and a list with something else in it, are no policies", async ({ run, write }) => {
  write("workflows-src/policies.ts", "export const rules = [];\n");
  const missing = await run(["gen"]);
  assert.is(missing.code, 2);
  assert.match(missing.stderr, "error policies-missing: workflows-src/policies.ts exports no list `policies`");
  write("workflows-src/policies.ts", policies("jobTimeouts as never, jobTimeouts()"));
  const wrong = await run(["gen"]);
  assert.is(wrong.code, 2);
  assert.match(wrong.stderr, "error policy-invalid: `policies[0]` of workflows-src/policies.ts is no policy.");
  assert.match(wrong.stderr, breach);
  write("workflows-src/policies.ts", 'throw new Error("x");\n');
  assert.match(
    (await run(["gen"])).stderr,
    "error source-throws: Evaluating workflows-src/policies.ts fails: Error: x.",
  );
});

test("policies see the other workflows, of the sources and of the disk, and what is noted", async ({ run, write }) => {
  write(".github/workflows/hand.yml", "on: push\njobs: {}\n");
  write(
    "workflows-src/c.workflow.ts",
    'import { triggers, workflow, job, run, sh, noted } from "yardmaster";\nconst { on } = triggers({ workflow_run: { workflows: ["hand"], note: "why" } as never });\nexport const c = workflow("c", { on, permissions: {}, jobs: [job("a", { "runs-on": "x", steps: [run(sh`make`)] })] });\n',
  );
  const seen =
    'policy("seen", "Sees.", ({ file, facts, comments }, report) => report([file, ...facts.workflows.keys(), ...comments.map(({ text }) => text)].join(" ")), { severity: "warning" })';
  write("workflows-src/policies.ts", policies(seen));
  const { stderr } = await run(["gen"]);
  const all = [
    ".github/workflows/a.yml",
    ".github/workflows/b.yml",
    ".github/workflows/c.yml",
    ".github/workflows/hand.yml",
  ];
  assert.match(stderr, `not kept: .github/workflows/c.yml ${all.join(" ")} why`);
});

test("after an edit, whatever a policy can say is said", async ({ run, write }) => {
  const remembered: RunOptions = { program: "test" };
  const names = ["c", "d", "e", "f"];
  for (const name of names) write(`workflows-src/${name}.workflow.ts`, workflow(name, ' "timeout-minutes": 5,'));
  write("workflows-src/a.workflow.ts", workflow("a", ' "timeout-minutes": 5,'));
  write("workflows-src/shared.ts", "export const limit = 5;\n");
  write("workflows-src/policies.ts", policies("jobTimeouts({ max: limit })", 'import { limit } from "./shared.ts";'));
  assert.is((await run(["gen"], remembered)).code, 0);
  write("workflows-src/d.workflow.ts", workflow("d", ' "timeout-minutes": 6,'));
  const edited = await run(["gen"], remembered);
  assert.is(edited.code, 1);
  assert.match(
    edited.stderr,
    'd.workflow.ts:6:10 error policy-breached: The policy "job-timeouts" is not kept: `timeout-minutes: 6`',
  );
  write("workflows-src/d.workflow.ts", workflow("d", ' "timeout-minutes": 4,'));
  assert.is(
    (await run(["gen"], remembered)).stdout,
    "updated .github/workflows/d.yml\n6 files: 1 updated, 5 unchanged\n",
  );
  write("workflows-src/shared.ts", "export const limit = 4;\n");
  assert.is((await run(["gen"], remembered)).stderr.match(/policy-breached/g)?.length, 5);
  write("workflows-src/shared.ts", "export const limit = 9;\n");
  assert.is((await run(["gen"], remembered)).code, 0);
  write("workflows-src/policies.ts", policies("jobTimeouts({ max: 1 })"));
  assert.is((await run(["gen"], remembered)).stderr.match(/policy-breached/g)?.length, 6);
});

test.run();
