import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { moduleOf } from "./module-of.ts";

const test = suite("modules of workflows");
const fixtures = "tests/fixtures/importer/modules";
const cases = ["small", "median", "odd"];

for (const name of cases) {
  test(`a ${name} workflow is what a person would write`, async () => {
    const source = await moduleOf(readFileSync(`${fixtures}/${name}.yml`, "utf8"));
    const expected = `${fixtures}/${name}.ts`;
    if (process.env.UPDATE_EXPECTED === "1") writeFileSync(expected, source);
    assert.is(source, readFileSync(expected, "utf8"));
  });
}

test("the project's formatter and linter find nothing to change", () => {
  const folder = mkdtempSync(join(tmpdir(), "modules-"));
  try {
    const settings = JSON.parse(readFileSync("biome.json", "utf8"));
    writeFileSync(
      join(folder, "biome.json"),
      `${JSON.stringify({ ...settings, $schema: undefined, vcs: { enabled: false }, files: undefined }, undefined, 2)}\n`,
    );
    const modules = [...cases, "composite/action", "node/action", "docker/action"];
    for (const [index, name] of modules.entries()) {
      writeFileSync(join(folder, `${index}.ts`), readFileSync(`${fixtures}/${name}.ts`, "utf8"));
    }
    const biome = join(process.cwd(), "node_modules/.bin/biome");
    execFileSync(biome, ["check", "--error-on-warnings", "."], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
