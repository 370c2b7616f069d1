import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("where a comment of a text belongs");

/** `line:column kind path text` */
function comments(text: string): readonly string[] {
  return readYaml(text)
    .comments()
    .map(({ kind, path, text: comment, range }) => {
      assert.is(range.endLine, range.line);
      assert.is(range.endColumn - range.column, comment.length);
      return `${range.line}:${range.column} ${kind} ${path.join(".") || "-"} ${comment}`;
    });
}

test("above a key and an item, at the end of a line, on the header of a map, a list, an item and a block", () => {
  const text = `name: a # one
# two
on: # three
  push:
jobs:
  # four
  a:
    steps: # five
      # six
      - run: | # seven
          # no comment
      - # eight
        uses: b@v1 # nine
      # ten
      - name: 'x # y' # eleven
`;
  assert.equal(comments(text), [
    "1:9 endOfLine name # one",
    "2:1 above on # two",
    "3:5 header on # three",
    "6:3 above jobs.a # four",
    "8:12 header jobs.a.steps # five",
    "9:7 above jobs.a.steps.0 # six",
    "10:16 header jobs.a.steps.0.run # seven",
    "12:9 header jobs.a.steps.1 # eight",
    "13:20 endOfLine jobs.a.steps.1.uses # nine",
    "14:7 above jobs.a.steps.2 # ten",
    "15:23 endOfLine jobs.a.steps.2.name # eleven",
  ]);
});

test("after the last entry of maps and lists, each in its column, and at the end of the file", () => {
  const text = `jobs:
  a:
    steps:
      - run: x
        # one
      # two
    # three
  # four
  b:
    runs-on: y
    # five
  # six
# seven
`;
  assert.equal(comments(text), [
    "5:9 blockEnd jobs.a.steps.0 # one",
    "6:7 blockEnd jobs.a.steps # two",
    "7:5 blockEnd jobs.a # three",
    "8:3 above jobs.b # four",
    "11:5 blockEnd jobs.b # five",
    "12:3 blockEnd jobs # six",
    "13:1 fileEnd - # seven",
  ]);
});

test("what stands further in cannot belong further in than what stands before it", () => {
  assert.equal(comments("a:\n  b:\n    c: 1\n  # one\n    # two\nd: 2\n# three\n  # four\n"), [
    "4:3 blockEnd a # one",
    "5:5 blockEnd a # two",
    "7:1 fileEnd - # three",
    "8:3 fileEnd - # four",
  ]);
  assert.equal(comments("a:\n  b: 1\n# one\n    # two\nc: 2\n"), ["3:1 above c # one", "4:5 above c # two"]);
});

test("a list in the column of its key", () => {
  assert.equal(comments("a:\n- x\n# one\n- y\n  # two\n# three\nb: 1\n"), [
    "3:1 above a.1 # one",
    "5:3 blockEnd a # two",
    "6:1 above b # three",
  ]);
  assert.equal(comments("a:\n- x\n# the end\n"), ["3:1 fileEnd - # the end"]);
});

test("in an empty map, between a key and its value, on an alias, an anchor and a key without a value", () => {
  assert.equal(comments("on:\n  push:\n    # one\n  pull_request: # two\nenv: {} # three\nwith: {\n  # four\n  }\n"), [
    "3:5 blockEnd on.push # one",
    "4:17 endOfLine on.pull_request # two",
    "5:9 endOfLine env # three",
    "7:3 blockEnd with # four",
  ]);
  assert.equal(
    comments("a: &x # one\n  # two\n  b: 1\nc: *x # three\nd:\n  # four\n  text # five\ne: # six\n  text\n"),
    [
      "1:7 header a # one",
      "2:3 above a.b # two",
      "4:7 endOfLine c # three",
      "6:3 above d # four",
      "7:8 endOfLine d # five",
      "8:4 header e # six",
    ],
  );
});

test("inside of a flow list of several lines", () => {
  assert.equal(
    comments("a: [ # one\n  # two\n  x, # three\n  {y: 1, # four\n   z: [2]}, # five\n  # six\n  ] # seven\n"),
    [
      "1:6 header a # one",
      "2:3 above a.0 # two",
      "3:6 endOfLine a.0 # three",
      "4:10 endOfLine a.1.y # four",
      "5:13 endOfLine a.1 # five",
      "6:3 blockEnd a # six",
      "7:5 endOfLine a # seven",
    ],
  );
});

test("before the first key: the file's, unless it stands directly above the key", () => {
  assert.equal(comments("# one\n# two\na: 1\n"), ["1:1 above a # one", "2:1 above a # two"]);
  assert.equal(comments("# one\n\n# two\na: 1\n"), ["1:1 fileStart - # one", "3:1 above a # two"]);
  assert.equal(comments("\ufeff# one\r\n\r\na: 1 # two\r\n"), ["1:2 fileStart - # one", "3:6 endOfLine a # two"]);
  assert.equal(comments("# one\n--- # two\n# three\na: 1\n"), [
    "1:1 fileStart - # one",
    "2:5 fileStart - # two",
    "3:1 above a # three",
  ]);
  assert.equal(comments("# one\n- a\n# two\n- b\n"), ["1:1 above 0 # one", "3:1 above 1 # two"]);
});

test("texts without a map", () => {
  assert.equal(comments("# one\n\n  # two"), ["1:1 fileStart - # one", "3:3 fileStart - # two"]);
  assert.equal(comments("# one\ntext # two\n# three\n"), [
    "1:1 fileStart - # one",
    "2:6 fileEnd - # two",
    "3:1 fileEnd - # three",
  ]);
  assert.equal(comments("{ # one\n  a: 1\n  # two\n} # three\n"), [
    "1:3 fileStart - # one",
    "3:3 fileEnd - # two",
    "4:3 fileEnd - # three",
  ]);
  assert.equal(comments(""), []);
  assert.equal(comments("a: b#c\n"), []);
});

test.run();
