import type { Diagnostic } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("readYaml");

const diagnose = (text: string): string[] =>
  readYaml(text, "ci.yml").diagnostics.map(({ place, severity, code, message }: Diagnostic) => {
    const at =
      place && "location" in place ? `${place.location.file}:${place.location.line}:${place.location.column}` : "";
    return `${at} ${severity} ${code}: ${message}`;
  });

test("reads YAML 1.2 core values as GitHub does", () => {
  const text = "on: {push: }\na: [yes, on, 012, 0o7, 0x1F, 3.10, 21:21, 2026-01-01, True, ~]\n<<: {b: 1}\n1: x\n";
  assert.equal(readYaml(text).model, {
    "1": "x",
    on: { push: null },
    a: ["yes", "on", 12, 7, 31, 3.1, "21:21", "2026-01-01", true, null],
    "<<": { b: 1 },
  });
});

test("follows aliases, CRLF, a byte order mark and a document start", () => {
  assert.equal(readYaml("\ufeff---\r\na: &x [1]\r\nb: *x\r\n").model, { a: [1], b: [1] });
  assert.is(readYaml("").model, null);
  assert.is(readYaml("").diagnostics.length, 0);
});

test("reports syntax errors, duplicate keys, unknown tags and a second document at their place", () => {
  assert.equal(diagnose("a: [1\nb: 2\n"), [
    "ci.yml:2:1 error yaml-syntax: This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].",
  ]);
  assert.equal(diagnose("jobs:\n  a: 1\n  a: 2\n"), [
    'ci.yml:3:3 error yaml-duplicate-key: The key "a" stands twice in one mapping.',
  ]);
  assert.equal(diagnose("a: !secret x\n"), [
    "ci.yml:1:4 error yaml-syntax: This is not valid YAML: Unresolved tag: !secret.",
  ]);
  assert.equal(diagnose("a: 1\n---\nb: 2\n"), [
    "ci.yml:2:1 error yaml-syntax: This is not valid YAML: Source contains multiple documents; please use YAML.parseAllDocuments().",
  ]);
  assert.is(readYaml("a: [").model, undefined);
});

test("refuses aliases that expand without end, and never throws", () => {
  const bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 9; level++) {
    bomb.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(", ")}]`,
    );
  }
  assert.equal(diagnose(bomb.join("\n")), [
    "ci.yml:1:1 error yaml-alias-limit: The aliases of this file expand beyond any workflow's size.",
  ]);
  assert.equal(diagnose("a: *nowhere\n").length, 1);
  for (const text of [
    "\u0000",
    "a: &a *a",
    "? [1]: 2",
    "%YAML 9.9\n---\na",
    "- - -\n -",
    "}",
    "a: |9\n b",
    "&a a: *a",
  ]) {
    readYaml(text);
  }
});

test("maps paths to ranges and positions to the innermost path", () => {
  const text =
    'on:\n  push:\njobs:\n  "b c":\n    steps:\n      - run: |\n          é\n          x\n      - uses: a@b # v1\n';
  const { ranges, pathAt } = readYaml(text);
  assert.equal(ranges(["jobs", "b c", "steps", 1, "uses"]), { line: 9, column: 15, endLine: 9, endColumn: 18 });
  assert.equal(ranges(["jobs", "b c", "steps", 0, "run"]), { line: 6, column: 14, endLine: 9, endColumn: 1 });
  assert.equal(ranges(["on", "push"]), { line: 2, column: 3, endLine: 2, endColumn: 7 });
  assert.equal(ranges([]), { line: 1, column: 1, endLine: 10, endColumn: 1 });
  assert.is(ranges(["jobs", "x"]), undefined);
  assert.is(ranges(["on", "push", "branches"]), undefined);

  assert.equal(pathAt(9, 15), ["jobs", "b c", "steps", 1, "uses"]);
  assert.equal(pathAt(9, 18), ["jobs", "b c", "steps", 1, "uses"]);
  assert.equal(pathAt(9, 19), ["jobs", "b c", "steps", 1]);
  assert.equal(pathAt(9, 9), ["jobs", "b c", "steps", 1, "uses"]);
  assert.equal(pathAt(8, 11), ["jobs", "b c", "steps", 0, "run"]);
  assert.equal(pathAt(4, 3), ["jobs", "b c"]);
  assert.equal(pathAt(2, 4), ["on", "push"]);
  assert.equal(pathAt(1, 1), ["on"]);
  assert.is(pathAt(99, 1), undefined);
  assert.is(pathAt(1, 0), undefined);
});

test("places of empty texts and list items without a value", () => {
  assert.equal(readYaml("# only a comment\n").pathAt(1, 1), []);
  const { pathAt, ranges } = readYaml("a:\n  - 1\n  -\nb: 2\n");
  assert.equal(pathAt(2, 5), ["a", 0]);
  assert.equal(pathAt(4, 4), ["b"]);
  assert.equal(ranges(["a", 0]), { line: 2, column: 5, endLine: 2, endColumn: 6 });
});

test.run();
