import { printExpression } from "@yardmaster/core";
import { expressionPlace, isWritable, writeExpression } from "@yardmaster/importer/writers";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { arbitraryExpression } from "./arbitrary-expression.ts";
import { evaluateExpression } from "./evaluate-expression.ts";
import { noReferences, withoutMarks, writerOf } from "./written.ts";

const workflow = `
on: {push: null, workflow_dispatch: {inputs: {ref: {type: string}}}}
jobs: {a: {runs-on: x, steps: [{run: x}]}}
`;

const test = suite("random expressions");

for (const isTruth of [false, true]) {
  test(`come out as the trees that they were written from, as ${isTruth ? "conditions" : "values"}`, () => {
    let written = 0;
    fc.assert(
      fc.property(arbitraryExpression, (expression) => {
        const writer = writerOf(workflow);
        const place = expressionPlace(["jobs", "a", "steps", 0, "if"], noReferences, isTruth);
        const source = writeExpression(expression, place, writer);
        assert.is(source !== undefined, isWritable(expression));
        if (source === undefined) return;
        written++;
        assert.is(evaluateExpression(source, writer), printExpression(expression), withoutMarks(source));
      }),
      { numRuns: 400 },
    );
    assert.ok(written > 150, `${written}`);
  });
}

test.run();
