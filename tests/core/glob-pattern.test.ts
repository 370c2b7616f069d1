import { parseGlobPattern } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("patterns of files");

for (const [pattern, names, others] of [
  [
    "**/package-lock.json",
    ["package-lock.json", "a/b/package-lock.json"],
    ["package-lock.jsonx", "xpackage-lock.json"],
  ],
  ["*.lock", ["a.lock", ".lock", "a.lock/inside"], ["a/b.lock"]],
  ["./a//b/", ["a/b", "a/b/c"], ["a/bc"]],
  ["src", ["src/x/y.ts"], ["lib/src"]],
  ["src/**", ["src/x", "src/x/y"], ["srcx"]],
  ["a/**/z", ["a/z", "a/b/c/z"], ["a/bz"]],
  ["req?.txt", ["req1.txt"], ["req.txt", "req10.txt"]],
  ["[ab][!c]*.x", ["ad.x", "bde.x"], ["ac.x"]],
  ["{a,b}.txt", ["{a,b}.txt"], ["a.txt"]],
  ["a+b(c).x", ["a+b(c).x"], ["aab.x"]],
  ["a\\b", ["a/b"], ["ab"]],
  [".", ["anything/at/all"], []],
] as const) {
  test(pattern, () => {
    const parsed = parseGlobPattern(pattern);
    assert.equal(
      [...names, ...others].filter((name) => parsed?.matches(name)),
      names,
    );
  });
}
test("knows what is left out, and what it cannot know", () => {
  assert.is(parseGlobPattern("!**/x")?.isNegated, true);
  assert.is(parseGlobPattern("!!x")?.isNegated, false);
  for (const text of ["", "# a", "/abs", "~/x", "../x", "a/../b", "C:\\x"]) {
    assert.is(parseGlobPattern(text), undefined, text);
  }
});
test.run();
