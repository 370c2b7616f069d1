import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { compareExpressions } from "../../scripts/conformance/compare-expressions.ts";
import { compareReader } from "../../scripts/conformance/compare-reader.ts";
import { printConformance } from "../../scripts/conformance/print-conformance.ts";

const test = suite("conformance with GitHub's own cases");

const folder = mkdtempSync(join(tmpdir(), "conformance-"));
test.after(() => rmSync(folder, { recursive: true, force: true }));

mkdirSync(join(folder, "expressions"));
mkdirSync(join(folder, "reader"));
const kind = (name: string, value: unknown) => ({ kind: name, value });
writeFileSync(
  join(folder, "expressions", "a.json"),
  JSON.stringify({
    values: [
      { expr: "foo.bar", contexts: { foo: { Bar: 1 } }, result: kind("Number", 1) },
      { expr: "foo.bar", contexts: { foo: {} }, result: kind("String", "") },
      { expr: "", result: kind("Null", null) },
    ],
    errors: [
      {
        expr: "1 <",
        err: { kind: "parsing", value: "Unexpected end of expression: '<'. Located at position 3 within" },
      },
      { expr: "1 == 1", err: { kind: "evaluation", value: "no memory" }, options: { skip: ["typescript"] } },
    ],
  }),
);

const job = (condition: string) =>
  `{\n  "jobs": [\n    {\n      "type": "job",\n      "id": "a",\n      "name": "a",\n      "if": {\n        "type": 3,\n        "expr": "${condition}"\n      },\n      "runs-on": "x",\n      "steps": [\n        {\n          "id": "__run",\n          "if": {\n            "type": 3,\n            "expr": "success()"\n          },\n          "run": "y"\n        }\n      ]\n    }\n  ]\n}`;
const workflow = "on: push\njobs:\n  a:\n    if: github.ref == 'x'\n    runs-on: x\n    steps:\n      - run: y";
const readerCase = (text: string, expected: string) => `include-source: false\n---\n${text}\n---\n${expected}`;
const refusal = (place: string) =>
  `{\n  "errors": [\n    {\n      "Message": ".github/workflows/errors.yml (${place}): Unexpected value 'runn'"\n    }\n  ]\n}`;
writeFileSync(join(folder, "reader", "agrees.yml"), readerCase(workflow, job("success() && (github.ref == 'x')")));
writeFileSync(join(folder, "reader", "differs.yml"), readerCase(workflow, job("github.ref == 'x'")));
writeFileSync(
  join(folder, "reader", "errors.yml"),
  readerCase(
    "on: push\njobs:\n  a:\n    runs-on: x\n    runn: x\n    steps:\n      - run: y",
    refusal("Line: 5, Col: 6"),
  ),
);
writeFileSync(join(folder, "reader", "skipped.yml"), readerCase(workflow, job("github.ref == 'x'")));
writeFileSync(
  join(folder, "reader", "passes-by-now.yml"),
  readerCase(workflow, job("success() && (github.ref == 'x')")),
);
writeFileSync(join(folder, "reader-skipped.txt"), "skipped.yml\npasses-by-now.yml\n");

test("each case is compared, a case that skips GitHub's package is excused, and all disagreements are told", async () => {
  const reader = await compareReader(folder);
  assert.equal(reader.skipped, ["passes-by-now.yml", "skipped.yml"]);
  assert.equal(reader.passedByNow, ["passes-by-now.yml"]);
  assert.equal(printConformance(compareExpressions(join(folder, "expressions")), reader).split("\n"), [
    'disagrees: expressions/a.json: values (foo.bar), expressions: said Null null, expected String ""',
    "differs (skipped for GitHub's package by the case itself): expressions/a.json: errors (1 == 1), expressions: said Boolean true, expected fails: no memory",
    `disagrees: reader/differs.yml, package: line 9: said "expr": "success() && (github.ref == 'x')", expected "expr": "github.ref == 'x'"`,
    `disagrees: reader/differs.yml, trace: if of a: said "success()&&(github.ref=='x')", expected "github.ref=='x'"`,
    `disagrees: reader/errors.yml, package: line 4: said "Message": ".github/workflows/errors.yml (Line: 5, Col: 5): Unexpected value 'runn'", expected "Message": ".github/workflows/errors.yml (Line: 5, Col: 6): Unexpected value 'runn'"`,
    "disagrees: reader/errors.yml, errors: not said: .github/workflows/errors.yml (Line: 5, Col: 6): Unexpected value 'runn'; said: .github/workflows/errors.yml (Line: 5, Col: 5): Unexpected value 'runn'",
    "expressions, evaluated as simulations do: 5 cases, 3 agree, 1 differ for a known reason, 1 disagree",
    "GitHub's package, read as its own test does: 3 cases, 1 agree, 0 differ for a known reason, 2 disagree",
    "errors and their positions, as check and lint say them: 3 cases, 2 agree, 0 differ for a known reason, 1 disagree",
    "traces: conditions, needs, steps, called jobs: 3 cases, 2 agree, 0 differ for a known reason, 1 disagree",
    "2 files of reader that GitHub's own package does not pass; 1 of them it does by now",
    "",
  ]);
});

test.run();
