import { readFileSync, writeFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { moduleOf } from "./module-of.ts";

const test = suite("modules of actions");

for (const name of ["composite", "node", "docker"]) {
  test(`one of the kind ${name}`, async () => {
    const folder = `tests/fixtures/importer/modules/${name}`;
    const source = await moduleOf(readFileSync(`${folder}/action.yml`, "utf8"), `.github/actions/${name}/action.yml`);
    const expected = `${folder}/action.ts`;
    if (process.env.UPDATE_EXPECTED === "1") writeFileSync(expected, source);
    assert.is(source, readFileSync(expected, "utf8"));
  });
}

test.run();
