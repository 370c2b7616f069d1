import { type ModelPath, valueAt } from "@yardmaster/core";
import {
  type Decisions,
  type GatheringWriter,
  pathKey,
  writeCondition,
  writeValue,
} from "@yardmaster/importer/writers";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { noReferences, readMarks, withoutMarks, writerOf } from "./written.ts";

/** A step's `with` of these lines. */
function withOf(lines: string, decisions: Partial<Decisions> = {}): GatheringWriter {
  const indented = lines.replace(/^/gm, "          ");
  const text = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: a/b@v1\n        with:\n${indented}\n`;
  return writerOf(text, { decisions });
}

const path: ModelPath = ["jobs", "a", "steps", 0, "with"];

function writtenIn(writer: GatheringWriter, at: ModelPath = path): string {
  return writeValue(valueAt(at, writer.file.model) ?? null, at, noReferences, writer);
}

function written(lines: string, decisions: Partial<Decisions> = {}): string {
  return withoutMarks(writtenIn(withOf(lines, decisions)));
}

const test = suite("write-value");

test("writes data as it is, and quotes a key only where it is no identifier", () => {
  assert.is(
    written("a: 1\nb-c: true\n'1x': null\n_d: -0.5\n__proto__: x\nlist: [1, [], {}]"),
    '{\na: 1, "b-c": true, "1x": null, _d: -0.5, ["__proto__"]: "x", list: [1, [], {}] }',
  );
  assert.is(written("a: 'yes'\nb: 3.10\nc: '3.10'"), '{ a: "yes", b: 3.1, c: "3.10" }');
});

test("writes an expression as a handle, and a text around some as a template", () => {
  assert.is(written("a: ${{ github.ref }}"), "{ a: github.ref }");
  assert.is(
    written("a: v${{ github.ref }}-${{ github.sha }}`$\\{x"),
    "{ a: format`v${github.ref}-${github.sha}\\`$\\\\{x` }",
  );
  assert.is(written("a: ' ${{ github.ref }}'"), "{ a: format` ${github.ref}` }");
});

test("writes texts of several lines as lines, unless their form would be lost", () => {
  assert.is(
    written("a: |\n  one\n    two\n  ${{ github.ref }}"),
    "{ a: lines`\n\t\tone\n\t\t  two\n\t\t${github.ref}\n\t` }",
  );
  assert.is(written("a: |-\n  one\n  two"), "{ a: lines`\n\t\tone\n\t\ttwo` }");
  assert.is(written("a: |\n  one"), '{ a: "one\\n" }');
  assert.is(written("a: |1\n   one\n   two"), '{ a: "  one\\n  two\\n" }');
  assert.is(written('a: "one\\r\\ntwo"'), '{ a: "one\\r\\ntwo" }');
  assert.is(written('a: "one\\r\\n${{ github.ref }}"'), "{ a: format`one\\r\\n${github.ref}` }");
});

test("writes what an editor would not show as escapes", () => {
  assert.is(written('a: "\\u00a0\\u200bb\\e"'), '{ a: "\\u00a0\\u200bb\\u001b" }');
});

test("leaves a text that the language has no form for, and says why", () => {
  assert.is(written("a: ${{ github.ref"), '{ a: raw("${{ github.ref", "GitHub\'s parser refuses the expression.") }');
  assert.is(
    written("a: ${{ success('x') }}"),
    '{ a: raw("${{ success(\'x\') }}", "The language has no form for this expression.") }',
  );
  const raw = new Map([[pathKey([...path, "a"]), "So it is."]]);
  assert.is(written("a: {b: '${{ github.ref }}'}", { raw }), '{ a: raw({ b: "${{ github.ref }}" }, "So it is.") }');
});

test("leaves what reads nothing, since the original is wrong, and notes it", () => {
  const writer = withOf(
    "a: ${{ matrix.os }}\nb: x-${{ github.reff }}\nc: ${{ job.container.name || 'x' }}\nd: ${{ success('x') }}\ne: ${{ needs.b.result }}",
  );
  const reasons = [
    "`matrix.os` is always empty: the job has no matrix.",
    '`github.reff` is always empty: there is no property "reff".',
    '`job.container.name` is always empty: there is no property "name".',
    "The language has no form for this expression.",
    '`needs.b` is always empty: the job does not need "b".',
  ];
  assert.is(
    withoutMarks(writtenIn(writer)),
    `{\na: raw("\${{ matrix.os }}", ${JSON.stringify(reasons[0])}), b: raw("x-\${{ github.reff }}", ${JSON.stringify(reasons[1])}), c: raw("\${{ job.container.name || 'x' }}", ${JSON.stringify(reasons[2])}), d: raw("\${{ success('x') }}", ${JSON.stringify(reasons[3])}), e: raw("\${{ needs.b.result }}", ${JSON.stringify(reasons[4])}) }`,
  );
  assert.equal(
    writer.gathered().kept.map(({ path, reason, isWrong }) => [path.at(-1), reason, isWrong]),
    ["a", "b", "c", "d", "e"].map((key, index) => [key, reasons[index], key !== "d"]),
  );
});

test("counts expressions by what became of them", () => {
  const writer = withOf(
    "a: ${{ github.ref }}\nb: x${{ github.ref }}y${{ github.sha }}\nc: ${{ success('x') }}\nd: ${{ 1 }}${{ x",
  );
  writtenIn(writer);
  assert.equal(writer.gathered().expressions, { typed: 3, text: 3 });
});

test("takes what stands where GitHub reads no expressions for a text", () => {
  const writer = writerOf("on: {push: {branches: ['${{ github.ref }}']}}\njobs: {}\n");
  assert.is(withoutMarks(writtenIn(writer, ["on", "push"])), '{ branches: ["${{ github.ref }}"] }');
});

test("puts comments at the values of their entries", () => {
  const lines = "# Above.\n#\n#!odd\na: 1 # behind\nb:\n  - x\n  # last\nc: # at the head\n  d: 2\n# of with";
  const writer = withOf(lines);
  assert.is(
    withoutMarks(writtenIn(writer)),
    '{ a: noted(1, { above: ["Above.", "", "#!odd"], end: "behind" }), b: noted(["x"], { last: "last" }), c: noted({ d: 2 }, { end: "at the head" }) }',
  );
  assert.equal(writer.comments.takeBelow(path), [{ path: [], position: "last", text: "of with" }]);
  assert.equal(writer.comments.takeBelow([]), []);
});

test("makes a constant of what an anchor names, unless its parts stand for something of the job", () => {
  const lines =
    "a: &some-paths # why\n  - x # one\nb: *some-paths # again\nc: &own '${{ steps.x.outputs.y }}'\nd: *own";
  const writer = withOf(lines);
  assert.is(
    withoutMarks(writtenIn(writer)),
    '{ a: noted(somePaths, { end: "why" }), b: noted(somePaths, { end: "again" }), c: context("steps").x.outputs.y, d: context("steps").x.outputs.y }',
  );
  assert.equal(writer.gathered().statements.map(withoutMarks), [
    'const somePaths = [noted("x", { end: "one" })] as const;',
  ]);
  const plain = new Set([pathKey([...path, "b"])]);
  assert.is(written("a: &x [1]\nb: *x", { plain }), "{ a: [1], b: [1] }");
});

test("uses a constant inside of what another anchor names, and keeps texts exact where any will not do", () => {
  const writer = writerOf(`
on: {pull_request: {types: &types [opened], branches: &branches [main]}, pull_request_target: {types: *types, branches: *branches}}
jobs: {a: &job {runs-on: &os x}, b: *job, c: {runs-on: *os}}
`);
  assert.is(withoutMarks(writtenIn(writer, ["on", "pull_request"])), "{ types, branches }");
  assert.is(withoutMarks(writtenIn(writer, ["jobs", "b", "runs-on"])), "os");
  assert.is(withoutMarks(writtenIn({ ...writer }, ["jobs", "c", "runs-on"])), "os");
  assert.equal(writer.gathered().statements.map(withoutMarks), [
    'const types = ["opened"] as const;',
    'const branches = ["main"];',
    'const os = "x";',
  ]);
});

test("marks every value, and the operands of expressions by their number", () => {
  const writer = withOf("a: ${{ github.ref == 'x' && join(github.event.y, '-') }}\nb: [x]");
  assert.is(
    readMarks(writtenIn(writer), writer, path),
    '<>{ <a>a: <a><a 0>andThen(eq(<a 1>github.ref, <a 1>"x"), <a 2>join(<a 3>github.event.y, "-")), <b>b: <b>[<b.0>"x"] }',
  );
  const loose = new Map([[pathKey([...path, "a"]), new Set([2])]]);
  assert.is(
    written("a: ${{ github.ref == join(github.event.y) }}", { loose }),
    "{ a: eq(github.ref, join(loose(github.event).y)) }",
  );
  assert.is(
    written("a: ${{ toJSON(github.event.y) }}", { loose: new Map([[pathKey([...path, "a"]), "all"]]) }),
    "{ a: loose(toJSON(loose(github.event).y)) }",
  );
});

const condition = (text: string): string => {
  const writer = writerOf(`on: push\njobs: {a: {runs-on: x, if: ${text}, steps: [{run: x}]}}\n`);
  const at = ["jobs", "a", "if"];
  return withoutMarks(writeCondition(valueAt(at, writer.file.model) ?? null, at, noReferences, writer));
};

test("writes conditions with and without marks of expressions", () => {
  assert.is(condition("github.ref == 'x'"), 'eq(github.ref, "x")');
  assert.is(condition("'${{ github.ref }}'"), "loose(github.ref)");
  assert.is(condition('"!cancelled()"'), "not(cancelled())");
  assert.is(condition("true"), "loose(true)");
  assert.is(condition("'true'"), "loose(true)");
  assert.is(condition("'${{ false }}'"), "loose(false)");
  assert.is(condition("'${{ github.ref }} && x'"), `raw("\${{ github.ref }} && x", "${alwaysTrue}")`);
  assert.is(condition('"${{ github.ref }}\\n"'), `raw("\${{ github.ref }}\\n", "${alwaysTrue}")`);
  assert.is(condition("a ="), 'raw("a =", "GitHub\'s parser refuses the expression.")');
  assert.is(condition("1"), 'raw(1, "This is no condition.")');
});

const alwaysTrue =
  "There is text around the expression, so that GitHub takes the condition for true, whatever the expression is.";

test.run();
