import { type ModelPath, valueAt } from "@yardmaster/core";
import { writeCondition, writeValue } from "@yardmaster/importer/writers";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { noReferences, withoutMarks, writerOf } from "./written.ts";

// What real files contain, one shape a line: how it is written, at a place that takes it.

const job = "jobs:\n  a:\n    runs-on: x\n    steps:\n      - run: x\n";
const step: ModelPath = ["jobs", "a", "steps", 0];

function written(key: string, lines: string, on = "on: push"): string {
  const indented = lines.replaceAll("\n", "\n        ");
  const writer = writerOf(`${on}\n${job}        ${key}: ${indented}\n`);
  const path = [...step, key];
  const write = key === "if" ? writeCondition : writeValue;
  return withoutMarks(write(valueAt(path, writer.file.model) ?? null, path, noReferences, writer));
}

const test = suite("values of real files");

const texts: readonly (readonly [title: string, lines: string, expected: string])[] = [
  [
    "words that are booleans to YAML 1.1",
    "{A: yes, B: on, C: 2_17, D: 21:21, E: 2020-01-02}",
    '{\nA: "yes", B: "on", C: "2_17", D: "21:21", E: "2020-01-02" }',
  ],
  ["numbers whose text is lost to GitHub, too", "{A: 3.10, B: 0.40, C: 13.0}", "{ A: 3.1, B: 0.4, C: 13 }"],
  ["look-alikes in quotes", `{A: "true", B: '1', C: "3.10"}`, '{ A: "true", B: "1", C: "3.10" }'],
  ["booleans in odd case", "{A: True, B: FALSE}", "{ A: true, B: false }"],
  ["nothing", "{A: , B: ~, C: null}", "{ A: null, B: null, C: null }"],
  ["an expression in place of a map", "${{ fromJSON(vars.ENV) }}", "fromJSON(vars.ENV)"],
  ["emoji and no-break spaces", '{A: "🚀\u00a0go"}', '{ A: "🚀\\u00a0go" }'],
  ["a block that is folded", "\n  A: >-\n    one\n    two ${{ github.ref }}", "{ A: format`one two ${github.ref}` }"],
  [
    "a block that keeps its last line breaks",
    "\n  A: |+\n    one\n    two\n\n  B: 1",
    "{ A: lines`\n\t\tone\n\t\ttwo\n\n\t`, B: 1 }",
  ],
  ["a block whose last line break is stripped", "\n  A: |-\n    one\n      two", "{ A: lines`\n\t\tone\n\t\t  two` }"],
  ["a block whose indentation is stated", "\n  A: |2\n      one\n     two", '{ A: "  one\\n two\\n" }'],
  ["GITHUB_TOKEN as a secret", "{A: '${{ secrets.GITHUB_TOKEN }}'}", "{ A: secrets.GITHUB_TOKEN }"],
  [
    "text that only looks like an expression",
    "{A: '{{ groupId }}', B: '$CI {x}'}",
    '{ A: "{{ groupId }}", B: "$CI {x}" }',
  ],
];
for (const [title, lines, expected] of texts) {
  test(title, () => {
    assert.is(written("env", lines), expected);
  });
}

test("a line of thousands of characters", () => {
  const line = "x".repeat(7000);
  assert.is(written("env", `{A: ${line}}`), `{ A: "${line}" }`);
});

test("line ends of Windows", () => {
  const writer = writerOf(
    `on: push\n${job}        env:\n          A: |\n            one\n            two\n`.replaceAll("\n", "\r\n"),
  );
  const path = [...step, "env"];
  const source = withoutMarks(writeValue(valueAt(path, writer.file.model) ?? null, path, noReferences, writer));
  assert.is(source, "{ A: lines`\n\t\tone\n\t\ttwo\n\t` }");
});

const always =
  "There is text around the expression, so that GitHub takes the condition for true, whatever the expression is.";
const conditions: readonly (readonly [title: string, lines: string, expected: string])[] = [
  ["bare", "github.ref == 'x'", 'eq(github.ref, "x")'],
  ["wrapped", "${{ github.ref == 'x' }}", 'eq(github.ref, "x")'],
  ["partly wrapped", "${{ github.ref }} == 'x'", `raw("\${{ github.ref }} == 'x'", "${always}")`],
  ["a block", "|\n  github.ref == 'x' &&\n  always()", 'and(eq(github.ref, "x"), always())'],
  ["a folded block", ">-\n  ${{ github.ref == 'x' &&\n  always() }}", 'and(eq(github.ref, "x"), always())'],
  [
    "a block around an expression, which is always true",
    "|\n  ${{ failure() }}",
    `raw("\${{ failure() }}\\n", "${always}")`,
  ],
];
for (const [title, lines, expected] of conditions) {
  test(`a condition that is ${title}`, () => {
    assert.is(written("if", lines), expected);
  });
}

test.run();
