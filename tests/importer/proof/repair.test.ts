import { noDecisions, type Objection, pathKey, repair } from "@yardmaster/importer/writers";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const original = { on: "push", jobs: { a: { if: "github.ref == 1 && env.X" } } };
const path = ["jobs", "a", "if"];
const objects = (operand?: number): Objection => ({
  judge: "types",
  path,
  ...(operand === undefined ? {} : { operand }),
  reason: "It does not fit.",
});

const test = suite("repair of types");

test("reads the operands loosely that are objected to, and all of an expression where that was no help", () => {
  const first = repair(noDecisions, [objects(0), objects(2)], original).decisions;
  assert.equal(first.loose, new Map([[pathKey(path), new Set([0, 2])]]));
  const second = repair(first, [objects(1)], original).decisions;
  assert.equal(second.loose, new Map([[pathKey(path), new Set([0, 2, 1])]]));
  const third = repair(second, [objects(1)], original).decisions;
  assert.equal(third.loose, new Map([[pathKey(path), "all"]]));
  const last = repair(third, [objects(1)], original).decisions;
  assert.equal(last.raw, new Map([[pathKey(path), "It does not fit."]]));
  assert.equal(repair(noDecisions, [objects()], original).decisions.loose, new Map([[pathKey(path), "all"]]));
});

test("leaves unanswered what is said of the module as a whole, and of its structure", () => {
  const whole: Objection = { judge: "module", path: [], reason: "It cannot be compiled." };
  const job: Objection = { judge: "language", path: ["jobs", "a"], reason: "It waits for itself." };
  const { decisions, unanswered } = repair(noDecisions, [whole, job], original);
  assert.equal(unanswered, [whole, job]);
  assert.equal(decisions, noDecisions);
});

test.run();
