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
// Source of the next three: actions/runner, src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs.
test("filters compare by the `==` of expressions: without case, 22 as '22', null as nothing", () => {
  const taken = (values: readonly Value[], filter: Value) =>
    values.filter((value) => matrixLegs({ v: [value], exclude: [{ v: filter }] })?.length === 0);
  assert.equal(taken(["Linux", "linux", "mac"], "LINUX"), ["Linux", "linux"]);
  assert.equal(taken([22, "22", "22.0", "0x16", 2], "22"), [22, "22"]);
  assert.equal(taken([22, "22", "22.0", "0x16", 2, true], 22), [22, "22", "22.0", "0x16"]);
  assert.equal(taken([null, false, 0, "", "0", "null", [], {}], null), [null, false, 0, "", "0"]);
  assert.equal(taken([true, 1, "1", "true", false], true), [true, 1, "1"]);
});
test("maps and lists are compared leaf by leaf, and what the filter leaves out may be anything", () => {
  const taken = (values: readonly Value[], filter: Value) =>
    values.filter((value) => matrixLegs({ v: [value], exclude: [{ v: filter }] })?.length === 0);
  const leg = { Name: "Linux", list: [1, { deep: "X" }] };
  for (const filter of [{ name: "linux" }, { LIST: ["1"] }, { list: [1, { Deep: "x" }] }, {}, { none: null }]) {
    assert.equal(taken([leg, "text"], filter).includes(leg), true, JSON.stringify(filter));
  }
  for (const filter of [{ name: "mac" }, { list: [2] }, { list: [1, { deep: "y" }] }, { none: 1 }, "Linux"]) {
    assert.equal(taken([leg], filter), [], JSON.stringify(filter));
  }
});
test("keys are taken in any case, and the values of the axes stay as they were", () => {
  const matrix = {
    OS: ["Linux", "mac"],
    node: [22, 24],
    exclude: [{ os: "MAC", Node: "24" }],
    include: [
      { os: "linux", Extra: 1 },
      { NODE: "24", extra: 2 },
      { oS: "windows", EXTRA: 3 },
    ],
  };
  assert.equal(matrixLegs(matrix), [
    { OS: "Linux", node: 22, Extra: 1 },
    { OS: "Linux", node: 24, Extra: 2 },
    { OS: "mac", node: 22 },
    { OS: "windows", Extra: 3 },
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
