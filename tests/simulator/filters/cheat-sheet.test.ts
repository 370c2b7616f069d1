import { suite } from "uvu";
import * as assert from "uvu/assert";
import { processorMilliseconds } from "../../helpers/processor-time.ts";
import { pushOf, startOf } from "./start-cases.ts";

interface Row {
  readonly patterns: readonly string[];
  readonly matches: readonly string[];
  /** Stated by the row's own words, or by the rule that it shows. */
  readonly others: readonly string[];
}

const source = "docs.github.com, Workflow syntax for GitHub Actions, Filter pattern cheat sheet";

/** Every row of "Patterns to match branches and tags". */
const names: readonly Row[] = [
  {
    patterns: ["feature/*"],
    matches: ["feature/my-branch", "feature/your-branch"],
    others: ["feature/a/b", "feature"],
  },
  {
    patterns: ["feature/**"],
    matches: ["feature/beta-a/my-branch", "feature/your-branch", "feature/mona/the/octocat"],
    others: ["feature", "features/x"],
  },
  {
    patterns: ["main", "releases/mona-the-octocat"],
    matches: ["main", "releases/mona-the-octocat"],
    others: ["Main", "main2", "releases/mona"],
  },
  { patterns: ["*"], matches: ["main", "releases"], others: ["all/the/branches"] },
  { patterns: ["**"], matches: ["all/the/branches", "every/tag"], others: [] },
  { patterns: ["*feature"], matches: ["mona-feature", "feature", "ver-10-feature"], others: ["a/feature", "features"] },
  { patterns: ["v2*"], matches: ["v2", "v2.0", "v2.9"], others: ["v1", "v2/x"] },
  { patterns: ["v[12].[0-9]+.[0-9]+"], matches: ["v1.10.1", "v2.0.0"], others: ["v3.0.0", "v1.x.0", "v1..0"] },
];

/** Every row of "Patterns to match file paths". */
const paths: readonly Row[] = [
  { patterns: ["*"], matches: ["README.md", "server.rb"], others: ["docs/README.md"] },
  { patterns: ["*.jsx?"], matches: ["page.js", "page.jsx"], others: ["page.jsxx", "page.j", "src/page.js"] },
  { patterns: ["**"], matches: ["all/the/files.md"], others: [] },
  { patterns: ["*.js"], matches: ["app.js", "index.js"], others: ["src/app.js"] },
  { patterns: ["**.js"], matches: ["index.js", "js/index.js", "src/js/app.js"], others: ["app.jsx"] },
  { patterns: ["docs/*"], matches: ["docs/README.md", "docs/file.txt"], others: ["docs/mona/x.txt", "a/docs/x"] },
  { patterns: ["docs/**"], matches: ["docs/README.md", "docs/mona/octocat.txt"], others: ["a/docs/x", "docs"] },
  {
    patterns: ["docs/**/*.md"],
    matches: ["docs/README.md", "docs/mona/hello-world.md", "docs/a/markdown/file.md"],
    others: ["docs/x.txt", "README.md"],
  },
  {
    patterns: ["**/docs/**"],
    matches: ["docs/hello.md", "dir/docs/my-file.txt", "space/docs/plan/space.doc"],
    others: ["mydocs/x", "docs"],
  },
  { patterns: ["**/README.md"], matches: ["README.md", "js/README.md"], others: ["READMEXmd", "A-README.md"] },
  { patterns: ["**/*src/**"], matches: ["a/src/app.js", "my-src/code/js/app.js"], others: ["src", "srcs/a"] },
  { patterns: ["**/*-post.md"], matches: ["my-post.md", "path/their-post.md"], others: ["post.md", "my-post.mdx"] },
  {
    patterns: ["**/migrate-*.sql"],
    matches: ["migrate-10909.sql", "db/migrate-v1.0.sql", "db/sept/migrate-v1.sql"],
    others: ["db/migrate.sql", "migrate-a/b.sql"],
  },
  { patterns: ["*.md", "!README.md"], matches: ["hello.md"], others: ["README.md", "docs/hello.md"] },
  {
    patterns: ["*.md", "!README.md", "README*"],
    matches: ["hello.md", "README.md", "README.doc"],
    others: ["a/README.md"],
  },
];

/** The list of characters above the tables. */
const characters: readonly Row[] = [
  { patterns: ["Octo*"], matches: ["Octocat"], others: ["octocat", "Octo/cat"] },
  { patterns: ["[CB]at"], matches: ["Cat", "Bat"], others: ["cat", "at", "CBat"] },
  { patterns: ["[1-2]00"], matches: ["100", "200"], others: ["300", "1200"] },
  { patterns: ["[0-9a-z]x"], matches: ["0x", "qx"], others: ["Qx", "-x"] },
  { patterns: ["a!b"], matches: ["a!b"], others: ["ab"] },
  { patterns: ["a\\*b", "a\\+b", "a\\?b"], matches: ["a*b", "a+b", "a?b"], others: ["aab", "ab"] },
  { patterns: ["\\!a"], matches: ["!a"], others: ["a"] },
];

const test = suite("the cheat sheet of filter patterns");
for (const { patterns, matches, others } of [...names, ...characters]) {
  const list = JSON.stringify(patterns);
  test(`branches ${list}`, () => {
    assert.equal(
      [...matches, ...others].filter((name) => startsOn(`{push: {branches: ${list}}}`, `refs/heads/${name}`)),
      matches,
      source,
    );
  });
  test(`tags ${list}`, () => {
    assert.equal(
      [...matches, ...others].filter((name) => startsOn(`{push: {tags: ${list}}}`, `refs/tags/${name}`)),
      matches,
      source,
    );
  });
  test(`branches-ignore ${list}`, () => {
    assert.equal(
      [...matches, ...others].filter((name) => startsOn(`{push: {branches-ignore: ${list}}}`, `refs/heads/${name}`)),
      others,
      source,
    );
  });
}
for (const { patterns, matches, others } of [...paths, ...characters]) {
  const list = JSON.stringify(patterns);
  for (const [key, expected] of [
    ["paths", matches],
    ["paths-ignore", others],
  ] as const) {
    test(`${key} ${list}`, () => {
      const started = [...matches, ...others].filter(
        (file) => startOf({ on: `{push: {${key}: ${list}}}`, event: { changedFiles: [file] } }).starts === "yes",
      );
      assert.equal(started, expected, source);
    });
  }
}
test("hostile patterns end soon, whatever they are asked about", () => {
  const name = `${"a/".repeat(120)}${"a".repeat(60)}`;
  for (const pattern of ["**".repeat(40), "**/".repeat(40), "*a".repeat(40), "[ab]+*".repeat(30), "a+a?".repeat(40)]) {
    const on = `{push: {branches: ${JSON.stringify(`${pattern}z`)}}}`;
    assert.ok(processorMilliseconds(() => startsOn(on, `refs/heads/${name}`)) < 500, pattern);
  }
});
test.run();

function startsOn(on: string, ref: string): boolean {
  return startOf({ on, event: pushOf(ref) }).starts === "yes";
}
