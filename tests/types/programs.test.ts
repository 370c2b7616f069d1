import { readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// The programs of this folder are compiled by `npm run typecheck`, never run.

const test = suite("tests/types");
const programs = readdirSync("tests/types").filter((name) => name.endsWith(".types.ts"));

test("is compiled with the rest", () => {
  const { include } = JSON.parse(readFileSync("tsconfig.json", "utf8")) as { include: readonly string[] };
  assert.ok(include.includes("tests"));
  assert.ok(programs.length > 0);
});
test("says of each mistake what it is", () => {
  const bare = programs.flatMap((name) =>
    readFileSync(`tests/types/${name}`, "utf8")
      .split("\n")
      .flatMap((line, index) => (/^\s*\/\/ @ts-expect-error\s*$/.test(line) ? [`${name}:${index + 1}`] : [])),
  );
  assert.equal(bare, []);
});
test.run();
