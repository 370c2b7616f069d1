import { existsSync, readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("the mission's card");

/** Every manifest of the workspace, root first. */
const manifests = ["package.json", ...readdirSync("packages").map((name) => `packages/${name}/package.json`)].map(
  (path) => JSON.parse(readFileSync(path, "utf8")) as { dependencies?: object; devDependencies?: object },
);
const declared = new Set(
  manifests.flatMap((manifest) => Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })),
);

test("the packages are those that were named", () => {
  for (const name of ["@github-actions-workflow-ts/lib", "yaml", "ts-morph", "date-fns-tz", "uvu", "c8"]) {
    assert.ok(declared.has(name), name);
  }
});
test("the top level is the one that was named", () => {
  const named = [
    "workflows-src",
    "generated",
    "packages",
    "tests",
    ".github",
    "docs",
    "scripts",
    "CHANGELOG.md",
    "package.json",
    "tsconfig.json",
  ];
  assert.equal(
    named.filter((path) => !existsSync(path)),
    [],
  );
});
test.run();
