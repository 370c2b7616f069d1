import { nodeText } from "@yardmaster/core";
import { compareDocuments } from "@yardmaster/importer";
import { compareComments } from "@yardmaster/importer/writers";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// What GitHub reads the same, and what it does not.

const test = suite("compareDocuments");

/** Where two texts differ, with what is said of it. */
function compare(original: string, made: string): readonly string[] {
  return compareDocuments(readYaml(original), readYaml(made)).map(({ path, reason }) => `${nodeText(path)}: ${reason}`);
}

function workflow(keys: string, on = "push"): string {
  return `on: ${on}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n${keys.replaceAll(/^/gm, "    ")}\n`;
}

const same: Readonly<Record<string, readonly [string, string]>> = {
  "events in a text, a list and a map": [workflow("", "push"), workflow("", "[push]")],
  "events with and without a body": [workflow("", "[push]"), workflow("", "{ push: }")],
  "an empty body": [workflow("", "{ push: {} }"), workflow("", "{ push: }")],
  "one pattern and a list of it": [
    workflow("", "{ push: { branches: main } }"),
    workflow("", "{ push: { branches: [main] } }"),
  ],
  "one needed job and a list of it": [workflow("needs: b"), workflow("needs: [b]")],
  "an input that says what is so anyway": [
    workflow("", "{ workflow_dispatch: { inputs: { x: } } }"),
    workflow("", "{ workflow_dispatch: { inputs: { x: { type: string, required: false } } } }"),
  ],
  "empty maps of variables and inputs": [
    workflow("steps:\n  - uses: a/b@v1\n    with: {}\n    env:"),
    workflow("steps:\n  - uses: a/b@v1"),
  ],
  "a condition with and without the braces": [
    workflow("if: ${{ github.ref == 'x' }}"),
    workflow("if: github.ref=='x'"),
  ],
  "a condition of several lines": [workflow("if: |\n  always() &&\n  true"), workflow("if: always()")],
  "a condition that is no text": [workflow("if: true"), workflow("if: ${{ true }}")],
  "parentheses that say nothing": [
    workflow("name: ${{ (github.a || github.b) || github.c }}"),
    workflow("name: ${{ github.a || github.b || github.c }}"),
  ],
  "a property in brackets": [workflow("name: ${{ github['ref'] }}"), workflow("name: ${{ github.ref }}")],
  "names in any case, but for those of variables": [
    workflow("if: Needs.A.Outputs.X == env.Y"),
    workflow("if: needs.a.outputs.x == env.Y"),
  ],
  "wait-all with and without its value": [workflow("steps:\n  - wait-all:"), workflow("steps:\n  - wait-all: true")],
  "a text with expressions and format": [
    workflow("name: ${{ format('a {0} {{b}} {0}', github.ref) }}"),
    workflow("name: a ${{ github.ref }} {b} ${{ github.ref }}"),
  ],
  "what an action is given, as text": [
    workflow("steps:\n  - uses: a/b@v1\n    with: { a: 1, b: true, c: , d: false, e: 0 }"),
    workflow('steps:\n  - uses: a/b@v1\n    with: { a: "1", b: "true", c: "", d: "false", e: "0" }'),
  ],
  "keys of GitHub's in another order": [workflow("name: x\nif: always()"), workflow("if: always()\nname: x")],
};

for (const [what, [original, made]] of Object.entries(same)) {
  test(`takes for equal: ${what}`, () => {
    assert.equal(compare(original, made), []);
    assert.equal(compare(made, original), []);
  });
}

const different: Readonly<Record<string, readonly [original: string, made: string, said: string]>> = {
  "a name that is stated": [workflow(""), `name: x\n${workflow("")}`, "name: It is not in the original."],
  "a key that is lost": [workflow("name: x"), workflow(""), "jobs.a.name: It is missing."],
  "an event": [workflow("", "[push]"), workflow("", "[push, create]"), "on.create: It is not in the original."],
  "a type": [workflow("env: { A: 1 }"), workflow('env: { A: "1" }'), 'jobs.a.env.A: It is "1" and not 1.'],
  "a type that a called workflow gets": [
    workflow("with: { a: 1 }"),
    workflow('with: { a: "1" }'),
    'jobs.a.with.a: It is "1" and not 1.',
  ],
  "a byte of a script": [
    workflow('steps:\n  - run: "a\\n"'),
    workflow("steps:\n  - run: a"),
    'jobs.a.steps[0].run: It is "a" and not "a\\n".',
  ],
  "the order of variables": [
    workflow("env: { A: 1, B: 2 }"),
    workflow("env: { B: 2, A: 1 }"),
    "jobs.a.env: The keys stand in another order.",
  ],
  "the order of a matrix": [
    workflow("strategy: { matrix: { a: [1], b: [2] } }"),
    workflow("strategy: { matrix: { b: [2], a: [1] } }"),
    "jobs.a.strategy.matrix: The keys stand in another order.",
  ],
  "a list": [workflow("needs: [a, b]"), workflow("needs: [b, a]"), 'jobs.a.needs[0]: It is "b" and not "a".'],
  "one step less": [
    workflow("steps:\n  - uses: actions/checkout@v4\n  - uses: a/b@v1\n  - run: a"),
    workflow("steps:\n  - uses: actions/checkout@v4\n  - run: a"),
    "jobs.a.steps: It has 2 entries and not 3, and differs first at jobs.a.steps[1].uses: It is missing.",
  ],
  "one step more, at the end": [
    workflow("steps:\n  - run: a"),
    workflow("steps:\n  - run: a\n  - run: b"),
    "jobs.a.steps: It has 2 entries and not 1, and differs first at jobs.a.steps[1]: It is not in the original.",
  ],
  "the end of a long text": [
    workflow(`name: ${"a b ".repeat(40)}c`),
    workflow(`name: ${"a b ".repeat(40)}d`),
    'jobs.a.name: It is …a b a b a b a b a b d" and not …a b a b a b a b a b c".',
  ],
  "a value and a text": [
    workflow("name: ${{ github.ref }}"),
    workflow("name: ${{ format('{0} ', github.ref) }}"),
    'jobs.a.name: It is "${{ format(\'{0} \', github.ref) }}" and not "${{ github.ref }}".',
  ],
  "a condition that is partly in braces": [
    workflow("if: ${{ github.ref }} && true"),
    workflow("if: github.ref && true"),
    'jobs.a.if: It is "github.ref && true" and not "${{ github.ref }} && true".',
  ],
};

for (const [what, [original, made, said]] of Object.entries(different)) {
  test(`sees: ${what}`, () => {
    const [first] = compare(original, made);
    assert.is(first, said);
  });
}

test("puts the variables of a hoisted script back", () => {
  const original = workflow('steps:\n  - run: |\n      a ${{ github.ref }} "${{ github.sha }}" b\n    env: { X: 1 }');
  const env = "{ X: 1, REF: '${{ github.ref }}', SHA: '${{ github.sha }}' }";
  const made = workflow(`steps:\n  - run: |\n      a "\${REF}" "\${SHA}" b\n    env: ${env}`);
  assert.equal(compare(original, made), []);
  const swapped = made.replace("{REF}", "{SHA}");
  assert.is(compare(original, swapped).length, 3);
});

test("wants every comment at its node, to the byte and in order", () => {
  const original =
    "# first\non: push # event\njobs: # all\n  # above\n  # twice\n  a:\n    runs-on: x\n    # last\n# end\n";
  assert.equal(compare(original, original), []);
  const made = "#first\non: push\njobs: # all\n  # twice\n  # above\n  a: # new\n    runs-on: x\n";
  assert.equal(compare(original, made), [
    "on: The comment `# first` at on is lost.",
    "on: The comment `# event` at on is lost.",
    "jobs.a: The comment `# twice` at jobs.a is lost.",
    "jobs.a: The comment `# last` at jobs.a is lost.",
    ": The comment `# end` at the file is lost.",
    "jobs.a: The comment `# twice` is new at jobs.a.",
    "on: The comment `#first` is new at on.",
    "jobs.a: The comment `# new` is new at jobs.a.",
  ]);
});

test("lets a comment at an anchor come out at each use, and a pin's version appear", () => {
  const original = "on:\n  push:\n    paths: &p\n      - a # why\n  pull_request:\n    paths: *p\njobs: {}\n";
  const made = "on:\n  push:\n    paths:\n      - a # why\n  pull_request:\n    paths:\n      - a # why\njobs: {}\n";
  assert.equal(compare(original, made), []);
  const pinned = workflow("steps:\n  - uses: a/b@0123456789012345678901234567890123456789 # v1.2");
  assert.equal(compare(pinned.replace(" # v1.2", ""), pinned), []);
  assert.is(compare(pinned, pinned.replace(" # v1.2", "")).length, 1);
});

test("takes what is above the first key for what is above the file", () => {
  assert.equal(compare("# a\non: push\njobs: {}\n", "# a\n\non: push\njobs: {}\n"), []);
  assert.equal(compare("# a\n\non: push\njobs: {}\n", "# a\non: push\njobs: {}\n"), []);
});

test("counts the comments that are kept beside those that are lost", () => {
  const original = readYaml("# a\non: push # b\njobs: {} # c\n");
  const { kept, lost, added } = compareComments(original, readYaml("# a\non: push\njobs: {} # c\n"));
  assert.equal([kept, lost.map(({ path }) => path), added], [2, [["on"]], []]);
});

test.run();
