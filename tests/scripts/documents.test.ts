import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { compareDocuments } from "../../scripts/documents/compare-documents.ts";
import { printCounts, runDocuments } from "../../scripts/documents/run-documents.ts";

const test = suite("npm run documents");

function count(files: Readonly<Record<string, string>>): ReturnType<typeof runDocuments> {
  const folder = mkdtempSync(join(tmpdir(), "documents-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const counts = runDocuments(folder);
  rmSync(folder, { recursive: true });
  return counts;
}

test("counts documents, keys and comments of a folder and those below it, and says what it left out", () => {
  const counts = count({
    "a.yml": "# one\non: push # two\nenv: { B: 1, A: 2 }\n",
    "below/action.yaml": "runs:\n  using: node24\n",
    "broken.yml": "a: [\n",
    "tagged.yml": "a: !!binary aGk=\n",
    "other.txt": "a: [\n",
  });
  assert.is(
    printCounts(counts),
    `skipped broken.yml: yaml-syntax: This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].
skipped tagged.yml: a tag makes a value that is neither text, number, map nor list
2 documents with 6 keys and 2 comments, 2 files skipped, 0 losses
`,
  );
});

test("each loss is told: data, order, comments, and comments at another place", () => {
  const lose = (from: string, to: string) => {
    const comparison = compareDocuments(from, "f.yml", () => to);
    return "lost" in comparison ? comparison.lost : comparison.skipped;
  };
  assert.equal(lose("a: 1\n", "a: 2\n"), ["data"]);
  assert.equal(lose("env: { a: 1, b: 2 }\n", "env: { b: 2, a: 1 }\n"), ['order of keys at ["env"]']);
  assert.equal(lose("on: 1\nname: x\n", "name: x\non: 1\n"), []);
  assert.equal(lose("a: 1 # c\n", "a: 1\n"), ['comment # c at ["a"]']);
  assert.equal(lose("a: 1 # c\na1: 2 # c\n", "a: 1 # c\na1: 2\n"), ['comment # c at ["a1"]']);
  assert.equal(lose("a: 1 # c\nb: 2\n", "a: 1\nb: 2 # c\n"), [
    'comment # c at ["a"]',
    'not there before: comment # c at ["b"]',
  ]);
  assert.equal(lose("a: 1\n", "a: [\n"), ["what is printed is no YAML: a: [\n"]);
});

test.run();
