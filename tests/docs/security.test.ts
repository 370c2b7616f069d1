import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findProofs } from "../../scripts/check-docs/check-proofs.ts";

const page = readFileSync("docs/security.md", "utf8");
const header = "| promise | how it is kept | shown by |";

/** Rows of all tables of promises, with their lines. */
function promises(): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  const lines = page.split("\n");
  return lines.flatMap((text, index) => {
    if (!text.startsWith("| ") || text === header) return [];
    const top = lines.slice(0, index).findLastIndex((line) => !line.startsWith("|")) + 1;
    return lines[top] === header ? [{ line: index + 1, cells: text.slice(2, -2).split(" | ") }] : [];
  });
}

const test = suite("promises of docs/security.md");

test("each say how they are kept, and name a test that shows it", () => {
  const rows = promises();
  assert.ok(rows.length >= 35, `${rows.length} promises`);
  const wrong = rows.filter(({ cells }) => {
    const [promise = "", how = "", shown = ""] = cells;
    const isSentence = [promise, how].every((cell) => /\.$/.test(cell));
    return cells.length !== 3 || !isSentence || findProofs({ text: shown }).length === 0;
  });
  assert.equal(
    wrong.map(({ line, cells }) => `${line}: ${cells[0]}`),
    [],
  );
});
test("name no proof outside the column of proofs, and none that the check would not read", () => {
  for (const { line, cells } of promises()) {
    const [, , shown = ""] = cells;
    const proofs = findProofs({ text: shown });
    const files = new Set(proofs.map(({ file }) => file));
    const named = [...shown.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code).filter((code) => !/[ <]/.test(code));
    assert.equal(named, [...files], `line ${line}`);
    assert.is((shown.match(/"/g) ?? []).length, 2 * proofs.length, `line ${line}`);
  }
});
test("are each made once", () => {
  const made = promises().map(({ cells }) => cells[0]);
  assert.equal(
    made.filter((promise, index) => made.indexOf(promise) !== index),
    [],
  );
});

test.run();
