import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkChangelog } from "../../scripts/check-docs/check-changelog.ts";
import { checkExamples } from "../../scripts/check-docs/check-examples.ts";
import { checkLinks } from "../../scripts/check-docs/check-links.ts";
import { checkMission, missionRows } from "../../scripts/check-docs/check-mission.ts";
import { checkOrphans } from "../../scripts/check-docs/check-orphans.ts";
import { checkReferences } from "../../scripts/check-docs/check-references.ts";
import { readMarkdownPage } from "../../scripts/check-docs/markdown-page.ts";
import { type Problem, printProblem } from "../../scripts/check-docs/problem.ts";
import { type RepositoryView, viewRepository } from "../../scripts/check-docs/repository-view.ts";
import { startProgram } from "../helpers/start-program.ts";

type Files = Readonly<Record<string, string>>;

function inRepository<T>(files: Files, look: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), "yardmaster-docs-"));
  try {
    const all = { "package.json": '{ "scripts": { "test": "", "gen:workflows": "" } }', ...files };
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return look(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function problems(check: (view: RepositoryView) => Problem[], files: Files): string[] {
  return inRepository(files, (root) => check(viewRepository(root)).map(printProblem));
}

const test = suite("check-docs");

test("follows links to files and to headings as GitHub names them", () => {
  const guide = ["# `rc` & friends: a Guide", "## Twice", "## Twice", '<a id="by-hand"></a>', "text"].join("\n\n");
  const readme = [
    "[a](docs/guide.md) [b](docs/guide.md#rc--friends-a-guide) [c](docs/guide.md#twice-1) [d](docs/guide.md#by-hand)",
    "# Here",
    "[e](#here) [f](https://example.invalid/nowhere) ![g](package.json)",
    "| [h](docs/) |",
    "",
    "```sh\n[no](link.md)\n```",
  ].join("\n");
  assert.equal(problems(checkLinks, { "README.md": readme, "docs/guide.md": guide }), []);
});

test("reports links that lead nowhere, each with its line", () => {
  const guide =
    "[a](missing.md)\n[b](../README.md#nowhere)\n\n[c]: ../../outside.md\n[d](../package.json#x) [e](../x.md#y)\n";
  assert.equal(problems(checkLinks, { "README.md": "# Here\n", "docs/guide.md": guide, "x.md": "" }), [
    'docs/guide.md:1 error: The link "missing.md" leads to docs/missing.md, which does not exist.',
    'docs/guide.md:2 error: The link "../README.md#nowhere" names no heading of README.md.',
    'docs/guide.md:4 error: The link "../../outside.md" leaves the repository.',
    'docs/guide.md:5 error: The link "../x.md#y" leads into x.md, which is no page of the documents.',
  ]);
});

test("knows paths in backticks and in shell examples, with places, globs and placeholders", () => {
  const readme = [
    "`packages/a/src/x.ts:12` `docs/` `packages/*/src` `packages/<name>/src` `src/other.ts` `scripts/**` `tests/gone.test.ts`",
    "```sh",
    "# a comment",
    "npx tsx scripts/there.ts --out=packages/gone/x",
    "```",
    "```ts",
    'import "scripts/not-checked.ts";',
    "```",
    "`packages/*/gone`, `scripts/there.ts/x` and `bash scripts/gone.sh x`",
  ].join("\n");
  const files = { "packages/a/src/x.ts": "", "docs/a.md": "", "scripts/there.ts": "", "README.md": readme };
  assert.equal(problems(checkReferences, files).sort(), [
    'README.md:1 error: "tests/gone.test.ts" does not exist in this repository.',
    'README.md:4 error: "packages/gone/x" does not exist in this repository.',
    'README.md:9 error: "packages/*/gone" does not exist in this repository.',
    'README.md:9 error: "scripts/gone.sh" does not exist in this repository.',
    'README.md:9 error: "scripts/there.ts/x" does not exist in this repository.',
  ]);
});

test("leaves places of users' repositories alone where a page is about those", () => {
  const page = "`.github/workflows/*.ts` `workflows-src/gone.ts` `docs/gone.md`\n";
  assert.equal(problems(checkReferences, { "docs/migration/a.md": page }), [
    'docs/migration/a.md:1 error: "docs/gone.md" does not exist in this repository.',
  ]);
  assert.is(problems(checkReferences, { "docs/a.md": page }).length, 3);
});

test("finds pages that no link leads to, over any number of steps, and codes that a list names", () => {
  const files = {
    "README.md": "[docs](docs/README.md)\n",
    "docs/README.md": "[a](a.md#top) [start](../README.md)\n",
    "docs/a.md": "[codes](rules/README.md) `lost`\n",
    "docs/lost.md": "[a](a.md)\n",
    "docs/rules/README.md": "| `code-one` |\n",
    "docs/rules/code-one.md": "",
    "docs/rules/code-two.md": "",
  };
  assert.equal(problems(checkOrphans, files).sort(), [
    "docs/lost.md:1 error: No link leads here from docs/README.md.",
    "docs/rules/code-two.md:1 error: No link leads here from docs/README.md.",
  ]);
  assert.equal(problems(checkOrphans, { "README.md": "" }), ["docs/README.md:1 error: The page does not exist."]);
});

test("takes a file that a page has the reader make as made", () => {
  const page = "`packages/new.ts` `packages/other.ts`\n\n```ts packages/new.ts\n```\n";
  assert.equal(problems(checkReferences, { "CONTRIBUTING.md": page }), [
    'CONTRIBUTING.md:1 error: "packages/other.ts" does not exist in this repository.',
  ]);
});

test("knows npm scripts wherever they stand", () => {
  const readme =
    "Run `npm ci && npm run gen:workflows`.\n\n```sh\nnpm run gone # npm test\nnpm cit\n```\nnpm run test:update\n";
  assert.equal(problems(checkReferences, { "README.md": readme }), [
    'README.md:4 error: There is no npm script "gone".',
    'README.md:7 error: There is no npm script "test:update".',
  ]);
  assert.equal(problems(checkReferences, { "README.md": "npm cit\n", "package.json": "{}" }), [
    'README.md:1 error: There is no npm script "test".',
  ]);
});

test("wants every row of the mission once, with something that shows it", () => {
  const shown = ["`tests/a.test.ts`", "`npm run gen:workflows`", "`bash tests/a.test.ts`"];
  const rows = missionRows.map((id, index) => `| ${id} | what | ${shown[index % shown.length]} |`);
  const check = (lines: string[]) =>
    problems(checkMission, { "docs/mission.md": ["# Mission", ...lines].join("\n"), "tests/a.test.ts": "" });
  assert.equal(check(rows), []);
  assert.equal(
    check([...rows.slice(1, -1), "| S19 | x | `tests/gone.test.ts` `npm run gone` |", "| S20 | x | |", rows[1] ?? ""]),
    [
      "docs/mission.md:1 error: Row C1 is missing.",
      "docs/mission.md:25 error: Row S19 names no test file and no command that exists.",
      "docs/mission.md:26 error: Row S20 is none of the mission's.",
      "docs/mission.md:27 error: Row C2 stands twice.",
    ],
  );
  assert.equal(problems(checkMission, {}), ["docs/mission.md:1 error: The page does not exist."]);
});

test("wants a changelog of versions with their days, and Unreleased on top", () => {
  const check = (...lines: string[]) =>
    problems(checkChangelog, { "CHANGELOG.md": `# Changelog\n\n${lines.join("\n")}\n` });
  const added = ["### Added", "", "- One,", "  in two lines."];
  assert.equal(check("## Unreleased", ""), []);
  assert.equal(
    check("## Unreleased", "", "## 1.1.0-beta.1 (2026-11-27)", ...added, "### Fixed", "- X", "## 1.0.0 (2026-11-27)"),
    [],
  );
  assert.equal(check("## [Unreleased]"), [
    'CHANGELOG.md:3 error: A section is "## Unreleased" or "## 1.2.3 (2026-11-27)", with a day that there is.',
    'CHANGELOG.md:3 error: The first section is not "## Unreleased".',
  ]);
  assert.equal(check("## 1.0.0 (2026-11-27)", "## Unreleased"), [
    'CHANGELOG.md:3 error: The first section is not "## Unreleased".',
    'CHANGELOG.md:4 error: "Unreleased" stands on top, once.',
  ]);
  for (const heading of [
    "1.0.0",
    "1.0 (2026-11-27)",
    "v1.0.0 (2026-11-27)",
    "1.0.0 (2026-02-30)",
    "1.0.0 (2026-13-01)",
  ]) {
    assert.equal(
      check("## Unreleased", `## ${heading}`),
      ['CHANGELOG.md:4 error: A section is "## Unreleased" or "## 1.2.3 (2026-11-27)", with a day that there is.'],
      heading,
    );
  }
  assert.equal(check("## Unreleased", "## 1.0.0 (2026-11-26)", "## 0.9.0 (2026-11-27)", "## 1.0.0 (2026-11-01)"), [
    "CHANGELOG.md:5 error: 0.9.0 is of a later day than 1.0.0, which stands above it.",
    "CHANGELOG.md:6 error: 1.0.0 stands twice.",
  ]);
  assert.equal(check("## Unreleased", "- Lost", "cut", "### Fixed", "### Added", "### Fixed", "### News"), [
    "CHANGELOG.md:4 error: An entry stands under a kind of change.",
    'CHANGELOG.md:5 error: An entry begins with "- ", and its further lines with two blanks.',
    'CHANGELOG.md:7 error: "Added" stands before "Fixed".',
    'CHANGELOG.md:8 error: "Fixed" stands twice in this section.',
    'CHANGELOG.md:9 error: "News" is no kind of change: Added, Changed, Deprecated, Removed, Fixed, Security.',
  ]);
  assert.equal(problems(checkChangelog, { "CHANGELOG.md": "# Changelog\n" }), [
    'CHANGELOG.md:1 error: The first section is not "## Unreleased".',
  ]);
  assert.equal(problems(checkChangelog, {}), ["CHANGELOG.md:1 error: The page does not exist."]);
});

function compileExamples(text: string): string[] {
  const view = { ...viewRepository("."), root: process.cwd(), pages: [readMarkdownPage("docs/guide.md", text)] };
  return checkExamples(view).map(printProblem);
}

test("compiles the examples that ask for it, against the packages here", () => {
  const text = [
    "```ts compile",
    'import { type Result, ok } from "@yardmaster/core";',
    'import packageJson from "../package.json" with { type: "json" };',
    "export const name: Result<string, never> = ok(packageJson.name);",
    "```",
    "```ts rejected: Type 'number' is not assignable to type 'string'",
    "export const name: string = 1;",
    "```",
    "```ts",
    "this is not compiled;",
    "```",
  ].join("\n");
  assert.equal(compileExamples(text), []);
});

test("reports an example that does not compile, and one that compiles and should not", () => {
  const text = [
    "# Guide",
    "```ts compile",
    "export const good = 1;",
    "export const bad: string = good;",
    "```",
    "```ts rejected: TS2322",
    "export const fine = 1;",
    "```",
    "```ts rejected: TS9999",
    "export const wrong: string = 1;",
    "```",
  ].join("\n");
  assert.equal(compileExamples(text), [
    "docs/guide.md:4 error: TS2322: Type 'number' is not assignable to type 'string'.",
    'docs/guide.md:6 error: This should be rejected with "TS2322", and TypeScript accepts it.',
    "docs/guide.md:9 error: This should be rejected with \"TS9999\", and TypeScript says: TS2322: Type 'number' is not assignable to type 'string'.",
  ]);
});

test("prints problems and their count, and exits 1 when there are any", () => {
  const outcome = inRepository({ "README.md": "[a](b.md)\n", "CHANGELOG.md": "## Unreleased\n" }, (root) => {
    const command = [...startProgram("scripts/check-docs.ts"), "--root", root];
    const result = spawnSync(process.execPath, command, { encoding: "utf8", timeout: 30_000 });
    return { exitCode: result.status, stdout: result.stdout };
  });
  assert.equal(outcome, {
    exitCode: 1,
    stdout:
      'README.md:1 error: The link "b.md" leads to b.md, which does not exist.\n' +
      "docs/README.md:1 error: The page does not exist.\ndocs/mission.md:1 error: The page does not exist.\n2 pages, 3 problems\n",
  });
});

test.run();
