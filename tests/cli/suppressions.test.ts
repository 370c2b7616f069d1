import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

const test = suite("yardmaster: notes that ignore findings");

const source = (event: string, header = "") => ({
  "workflows-src/a.workflow.ts": `import { ignoring, job, noted, run, sh, triggers, workflow } from "@yardmaster/dsl";
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
