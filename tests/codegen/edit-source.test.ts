import { editSource } from "@yardmaster/codegen";
import type { ModelPath, Scalar } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("edits of TypeScript sources");

/** The call is where `@` stands. */
function edit(marked: string, path: ModelPath, value: Scalar): readonly string[] {
  const before = marked.slice(0, marked.indexOf("@")).split("\n");
  const at = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return editSource(marked.replace("@", ""), { ...at, path, value });
}

test("a literal that the call is given gets another value", () => {
  assert.equal(edit('const a = @job("a", { "timeout-minutes": 0 });', ["jobs", "a", "timeout-minutes"], 10), [
    'const a = job("a", { "timeout-minutes": 10 });',
  ]);
  assert.equal(edit('x(@use("a", { with: { ref: ["a", `b`] } }))', ["steps", 0, "with", "ref", 1], "c"), [
    'x(use("a", { with: { ref: ["a", "c"] } }))',
  ]);
});
test("a property that is missing is added, behind the others and in their form", () => {
  assert.equal(edit('@job("a", { if: 1 });', ["jobs", "a", "timeout-minutes"], 10), [
    'job("a", { if: 1, "timeout-minutes": 10 });',
    'job("a", { if: 1, a: { "timeout-minutes": 10 } });',
    'job("a", { if: 1, jobs: { a: { "timeout-minutes": 10 } } });',
  ]);
  assert.equal(edit("@checkout({\n  ref,\n});", ["persist-credentials"], false), [
    'checkout({\n  ref,\n  "persist-credentials": false,\n});',
  ]);
  assert.equal(edit("a.@checkout({});", ["p"], false), ["a.checkout({ p: false });"]);
  assert.equal(edit("@checkout();", ["with", "p"], false), ["checkout({ p: false });"]);
});
test("what is no literal of the call is left alone", () => {
  assert.equal(edit("@job(options)", ["a"], 1), []);
  assert.equal(edit("@job({ a: minutes })", ["a"], 1), []);
  assert.equal(edit("const x@ = 1;", ["a"], 1), []);
});
test.run();
