import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

const test = suite("yardmaster: notes that ignore findings");

const source = (event: string, header = "") => ({
  "workflows-src/a.workflow.ts": `import { ignoring, job, noted, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ ${event} });
const a = job("a", { "runs-on": "ubuntu-24.04", "timeout-minutes": 5, steps: [run(sh\`echo\`)] });
export const w = workflow("a", { on, permissions: {}, ${header} jobs: [a] });
`,
});

async function outcome(files: Readonly<Record<string, string>>): Promise<{ found: readonly string[]; yaml: string }> {
  const repository = makeRepository(files);
  try {
    const { stderr } = await repository.run(["gen"]);
    const found = [...stderr.matchAll(/^(\S+:\d+:\d+) \w+ ([a-z-]+):/gm)].map(([, at, code]) => `${at} ${code}`);
    return { found, yaml: repository.made()[".github/workflows/a.yml"] ?? "" };
  } finally {
    repository.dispose();
  }
}

test("at the node, and it stands in the YAML, where zizmor is answered as well", async () => {
  const noted = 'schedule: [{ cron: noted("*/2 * * * *", ignoring("cron-too-often", "It is a test.")) }]';
  const { found, yaml } = await outcome(source(noted));
  assert.equal(found, []);
  assert.match(yaml, "# yardmaster: ignore[cron-too-often] It is a test.\n");
});
const onLabel = {
  "workflows-src/a.workflow.ts": `import { ignoring, job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: null });
const a = job("a", { "runs-on": "ubuntu-20.04" as never,
  note: ignoring(["runner-label-retired", "unsecure-commands-allowed"], "An old machine of ours."),
  env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: "true" }, "timeout-minutes": 5, steps: [run(sh\`echo\`)] });
export const w = workflow("a", { on, permissions: {}, jobs: [a] });
`,
};
test("zizmor is answered behind the node, and actionlint in its settings, which go when nothing needs them", async () => {
  const repository = makeRepository(onLabel);
  try {
    assert.is((await repository.run(["gen"])).code, 0);
    const made = repository.made();
    assert.match(
      made[".github/workflows/a.yml"] ?? "",
      '      ACTIONS_ALLOW_UNSECURE_COMMANDS: "true" # zizmor: ignore[insecure-commands]\n',
    );
    assert.is(
      made[".github/actionlint.yaml"]?.split("\n").slice(1).join("\n"),
      "\npaths:\n  .github/workflows/a.yml:\n    ignore:\n      - ^label .+ is unknown\n",
    );
    assert.is((await repository.run(["check", "--no-types"])).code, 0);
    repository.write("workflows-src/a.workflow.ts", source("push: null")["workflows-src/a.workflow.ts"]);
    assert.is((await repository.run(["gen"])).code, 0);
    assert.is(repository.made()[".github/actionlint.yaml"], undefined);
  } finally {
    repository.dispose();
  }
});
test("settings of actionlint that somebody wrote are left alone, and what they lack is said", async () => {
  const own = "self-hosted-runner:\n  labels: [x]\n";
  const repository = makeRepository({ ...onLabel, ".github/actionlint.yaml": own });
  try {
    const { code, stderr } = await repository.run(["gen"]);
    assert.is(code, 0);
    assert.match(stderr, "warning actionlint-unanswered: A finding of .github/workflows/a.yml that a note ignores");
    assert.match(stderr, 'Add "^label .+ is unknown" to `paths`, ".github/workflows/a.yml", `ignore` there.');
    assert.is(repository.read(".github/actionlint.yaml"), own);
    repository.write(
      ".github/actionlint.yaml",
      `${own}paths: { .github/workflows/a.yml: { ignore: ["^label .+ is unknown"] } }\n`,
    );
    assert.not.match((await repository.run(["gen"])).stderr, "actionlint-unanswered");
  } finally {
    repository.dispose();
  }
});
test("in the header, for the whole file", async () => {
  const header = 'header: [ignoring("cron-too-often", "It is a test.")],';
  assert.equal((await outcome(source('schedule: [{ cron: "*/2 * * * *" }]', header))).found, []);
});
test("one that answers nothing is said at the node", async () => {
  const { found } = await outcome(source('push: { note: ignoring(["cron-never", "cron-nevr"], "Why not.") }'));
  assert.equal(found, [
    "workflows-src/a.workflow.ts:2:16 suppression-unknown",
    "workflows-src/a.workflow.ts:2:16 suppression-unused",
  ]);
});
test.run();
