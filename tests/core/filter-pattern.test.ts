import { parseFilterPattern, passesFilter } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { processorMilliseconds } from "../helpers/processor-time.ts";

const test = suite("patterns of filters");

// Source: docs.github.com, "Filter pattern cheat sheet".
for (const [pattern, names, others] of [
  ["feature/*", ["feature/my-branch"], ["feature/a/b", "feature"]],
  ["feature/**", ["feature/beta-a/my-branch", "feature/x"], ["feature"]],
  ["*", ["main"], ["all/the/branches"]],
  ["**", ["all/the/branches", "main"], []],
  ["*feature", ["mona-feature", "feature"], ["a/feature"]],
  ["v2*", ["v2", "v2.0", "v2.9"], ["v1"]],
  ["v[12].[0-9]+.[0-9]+", ["v1.10.1", "v2.0.0"], ["v3.0.0", "v1.x.0"]],
  ["*.jsx?", ["page.js", "page.jsx"], ["page.jsxx", "a/page.js"]],
  ["**.js", ["index.js", "src/js/app.js"], ["app.jsx"]],
  ["docs/*", ["docs/README.md"], ["docs/mona/a.txt"]],
  ["**/docs/**", ["docs/hello.md", "dir/docs/my-file.txt"], ["mydocs/x"]],
  ["**/README.md", ["README.md", "js/README.md"], ["READMEXmd"]],
  ["**/*src/**", ["a/src/app.js", "my-src/code/js/app.js"], ["src"]],
  ["**/migrate-*.sql", ["migrate-10909.sql", "db/sept/migrate-v1.sql"], ["db/migrate.sql"]],
  ["a\\*b", ["a*b"], ["axb"]],
  ["[CB]at", ["Cat", "Bat"], ["cat"]],
  ["Main", ["Main"], ["main"]],
  ["a.b(c)|$^{1}", ["a.b(c)|$^{1}"], ["aXb"]],
  // Beyond the page: what follows from its words.
  ["a***b", ["ab", "a/x/b"], ["a"]],
  ["**/?x", ["x", "a/x", "ax"], ["y"]],
  ["**/**/b", ["b", "a/b", "a/a/b", "//b"], ["ab", "b/"]],
  ["a/**/b", ["a/b", "a/x/b", "a//b"], ["ab", "a/xb"]],
  ["[a-]x", ["ax", "-x"], ["bx"]],
  ["[^a]", ["^", "a"], ["b"]],
  ["a[b]+", ["ab", "abb"], ["a"]],
  ["a[b]?", ["a", "ab"], ["abb"]],
  ["é?x", ["x", "éx"], ["éé"]],
  ["😀+", ["😀", "😀😀"], [""]],
] as const) {
  test(pattern, () => {
    const parsed = parseFilterPattern(pattern);
    assert.equal(
      [...names, ...others].filter((name) => parsed?.matches(name)),
      names,
    );
  });
}
test("says what is negated, what stands for one name, and what is no pattern", () => {
  assert.is(parseFilterPattern("!a/**")?.isNegated, true);
  assert.is(parseFilterPattern("!a/b")?.matches("a/b"), true);
  assert.is(parseFilterPattern("a/b-c.d")?.isLiteral, true);
  assert.is(parseFilterPattern("a?")?.isLiteral, false);
  for (const text of ["[a", "+a", "?", "[z-a]", "*+", "a++"]) assert.is(parseFilterPattern(text), undefined, text);
});
test("takes no longer for patterns that have many ways to match", () => {
  const name = `${"a/".repeat(120)}${"a".repeat(60)}`;
  for (const text of ["**", "**/", "*a", "[ab]+*", "a+a?"]) {
    let matches: boolean | undefined;
    const spent = processorMilliseconds(() => {
      matches = parseFilterPattern(`${text.repeat(40)}z`)?.matches(name);
    });
    assert.is(matches, false, text);
    assert.ok(spent < 400, text);
  }
});
test("lets the last pattern that matches decide", () => {
  const patterns = ["releases/**", "!releases/**-alpha", "releases/x-alpha"].map(parseFilterPattern);
  assert.equal(
    ["releases/10", "releases/beta-alpha", "releases/x-alpha", "main"].map((name) => passesFilter(patterns, name)),
    [true, false, true, false],
  );
});
test.run();
