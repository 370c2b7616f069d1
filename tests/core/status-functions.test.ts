import {
  adaptToTarget,
  type Expression,
  foldExpression,
  namesStatusFunction,
  parseExpression,
  printExpression,
  type WorkflowModel,
} from "@yardmaster/core";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type JobStatus, runsOnGitHub } from "../helpers/github-condition.ts";

const scope = {
  contexts: ["github", "inputs"],
  functions: ["always(0,0)", "cancelled(0,0)", "failure(0,MAX)", "success(0,MAX)"],
};

function parse(text: string): Expression {
  const result = parseExpression(text, scope);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const folding = suite("folding keeps whether a status function is named");
for (const [text, expected] of [
  ["true || failure()", "true || failure()"],
  ["'prod' == 'prod' || failure()", "true || failure()"],
  ["false && failure() || github.a == 'x'", "false && failure() || github.a == 'x'"],
  ["true || github.a || failure() || always()", "true || failure()"],
  ["failure() || true || always()", "failure() || true"],
  ["(true || failure()) || github.a", "true || failure()"],
  ["(true || failure()) && github.a", "(true || failure()) && github.a"],
  ["true && failure()", "failure()"],
  ["false || !cancelled()", "!cancelled()"],
  ["!(true || FAILURE())", "!(true || failure())"],
  ["case(true, github.a, failure())", "case(true, github.a, failure())"],
  ["case(false, failure(), true)", "case(false, failure(), true)"],
  ["case(true, failure(), always())", "failure()"],
  ["case(false, github.b, failure())", "failure()"],
  ["format('{0}', true || success()) == 'true'", "format('{0}', true || success()) == 'true'"],
  ["true || failure('build')", "true || failure('build')"],
  ["true || github.failure", "true"],
  ["true || 'failure()' == github.a", "true"],
] as const) {
  folding(text, () => assert.is(printExpression(foldExpression(parse(text))), expected));
}
folding.run();

const call = (name: string, ...values: readonly Expression[]): Expression => ({
  kind: "call",
  name,
  arguments: values,
});
const literal = fc
  .constantFrom(true, false, null, "", "x", 0, 2)
  .map((value): Expression => ({ kind: "literal", value }));
const read = fc
  .constantFrom("a", "b")
  .map((name): Expression => ({ kind: "property", object: { kind: "context", name: "github" }, name }));
const status = fc.constantFrom("always", "Cancelled", "FAILURE", "success").map((name) => call(name));
const { condition } = fc.letrec<{ condition: Expression }>((tie) => {
  const inner = tie("condition");
  const predicate = fc.oneof(
    fc.tuple(inner, inner).map(([left, right]): Expression => ({ kind: "binary", operator: "==", left, right })),
    fc.boolean().map((value): Expression => ({ kind: "literal", value })),
    status,
  );
  return {
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      literal,
      read,
      status,
      inner.map((operand): Expression => ({ kind: "not", operand })),
      fc
        .tuple(fc.constantFrom("&&" as const, "||" as const), fc.array(inner, { minLength: 2, maxLength: 3 }))
        .map(([operator, operands]): Expression => ({ kind: "logical", operator, operands })),
      fc
        .tuple(fc.constantFrom("==" as const, "!=" as const), inner, inner)
        .map(([operator, left, right]): Expression => ({ kind: "binary", operator, left, right })),
      fc.tuple(predicate, inner, inner).map((parts) => call("case", ...parts)),
      fc.tuple(inner, inner).map((parts) => call("format", { kind: "literal", value: "{0}{1}" }, ...parts)),
      fc.tuple(inner, inner).map((parts) => call("contains", ...parts)),
    ),
  };
});

const statuses: readonly JobStatus[] = ["success", "failure", "cancelled"];
const values = [
  { github: { a: "x", b: "" }, inputs: {} },
  { github: { a: null, b: true }, inputs: {} },
];

/** Every combination in which a step with the condition runs; what GitHub fails with stands in its place. */
function runs(text: string): readonly unknown[] {
  return statuses.flatMap((each) =>
    values.map((context) => {
      try {
        return runsOnGitHub(text, each, context);
      } catch {
        return "fails";
      }
    }),
  );
}

/** What GitHub would fail on may be gone with an operand that decides nothing. */
function compareRuns(before: string, after: string): void {
  const expected = runs(before);
  assert.equal(
    runs(after).map((actual, index) => (expected[index] === "fails" ? "fails" : actual)),
    expected,
    `${before}\n${after}`,
  );
}

const judged = suite("GitHub's evaluator judges when a condition runs");
judged("folded or not, a condition runs at the same times", () => {
  fc.assert(
    fc.property(condition, (whole) => {
      const folded = foldExpression(whole);
      assert.is(namesStatusFunction(folded), namesStatusFunction(whole));
      compareRuns(printExpression(whole), printExpression(folded));
    }),
    { numRuns: 1_000, seed: 4 },
  );
});
judged("adapted to a server without `case`, a condition runs at the same times", () => {
  let adaptedCount = 0;
  fc.assert(
    fc.property(condition, (whole) => {
      const text = printExpression(whole);
      const model = { on: { push: null }, jobs: { a: { "runs-on": "x", steps: [{ if: text, run: "true" }] } } };
      const { diagnostics, model: adapted } = adaptToTarget(
        {
          yardmaster: "workflow",
          id: "w",
          model: model as unknown as WorkflowModel,
          comments: [],
          header: [],
          diagnostics: [],
          origins: [],
          escapes: [],
        },
        "ghes-3.20",
      );
      if (diagnostics.length > 0) return;
      const after = (adapted.jobs.a as unknown as { steps: readonly { if: string }[] }).steps[0]?.if ?? "";
      if (after !== text) adaptedCount += 1;
      assert.is(namesStatusFunction(parse(unwrapped(after))), namesStatusFunction(whole));
      compareRuns(text, after);
    }),
    { numRuns: 1_000, seed: 5 },
  );
  assert.ok(adaptedCount > 50, `${adaptedCount} conditions were rewritten`);
});
judged.run();

function unwrapped(text: string): string {
  return /^\$\{\{(.*)\}\}$/s.exec(text)?.[1] ?? text;
}
