import {
  formatModelPath,
  isConditionAt,
  type ModelPath,
  parseModelPath,
  printExpression,
  splitTemplate,
} from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const templates = suite("splitTemplate");

const pieces = (text: string) =>
  splitTemplate(text)?.map((piece) => (typeof piece === "string" ? piece : { is: printExpression(piece) }));

templates("gives texts and expressions in order, and no empty text", () => {
  assert.equal(pieces(""), []);
  assert.equal(pieces("a }} b"), ["a }} b"]);
  assert.equal(pieces("${{github.ref}}"), [{ is: "github.ref" }]);
  assert.equal(pieces("a ${{ github.ref }}${{ '}}' }} b"), ["a ", { is: "github.ref" }, { is: "'}}'" }, " b"]);
});

templates("gives nothing of a text with an expression that does not end, or is refused", () => {
  assert.is(pieces("${{ github.ref }} ${{ x"), undefined);
  assert.is(pieces("${{ a b }}"), undefined);
  assert.is(pieces("${{ }}"), undefined);
});

templates.run();

const paths = suite("paths of models as texts");

const samples: readonly (readonly [ModelPath, string])[] = [
  [[], ""],
  [["needs", 0], "needs[0]"],
  [["with", "path"], "with.path"],
  [["runs-on", "labels", 1, "a_b"], "runs-on.labels[1].a_b"],
  [["env", "odd.name"], 'env["odd.name"]'],
  [["1", '"]'], '["1"]["\\"]"]'],
  [[2, ""], '[2][""]'],
];
for (const [path, text] of samples) {
  paths(`\`${text}\` is written and read`, () => {
    assert.is(formatModelPath(path), text);
    assert.equal(parseModelPath(text), path);
  });
}

paths("a text that is no path is none", () => {
  for (const text of ["a..b", ".a", "a[", "a[x]", 'a["\\x"]', "a b"]) assert.is(parseModelPath(text), undefined, text);
});

paths.run();

const conditions = suite("isConditionAt");

conditions("is the `if` of a job, of its snapshot and of a step, and no key of the author's own", () => {
  for (const path of [
    ["jobs", "a", "if"],
    ["jobs", "a", "snapshot", "if"],
    ["jobs", "a", "steps", 0, "if"],
    ["jobs", "a", "steps", 0, "parallel", 1, "if"],
    ["runs", "steps", 0, "if"],
  ]) {
    assert.ok(isConditionAt(path), path.join("."));
  }
  for (const path of [
    ["env", "if"],
    ["jobs", "if"],
    ["jobs", "a", "env", "if"],
    ["jobs", "a", "strategy", "matrix", "include", 0, "if"],
    ["jobs", "a", "steps", 0, "with", "if"],
    ["jobs", "a", "steps", 0, "run"],
  ]) {
    assert.not(isConditionAt(path), path.join("."));
  }
});

conditions.run();
