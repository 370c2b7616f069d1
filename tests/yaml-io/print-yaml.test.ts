import { printYaml, readYaml } from "@yardmaster/yaml-io";
import * as fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { compareDocuments } from "../../scripts/documents/compare-documents.ts";

const test = suite("printYaml");

const print = (text: string): string | undefined => printYaml(readYaml(text));

test("a hand-written workflow with comments everywhere, in the form of generated files", () => {
  const text = `\ufeff# License: none

# yaml-language-server: $schema=x
on: [push,   # why
  'pull_request' ]
--- # behind
`;
  assert.is(print(text), undefined); // two documents
  assert.is(
    print(`# License

#!directive
on: [push,   # why
  'pull_request' ]
name: "ci"
env:
    B: 1   # two
    A: yes
    # C: 3
jobs:
  build:
    steps:
    - # an item
      run: | # a script
        echo
      # the first key
      name: x
    - &again
      uses: a/b@v1 # v1.2.3
    # - run: commented out
    - *again # once more
    runs-on: x
  # last in jobs
# the end
`),
    `# License

name: ci

#!directive
on:
  - push # why
  - pull_request

env:
  B: 1 # two
  A: "yes"
  # C: 3

jobs:
  build:
    runs-on: x
    steps:
      - # an item
        # the first key
        name: x
        run: | # a script
          echo

      - uses: a/b@v1 # v1.2.3

      # - run: commented out
      - # once more
        uses: a/b@v1

  # last in jobs
# the end
`,
  );
});

test("several comments at one value, in an empty list, and between a key and its value", () => {
  assert.is(
    print("a: [ # one\n  x ] # two\nb: # three\n  # four\n  1 # five\n"),
    "# one\na: # two\n  - x\n\n# three\n# four\nb: 1 # five\n",
  );
  assert.is(
    print("a: [\n  # one\n  ]\nb:\n  - {\n    # two\n    }\n"),
    "a: [\n  # one\n  ]\n\nb:\n  - {\n    # two\n    }\n",
  );
  assert.is(print("a:\n  # one\nb:\n-\n  # two\n  x: 1\n"), "a:\n  # one\n\nb:\n  -\n    # two\n    x: 1\n");
});

test("texts without a map, and without anything", () => {
  assert.is(print(""), "");
  assert.is(print("# one\n\n# two\n"), "# one\n# two\n");
  assert.is(print("- a\n# one\n- [b]\n"), "- a\n# one\n- - b\n");
  assert.is(print("--- # one\n'a: b'\n# two\n"), '# one\n\n"a: b"\n# two\n');
  assert.is(print("{}\n# one"), "{}\n# one\n");
  assert.is(print("a: 1\nb: [\n"), undefined);
  assert.is(print("a: !!binary aGk=\n"), undefined);
});

test("keys that are whole numbers stay where the author wrote them, behind an alias too", () => {
  assert.is(
    print("m: &m\n  b: 1\n  20: 2\n  3: 3\nn: *m\n"),
    'm:\n  b: 1\n  "20": 2\n  "3": 3\n\n"n":\n  b: 1\n  "20": 2\n  "3": 3\n',
  );
});

const line = fc.tuple(
  fc.integer({ min: 0, max: 4 }),
  fc.constantFrom(
    "a:",
    "b: 1",
    "c: |",
    "- x",
    "- d: 2",
    "-",
    "e: [f, g]",
    "h: [",
    "]",
    "text",
    "i: {}",
    "j: &k",
    "l: *k",
    "",
  ),
  fc.constantFrom("", "", " # one", " # two", "# three"),
);

test("whatever is read is printed without a loss: data, order of keys, each comment at what it is about", () => {
  let read = 0;
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 12 }),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      (lines, end, isOpen) => {
        const text = lines.map(([depth, content, comment]) => `${"  ".repeat(depth)}${content}${comment}`).join(end);
        const comparison = compareDocuments(isOpen ? text : text + end, "f.yml");
        if ("skipped" in comparison) return;
        read++;
        assert.equal(comparison.lost, [], text);
      },
    ),
    { numRuns: 3000, seed: 20261126 },
  );
  assert.ok(read > 300, `${read} of 3000`);
});

test.run();
