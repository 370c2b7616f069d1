// Not bundled: it imports every module of types by its path.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { suite } from "uvu";
import * as assert from "uvu/assert";

/** Sources from which nothing is left at run time. */
function findTypeOnlyModules(): string[] {
  return ["packages", "scripts"]
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
    .filter((file) => /^(?:scripts|packages\/[^/]+\/src)\/.*\.ts$/.test(file) && !file.endsWith(".d.ts"))
    .filter((file) => {
      const { code } = transformSync(readFileSync(file, "utf8"), { loader: "ts", format: "esm" });
      return code.replace("export {};", "").trim() === "";
    });
}

const test = suite("type-only modules");

// c8 counts a file that no process loads as 0 %. Nothing loads these, since imports of types are erased; loaded once,
// they count as what they are: nothing left to cover. So the configuration of c8 needs no list of exceptions.
test("load, and hold no value", async () => {
  const modules = findTypeOnlyModules();
  assert.ok(modules.includes("packages/core/src/model/model.ts"));
  for (const file of modules) {
    assert.equal(Object.keys(await import(pathToFileURL(resolve(file)).href)), [], file);
  }
});

test.run();
