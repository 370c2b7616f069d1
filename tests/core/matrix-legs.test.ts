import { matrixLegs, type Value } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// The expected legs are those of GitHub's documents, "Running variations of jobs in a workflow".

const test = suite("legs of a matrix");
test("every combination of the axes, in their order", () => {
  assert.equal(matrixLegs({ os: ["a", "b"], node: [1, 2] }), [
    { os: "a", node: 1 },
    { os: "a", node: 2 },
    { os: "b", node: 1 },
    { os: "b", node: 2 },
  ]);
});
test("`include` extends what it does not change, and adds what fits nowhere", () => {
  const matrix = {
    fruit: ["apple", "pear"],
    animal: ["cat", "dog"],
    include: [
      { color: "green" },
      { color: "pink", animal: "cat" },
      { fruit: "apple", shape: "circle" },
      { fruit: "banana" },
      { fruit: "banana", animal: "cat" },
    ],
  };
  assert.equal(matrixLegs(matrix), [
    { fruit: "apple", animal: "cat", color: "pink", shape: "circle" },
    { fruit: "apple", animal: "dog", color: "green", shape: "circle" },
    { fruit: "pear", animal: "cat", color: "pink" },
    { fruit: "pear", animal: "dog", color: "green" },
    { fruit: "banana" },
    { fruit: "banana", animal: "cat" },
  ]);
});
test("`include` alone: each entry is a leg", () => {
  assert.equal(matrixLegs({ include: [{ site: "production" }, { site: "staging" }] }), [
    { site: "production" },
    { site: "staging" },
  ]);
});
test("`exclude` goes before `include`, and may name some of the axes", () => {
  const matrix = {
    os: ["a", "b"],
    node: [1, 2],
    exclude: [{ os: "a" }, { os: "b", node: 1 }],
    include: [{ os: "a", node: 9 }],
  };
  assert.equal(matrixLegs(matrix), [
    { os: "b", node: 2 },
    { os: "a", node: 9 },
  ]);
});
test("unknown where anything is computed at run time", () => {
  const computed = "${{ fromJSON(needs.a.outputs.b) }}";
  const matrices: readonly (Value | undefined)[] = [
    undefined,
    null,
    computed,
    { os: computed },
    { os: ["a"], include: computed },
    { os: ["a"], exclude: computed },
    { os: ["a"], include: [computed] },
  ];
  for (const matrix of matrices) assert.is(matrixLegs(matrix), undefined, JSON.stringify(matrix));
});
test("more combinations than any matrix can have are not worked out", () => {
  const values = Array.from({ length: 300 }, (_, index) => index);
  assert.is(matrixLegs({ a: values, b: values }), undefined);
});
test.run();
