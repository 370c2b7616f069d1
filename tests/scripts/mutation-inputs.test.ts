import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { digestInputs } from "../../scripts/mutation/digest-inputs.ts";

const content: Readonly<Record<string, string>> = {
  "package-lock.json": "{}",
  "stryker.config.json": "{}",
  "scripts/bundle/module-options.ts": "",
  "scripts/mutation.ts": "",
  "scripts/mutation/test-runner.mjs": "",
  "tests/mutation/survivors.json": "[]",
  "packages/orchestrator/src/decide.ts": 'import { limit } from "./limit.ts";\nexport const decide = limit;\n',
  "packages/orchestrator/src/limit.ts": "export const limit = 1;\n",
  "packages/orchestrator/src/bin.ts": "process.exit();\n",
  "packages/cli/src/gen.ts": "export {};\n",
  "tests/helpers/facts.ts": "export const facts = [1];\n",
  "tests/orchestrator/decide.test.ts":
    'import "uvu";\nimport { facts } from "../helpers/facts.ts";\nexport const used = facts;\n',
  "tests/orchestrator/log.test.ts": 'import "uvu";\n',
};

const test = suite<{ root: string }>("mutation testing: what its result follows from");
test.before.each((context) => {
  context.root = mkdtempSync(join(tmpdir(), "yardmaster-mutation-inputs-"));
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(context.root, path)), { recursive: true });
    writeFileSync(join(context.root, path), text);
  }
});
test.after.each(({ root }) => rmSync(root, { recursive: true }));

const changing = Object.keys(content).filter((path) => !/bin\.ts|packages\/cli|log\.test/.test(path));
for (const path of changing) {
  test(`a change of ${path} needs another run`, async ({ root }) => {
    const before = await digestInputs(root);
    assert.match(before, /^sha256:[0-9a-f]{64}$/);
    writeFileSync(join(root, path), `${content[path]} `);
    assert.is.not(await digestInputs(root), before);
    writeFileSync(join(root, path), content[path] ?? "");
    assert.is(await digestInputs(root), before);
  });
}
for (const path of ["packages/cli/src/gen.ts", "packages/orchestrator/src/bin.ts", "tests/orchestrator/log.test.ts"]) {
  test(`a change of ${path} does not`, async ({ root }) => {
    const before = await digestInputs(root);
    writeFileSync(join(root, path), "export const changed = true;\n");
    assert.is(await digestInputs(root), before);
  });
}
test("a further file that is mutated does", async ({ root }) => {
  const before = await digestInputs(root);
  writeFileSync(join(root, "packages/orchestrator/src/more.ts"), "export {};\n");
  assert.is.not(await digestInputs(root), before);
});
test.run();
