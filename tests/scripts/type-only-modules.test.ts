import { spawnSync } from "node:child_process";
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
test("load, and hold no value", () => {
  const modules = findTypeOnlyModules();
  assert.ok(modules.includes("packages/core/src/model/model.ts"));
  // By tsx, which takes a file at run time where the tests themselves are one bundle.
  const load = "for (const file of process.argv.slice(1)) console.log(file, ...Object.keys(await import(file)));";
  const urls = modules.map((file) => pathToFileURL(resolve(file)).href);
  const options = { encoding: "utf8", timeout: 60_000 } as const;
  const child = spawnSync(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", load, "--", ...urls],
    options,
  );
  assert.equal([child.stderr, child.stdout], ["", urls.map((url) => `${url}\n`).join("")]);
});

test.run();
