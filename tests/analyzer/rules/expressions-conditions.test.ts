import { checkActionModel } from "@yardmaster/analyzer";
import { nothingKnown, type ValueMap } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { codes, findings } from "./findings.ts";

/** Which events a condition leaves is another rule's. */
const own = (code: string): readonly string[] => (code === "condition-no-event" ? [] : [code]);

/** Of a step's condition, behind a step `a` and one `t` that tolerates its failure. */
const step = (condition: string): readonly string[] =>
  codes({
    w: `on: push\njobs: { j: { runs-on: x, steps: [{ id: a, run: x }, { id: t, continue-on-error: true, run: x }, { run: x, if: ${JSON.stringify(condition)} }] } }`,
  }).flatMap((line) => own(line.replace("w jobs.j.steps.2.if warning ", "")));
/** Of the condition of a job that needs `a`. */
const job = (condition: string): readonly string[] =>
  codes({
    w: `on: push\njobs: { a: { runs-on: x, steps: [{ run: x }] }, b: { runs-on: x, steps: [{ run: x }] }, j: { needs: [a, b], runs-on: x, if: ${JSON.stringify(condition)}, steps: [{ run: x }] } }`,
  }).flatMap((line) => own(line.replace("w jobs.j.if warning ", "")));

const never = suite("conditions that never hold");
never("parts that exclude each other, by all that they can be", () => {
  for (const wrong of [
    "github.ref == 'a' && github.ref == 'b'",
    "github.ref == 'a' && 'B' == github.REF && github.sha",
    "success() && failure()",
    "failure() && cancelled()",
    "!always()",
    "vars.A && !vars.A",
    "always() && steps.a.outcome == 'failure' && steps.a.outcome == 'success'",
    "success() && steps.a.outcome == 'failure'",
    "'a' == 'b'",
    "false && github.ref == 'a'",
  ])
    assert.equal(step(wrong), ["condition-never"], wrong);
  for (const right of [
    "github.ref == 'a' && github.ref == 'A'",
    "github.ref == 'a' && github.sha == 'b'",
    "github.ref == 'a' && github.ref != 'b'",
    "success() || failure()",
    "false",
    "${{ false }}",
    "failure() && steps.a.outcome == 'failure'",
    "github.event.x == 'a' && startsWith(github.event.x, 'b')",
  ])
    assert.equal(step(right), [], right);
});
never.run();

const always = suite("conditions that always hold");
always("parts that leave nothing out; a status function alone may", () => {
  for (const wrong of [
    "github.ref != 'a' || github.ref != 'b'",
    "always() || github.ref == 'a'",
    "vars.A || !vars.A",
    "'false'",
    "1",
    "'a' == 'A'",
    "runner.os == 'linux' || runner.os == 'windows' || runner.os == 'macos'",
  ])
    assert.equal(step(wrong), ["condition-always"], wrong);
  for (const right of ["true", "always()", "success() || failure() || cancelled()", "!cancelled()", "${{ always() }}"])
    assert.equal(step(right), [], right);
});
always("too many parts are left alone", () => {
  const parts = Array.from({ length: 14 }, (_, index) => `vars.A${index}`).join(" || ");
  assert.equal(step(`${parts} || !vars.A0`), []);
});
always.run();

const status = suite("conditions for what `success()` excludes");
status("results of needed jobs", () => {
  for (const wrong of [
    "needs.a.result == 'failure'",
    "needs.a.result == 'skipped' && needs.b.result == 'success'",
    "needs.A.result != 'success'",
    "contains(needs.*.result, 'failure')",
    "!contains(needs.*.result, 'success')",
    "github.ref == 'x' && needs.a.result == 'cancelled'",
    "needs.a.result == 'failure' || github.ref == 'x'",
  ])
    assert.equal(job(wrong), ["condition-needs-status"], wrong);
  for (const right of [
    "needs.a.result == 'success'",
    "always() && needs.a.result == 'failure'",
    "needs.a.result == 'failure' && failure()",
    "!cancelled() && contains(needs.*.result, 'failure')",
    "!contains(needs.*.result, 'failure')",
    "needs.a.result != 'failure' && github.ref == 'x'",
    "needs.a.outputs.o == 'failure'",
  ])
    assert.equal(
      job(right).filter((line) => line.startsWith("condition")),
      [],
      right,
    );
});
status("of two, says which one", () => {
  const text =
    "on: push\njobs: { a: { runs-on: x, steps: [{ run: x }] }, j: { needs: a, runs-on: x, if: \"needs.a.result == 'success' || needs.a.result == 'skipped'\", steps: [{ run: x }] } }";
  assert.equal(findings({ w: text }), [
    "w jobs.j.if warning condition-needs-status: `needs.a.result == 'skipped'` can never hold here: the condition names no status function, so that GitHub asks for `success()` first.",
  ]);
});
status("outcomes of steps, unless failure is tolerated", () => {
  assert.equal(step("steps.a.outcome == 'failure'"), ["condition-needs-status"]);
  assert.equal(step("steps.a.conclusion == 'failure'"), ["condition-needs-status"]);
  assert.equal(step("steps.t.outcome == 'failure'"), []);
  assert.equal(step("steps.a.outcome == 'skipped'"), []);
  assert.equal(step("failure() && steps.a.outcome == 'failure'"), []);
  const action = readYaml(
    "name: A\ndescription: A.\nruns: { using: composite, steps: [{ id: a, shell: bash, run: x }, { if: steps.a.outcome == 'failure', shell: bash, run: x }] }",
  ).model as ValueMap;
  assert.equal(
    checkActionModel({ file: "action.yml", model: action }, { ...nothingKnown, workflows: new Map() }).flatMap(
      ({ code, isPedantic }) => (isPedantic ? [] : [code]),
    ),
    ["condition-needs-status"],
  );
});
status.run();

const texts = suite("conditions that are texts");
texts("beside `${{ }}` stands something, or a line break behind it", () => {
  for (const wrong of [
    "${{ github.ref == 'a' }} && ${{ vars.A }}",
    "!${{ vars.A }}",
    "${{ vars.A }} == 'x'",
    " ${{ vars.A }}",
    "${{ vars.A }}\n",
  ])
    assert.equal(step(wrong), ["condition-with-text"], wrong);
  for (const right of ["${{ vars.A }}", "vars.A\n", "${{ vars.A && '}}' }}", ""]) assert.equal(step(right), [], right);
});
texts("of a job, with the one expression that a program would make of it", () => {
  const fixes = (condition: string) => {
    const model = readYaml(
      `name: A\ndescription: A.\nruns: { using: composite, steps: [{ if: ${JSON.stringify(condition)}, shell: bash, run: x }] }`,
    ).model as ValueMap;
    const found = checkActionModel({ file: "action.yml", model }, { ...nothingKnown, workflows: new Map() });
    return found.flatMap((one) => one.fixes?.map(({ edits }) => edits) ?? []).flat();
  };
  const path = ["runs", "steps", 0, "if"];
  assert.equal(fixes("${{ env.A }}\n"), [{ path, value: "env.A" }]);
  assert.equal(fixes("${{ env.A || env.B }} && ${{ env.C }}"), [{ path, value: "(env.A || env.B) && env.C" }]);
  assert.equal(fixes("!${{ env.A }}"), [{ path, value: "${{ !env.A }}" }]);
  assert.equal(job("${{ vars.A }}\n"), ["condition-with-text"]);
});
texts.run();

const values = suite("choices, searches and values that are known");
const value = (text: string) =>
  codes({
    w: `on: push\njobs: { j: { runs-on: x, steps: [{ run: x, env: { E: ${JSON.stringify(`\${{ ${text} }}`)} } }] } }`,
  }).map((line) => line.replace("w jobs.j.steps.0.env.E warning ", ""));
values("a choice of what counts as false is none", () => {
  for (const wrong of ["vars.A && '' || 'x'", "vars.A && 0 || vars.B", "vars.A && vars.B && false || true"])
    assert.equal(value(wrong), ["ternary-unsound"], wrong);
  for (const right of ["vars.A && 'x' || ''", "vars.A && '' || ''", "vars.A || 'x'", "case(vars.A == 'a', '', 'x')"])
    assert.equal(value(right), [], right);
});
values("a search in a literal finds pieces of it", () => {
  assert.equal(step("contains('main next', github.ref_name)"), ["contains-in-literal"]);
  assert.equal(step("contains('pull_request_target', github.event_name)"), ["contains-in-literal"]);
  assert.equal(step("contains('push release', github.event_name)"), []);
  assert.equal(step("contains(fromJSON('[\"main\"]'), github.ref_name)"), []);
  assert.equal(step("contains(github.ref_name, 'main')"), []);
});
values("an expression of literals hides its value", () => {
  assert.equal(value("format('a{0}', 'b')"), ["expression-constant"]);
  assert.equal(value("'a'"), []);
  assert.equal(value("format('a{0}', vars.B)"), []);
});
values("an output in a block ends in a line break", () => {
  const output = (text: string) =>
    codes({
      w: `on: push\njobs: { j: { runs-on: x, outputs: { o: ${JSON.stringify(text)} }, steps: [{ id: a, run: x }] } }`,
    });
  assert.equal(output("${{ steps.a.outputs.o }}\n"), ["w jobs.j.outputs.o warning output-ends-in-newline"]);
  assert.equal(output("${{ steps.a.outputs.o }}"), []);
  assert.equal(output("a ${{ steps.a.outputs.o }}\n"), []);
});
values("a detour in the path of an action", () => {
  const uses = (text: string) =>
    codes({ w: `on: push\njobs: { j: { runs-on: x, steps: [{ uses: "${text}" }] } }` }).filter((line) =>
      line.includes("uses-path-hidden"),
    ).length;
  const sha = "0".repeat(40);
  assert.equal(uses(`o/r/a/../b@${sha}`), 1);
  assert.equal(uses(`o/r//b@${sha}`), 1);
  assert.equal(uses(`o/r/a.b@${sha}`), 0);
  assert.equal(uses("./a/b"), 0);
});
values.run();
