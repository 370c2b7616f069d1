import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  compareSurvivors,
  countMutants,
  type MutationReport,
  readSurvivors,
  readTimedOut,
} from "../../scripts/mutation/compare-survivors.ts";

const source = 'const a = 1;\nif (a > 1) {\n  b("x");\n}\n';
const mutant = (status: string, line: number, column: number, endLine: number, endColumn: number) => ({
  mutatorName: "M",
  replacement: "r",
  status,
  location: { start: { line, column }, end: { line: endLine, column: endColumn } },
});
const report: MutationReport = {
  files: {
    "a.ts": {
      source,
      mutants: [
        mutant("Killed", 1, 1, 1, 6),
        mutant("Timeout", 1, 1, 1, 6),
        mutant("Survived", 2, 5, 2, 10),
        mutant("NoCoverage", 2, 12, 4, 2),
        mutant("RuntimeError", 3, 5, 3, 8),
      ],
    },
  },
};
const survivor = (original: string, line = 2) => ({ file: "a.ts", mutator: "M", original, replacement: "r", line });
const explained = (original: string, reason = "Because.") => ({
  file: "a.ts",
  mutator: "M",
  original,
  replacement: "r",
  reason,
});

const mutation = suite("mutation testing");
mutation("everything that was not noticed survives, with the text that was changed", () => {
  assert.equal(readSurvivors(report), [survivor("a > 1"), survivor('{\n  b("x");\n}'), survivor('"x"', 3)]);
  assert.is(countMutants(report), 5);
});
mutation("a reason may answer for what timed out, as on a busy machine", () => {
  assert.equal(readTimedOut(report), [survivor("const", 1)]);
  assert.equal(compareSurvivors([], [explained("a")], [survivor("a")]), []);
  assert.equal(compareSurvivors([], [explained("a"), explained("a")], [survivor("a")]), [
    'a.ts: a reason is given for what does not survive: M "a" -> "r"',
  ]);
});
mutation("a survivor needs a reason", () => {
  assert.equal(compareSurvivors([survivor("a")], []), ['a.ts:2 survives without a reason: M "a" -> "r"']);
  assert.equal(compareSurvivors([survivor("a")], [explained("b")]), [
    'a.ts:2 survives without a reason: M "a" -> "r"',
    'a.ts: a reason is given for what does not survive: M "b" -> "r"',
  ]);
  assert.equal(compareSurvivors([survivor("a", 9)], [explained("a")]), []);
});
mutation("a reason answers for one survivor, and is not empty", () => {
  assert.equal(compareSurvivors([survivor("a"), survivor("a", 3)], [explained("a")]), [
    'a.ts:3 survives without a reason: M "a" -> "r"',
  ]);
  assert.equal(compareSurvivors([survivor("a"), survivor("a", 3)], [explained("a"), explained("a")]), []);
  assert.equal(compareSurvivors([survivor("a")], [explained("a", " ")]), ['a.ts: the reason is empty: M "a" -> "r"']);
});
mutation.run();
