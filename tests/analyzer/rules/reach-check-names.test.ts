import { suite } from "uvu";
import * as assert from "uvu/assert";
import { allFindings } from "./findings.ts";

const said = (jobs: string, on = "pull_request") =>
  allFindings({ ci: `on: ${on}\njobs: {${jobs}}` })
    .filter((line) => line.includes(" check-name-"))
    .map((line) => line.replace(/^ci /, "").replace(/ warning /, " "));
const job = (id: string, more: string) => `${id}: {runs-on: x, steps: [{run: y}], ${more}}`;
const matrix = "strategy: {matrix: {a: [1, 2], b: [x, y]}}";

const test = suite("check-name-repeated, check-name-of-legs, check-name-skipped");
test("of two jobs, where neither stands in for the other", () => {
  assert.equal(said(`${job("a", "name: T")}, ${job("b", "name: T")}`), [
    'jobs.b.name check-name-repeated: The job "a" is called "T" as well: both report a check of that name, and a rule that requires it cannot tell them apart.',
  ]);
  for (const jobs of [
    `${job("a", "name: T")}, ${job("b", "name: T, if: vars.X")}`,
    `${job("a", "name: T, if: vars.X")}, ${job("b", "name: T")}`,
    `${job("a", "name: T")}, ${job("b", "name: t")}`,
    `${job("a", "name: 5")}, ${job("b", "name: 5")}`,
    `${job("a", 'name: "${{ vars.X }}"')}, ${job("b", 'name: "${{ vars.X }}"')}`,
    `${job("a", "name: T")}, ${job("b", `name: T, ${matrix}`)}`,
  ]) {
    assert.equal(said(jobs), [], jobs);
  }
});
const long = "x".repeat(95);
for (const [name, expected] of [
  ["${{ matrix.a }}", "2 legs, alike"],
  ["T ${{ Matrix.a }}", "2 legs, alike"],
  ["${{ matrix.none }}", "4 legs, alike"],
  [`${long} \${{ matrix.a }}-\${{ matrix.b }}`, undefined],
  [`${long} more \${{ matrix.a }}-\${{ matrix.b }}`, "4 legs, cut"],
  [`${long}\${{ matrix.a }} more \${{ matrix.b }}`, "2 legs, cut"],
  ["${{ matrix.a }} ${{ matrix.b }}", undefined],
  ["${{ matrix.a }} ${{ env.X }}", undefined],
  ["${{ github.ref }}", undefined],
  ["T", undefined],
] as const) {
  test(`of legs: ${name}`, () => {
    const [line] = said(job("a", `name: "${name}", ${matrix}`));
    const legs = line && /: (\d+ legs)/.exec(line)?.[1];
    assert.is(line && `${legs}, ${line.includes("100 characters") ? "cut" : "alike"}`, expected);
  });
}
test("of a matrix that may be skipped as a whole, where checks are required", () => {
  assert.equal(said(job("a", `if: vars.X, ${matrix}`)), [
    'jobs.a.if check-name-skipped: When the `if` of the job "a" skips it, GitHub expands no matrix and reports one check "a": a rule that requires the check of a leg waits for ever.',
  ]);
  assert.is(said(job("a", `if: vars.X, strategy: {matrix: "\${{ fromJSON(vars.M) }}"}`), "merge_group").length, 1);
  assert.equal(said(job("a", `if: vars.X, ${matrix}`), "push"), []);
  assert.equal(said(job("a", "if: vars.X")), []);
  assert.equal(said(job("a", `if: true, ${matrix}`)), []);
  assert.equal(said(job("a", `name: 5, if: vars.X, ${matrix}`)), []);
});
test.run();
