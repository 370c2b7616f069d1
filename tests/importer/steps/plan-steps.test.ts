import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { provedModule } from "./proved-module.ts";

const test = suite("steps as they are written");
const folder = "tests/fixtures/importer/steps";
const cases = readdirSync(folder)
  .filter((name) => name.endsWith(".yml"))
  .map((name) => name.replace(".yml", ""));

for (const name of cases) {
  const text = readFileSync(`${folder}/${name}.yml`, "utf8");
  test(`${name}: ${/^# (.*)/.exec(text)?.[1]}`, async () => {
    const source = await provedModule(text);
    const expected = `${folder}/${name}.txt`;
    if (process.env.UPDATE_EXPECTED === "1") writeFileSync(expected, source);
    assert.is(source, readFileSync(expected, "utf8"));
  });
}

test.run();
