import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkProofs, findProofs } from "../../scripts/check-docs/check-proofs.ts";
import { printProblem } from "../../scripts/check-docs/problem.ts";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";

const test = suite("proofs");

/** Problems of a page, beside one test file with one suite and three tests. */
function problems(page: string): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), "yardmaster-proofs-"));
  try {
    mkdirSync(join(root, "docs"));
    mkdirSync(join(root, "tests"));
    writeFileSync(join(root, "package.json"), "{}");
    writeFileSync(join(root, "docs/page.md"), page);
    const tests = [
      'const a = suite("all (of it)");',
      'a("one, two", f);',
      "a(\n  `three: ${x}`,\n  f,\n);",
      'say("a|b");',
    ];
    writeFileSync(join(root, "tests/a.test.ts"), tests.join("\n"));
    return checkProofs(viewRepository(root)).map(printProblem);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("are a file and the titles behind it, on one line", () => {
  const text = 'x `tests/a.test.ts`: "one", "two"; `tests/b.test.ts`: "three"\n`tests/c.test.ts` alone, "no title"';
  assert.equal(findProofs({ text }), [
    { file: "tests/a.test.ts", title: "one", line: 1 },
    { file: "tests/a.test.ts", title: "two", line: 1 },
    { file: "tests/b.test.ts", title: "three", line: 1 },
  ]);
});
test("that exist are no problem", () => {
  assert.equal(problems('`tests/a.test.ts`: "all (of it)", "one, two", "three: ${x}", "a|b"\n'), []);
});
test("that do not exist are, each with its line", () => {
  assert.equal(problems('`tests/b.test.ts`: "one"\n\n`tests/a.test.ts`: "one", "one, two", "f"\n'), [
    'docs/page.md:1 error: The test file "tests/b.test.ts" does not exist.',
    'docs/page.md:3 error: The file tests/a.test.ts has no test or suite with the title "one".',
    'docs/page.md:3 error: The file tests/a.test.ts has no test or suite with the title "f".',
  ]);
});

test.run();
