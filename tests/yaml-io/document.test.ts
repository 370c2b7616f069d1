import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("what a document says of a text");

const at = (line: number, column: number, endLine: number, endColumn: number) => ({ line, column, endLine, endColumn });

test("ranges of keys and of values, also where one of them is not written", () => {
  const { keyRange, valueRange } = readYaml('on:\n  push:\n"b c": &x !!str 1 # d\nlist:\n  - a\n  -\n');
  assert.equal(keyRange(["on"]), at(1, 1, 1, 3));
  assert.equal(valueRange(["on"]), at(2, 3, 2, 8));
  assert.equal(keyRange(["on", "push"]), at(2, 3, 2, 7));
  assert.is(valueRange(["on", "push"]), undefined);
  assert.equal(keyRange(["b c"]), at(3, 1, 3, 6));
  assert.equal(valueRange(["b c"]), at(3, 17, 3, 18));
  assert.is(keyRange(["list", 0]), undefined);
  assert.equal(valueRange(["list", 0]), at(5, 5, 5, 6));
  assert.is(valueRange(["list", 1]), undefined);
  assert.is(keyRange([]), undefined);
  assert.is(keyRange(["nothing"]), undefined);
  assert.is(valueRange(["list", 7]), undefined);
});

test("the key that no text is, by the name that the model has for it", () => {
  const { model, keyRange, pathAt } = readYaml("? [1]\n: {{ x }}\n&k a: 1\nc: &l b\n*l : 2\n");
  assert.equal(model, { "[ 1 ]": { "{ x }": null }, a: 1, c: "b", b: 2 });
  assert.equal(keyRange(["[ 1 ]"]), at(1, 3, 1, 6));
  assert.equal(pathAt(2, 5), ["[ 1 ]", "{ x }"]);
  assert.equal(keyRange(["a"]), at(3, 4, 3, 5));
  assert.equal(pathAt(3, 7), ["a"]);
});

test("the style of each scalar", () => {
  const text = `plain: a
single: 'a'
double: "a"
literal: |
  a
strip: |-
  a
keep: |+2
  a
folded: >
  a
nothing:
map: {}
last: >2
  a`;
  const { styleOf } = readYaml(text);
  assert.equal(styleOf(["plain"]), { form: "plain" });
  assert.equal(styleOf(["single"]), { form: "single" });
  assert.equal(styleOf(["double"]), { form: "double" });
  assert.equal(styleOf(["literal"]), { form: "literal", chomping: "clip" });
  assert.equal(styleOf(["strip"]), { form: "literal", chomping: "strip" });
  assert.equal(styleOf(["keep"]), { form: "literal", chomping: "keep", indentation: 2 });
  assert.equal(styleOf(["folded"]), { form: "folded", chomping: "clip" });
  assert.is(styleOf(["nothing"]), undefined);
  assert.is(styleOf(["map"]), undefined);
  assert.equal(styleOf(["last"]), { form: "folded", chomping: "clip", indentation: 2, isOpen: true });
});

test("anchors, and where they are used again", () => {
  const text = "a: &x [1]\nb:\n  - *x\n  - &y {c: *x}\nd: &x 2\ne: [*x, *y]\n";
  assert.equal(readYaml(text).anchors(), [
    {
      name: "x",
      path: ["a"],
      aliases: [
        ["b", 0],
        ["b", 1, "c"],
      ],
    },
    { name: "y", path: ["b", 1], aliases: [["e", 1]] },
    { name: "x", path: ["d"], aliases: [["e", 0]] },
  ]);
  assert.equal(readYaml("a: 1\n").anchors(), []);
});

test("an alias inside of what it names is refused", () => {
  for (const text of ["a: &x [*x]\n", "a: &x {b: [{c: *x}]}\n"]) {
    const { model, diagnostics } = readYaml(text);
    assert.is(model, undefined);
    assert.equal(
      diagnostics.map(({ code }) => code),
      ["yaml-alias-circular"],
    );
  }
});
test("an alias of no anchor, or of one that comes later, is told of at its place", () => {
  const { model, diagnostics } = readYaml("a: *x\nb: &x 1\nc: *x\nd: [*y]\n", "ci.yml");
  assert.is(model, undefined);
  assert.equal(
    diagnostics.map(({ code, place }) => [code, place]),
    [
      ["yaml-alias-unknown", { location: { file: "ci.yml", line: 1, column: 4, endLine: 1, endColumn: 6 } }],
      ["yaml-alias-unknown", { location: { file: "ci.yml", line: 4, column: 5, endLine: 4, endColumn: 7 } }],
    ],
  );
});

test("a key that stands twice behind one without a value is named, at its place", () => {
  const [problem, ...others] = readYaml("on:\non: push\n", "f.yml").diagnostics;
  assert.is(problem?.message, 'The key "on" stands twice in one mapping.');
  assert.equal(problem?.place, { location: { file: "f.yml", ...at(2, 1, 2, 2) } });
  assert.equal(others, []);
  assert.equal(
    readYaml('a: {x: 1, "x": 2}\n1: a\n"1": b\n').diagnostics.map(({ message }) => message),
    ['The key ""x"" stands twice in one mapping.'],
  );
});

test("why a text is no YAML, with its line, as GitHub's package says it", () => {
  const { tree } = readYaml("a: 1\nb: [x\nc: 2\n");
  assert.equal(tree.errors, [
    {
      message:
        "Flow sequence in block collection must be sufficiently indented and end with a ] at line 3, column 1:\n\nb: [x\nc: 2\n^\n",
      range: { start: { line: 3, column: 1 }, end: { line: 3, column: 2 } },
    },
  ]);
});

test.run();
