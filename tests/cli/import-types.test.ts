import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository, workflowSource } from "./repository.ts";

// Projects that have this repository's compiler and language installed.

const test = suite<TestRepository>("yardmaster import: types");
const ci = ".github/workflows/ci.yml";
const yaml = `on:
  workflow_dispatch:
    inputs:
      n: { type: number }
jobs:
  a:
    runs-on: ubuntu-24.04
    if: inputs.n == 1
    steps:
      - run: npm test
`;

test.before.each((repository) => {
  Object.assign(repository, makeRepository({ [ci]: yaml, "package.json": '{ "type": "module" }\n' }));
  mkdirSync(join(repository.root, "node_modules/@yardmaster"));
  for (const [name, path] of [
    ["typescript", "node_modules/typescript"],
    ["yardmaster", "packages/dsl"],
  ] as const) {
    symlinkSync(join(process.cwd(), path), join(repository.root, "node_modules", name), "dir");
  }
});
test.after.each((repository) => repository.dispose());

test("the tsconfig.json of the document is one that proves with types", async ({ run, read, write }) => {
  const [, settings = ""] = /^```json tsconfig\n([\s\S]*?)^```$/m.exec(readFileSync("docs/import.md", "utf8")) ?? [];
  write("tsconfig.json", settings);
  const proved = await run(["import", "--prove"], { showsTypes: true });
  assert.equal([proved.code, proved.stderr], [0, ""], proved.stdout);
  const imported = await run(["import"], { showsTypes: true });
  assert.equal([imported.code, imported.stderr], [0, ""], imported.stdout);
  const module = "workflows-src/ci.workflow.ts";
  write(module, `${read(module)}export const n: number = "text";\n`);
  assert.match((await run(["check"])).stdout, / error type-error: /);
});

/** As `tsc --init` writes it, without its comments. */
const initial = {
  ...{ module: "nodenext", target: "esnext", types: [], sourceMap: true, declaration: true, declarationMap: true },
  ...{ noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, strict: true, jsx: "react-jsx" },
  ...{ verbatimModuleSyntax: true, isolatedModules: true, noUncheckedSideEffectImports: true },
  ...{ moduleDetection: "force", skipLibCheck: true },
};
test("--prove finds in settings what import and check find, a setting once", async ({ run, write }) => {
  write("tsconfig.json", JSON.stringify({ compilerOptions: initial }));
  const proved = await run(["import", "--prove"]);
  const imported = await run(["import"]);
  const checked = await run(["check"]);
  assert.equal([proved.code, imported.code, checked.code], [1, 1, 1]);
  assert.is(checked.stdout.match(/ error type-error: TS5097: /g)?.length, 1);
  assert.match(checked.stdout, '  hint: Set "allowImportingTsExtensions": true in tsconfig.json, beside "noEmit": ');
  assert.ok(checked.stdout.endsWith("\n1 file: 1 in step; 1 finding\n"), checked.stdout);
  assert.ok(imported.stdout.endsWith(checked.stdout), imported.stdout);
  assert.ok(proved.stdout.endsWith(checked.stdout.replace("in step", "would be in step")), proved.stdout);
});
test("--prove finds what is wrong in modules that are there", async ({ run, write }) => {
  write("tsconfig.json", JSON.stringify({ compilerOptions: { ...initial, allowImportingTsExtensions: true } }));
  write("workflows-src/shared.ts", 'export const wrong: number = "text";\n');
  write(
    "workflows-src/other.workflow.ts",
    `import { wrong } from "./shared.ts";\nvoid wrong;\n${workflowSource("other")}`,
  );
  const { code, stdout } = await run(["import", "--prove"]);
  assert.is(code, 1);
  assert.match(stdout, "workflows-src/shared.ts:1:14 error type-error: TS2322: ");
});
test.run();
