import { readdirSync, readFileSync } from "node:fs";
import { readHeader } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "../cli/repository.ts";

const test = suite("this repository's own workflows");

const folder = ".github/workflows";
const originals = Object.fromEntries(
  readdirSync(folder).map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, "utf8")]),
);

test("imported into an empty folder and compiled, come out byte for byte", async () => {
  const names = Object.keys(originals);
  assert.ok(names.length >= 8, `${names.length} workflows`);
  const repository = makeRepository(originals);
  try {
    const { code, stdout } = await repository.run(["import"]);
    assert.match(stdout, `${names.length} files: ${names.length} proved; `);
    assert.is(code, 0, stdout);
    for (const [path, text] of Object.entries(originals)) {
      assert.is(readHeader(repository.read(path))?.body, readHeader(text)?.body, path);
    }
    assert.is((await repository.run(["gen"])).stdout, `${names.length} files: ${names.length} unchanged\n`);
  } finally {
    repository.dispose();
  }
});

test.run();
