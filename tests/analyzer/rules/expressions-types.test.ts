import { checkActionModel } from "@yardmaster/analyzer";
import { nothingKnown, type ValueMap } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { codes, findings } from "./findings.ts";

/** Of one step that has the expression in its environment, in a job with these keys. */
const of = (expression: string, job = "", on = "push"): readonly string[] => {
  const text = `on: ${on}\njobs:\n  j:\n    runs-on: x\n    ${job}\n    steps:\n      - { id: a, run: x }\n      - run: x\n        env:\n          E: x \${{ ${expression} }}`;
  return codes({ w: text }).map((line) => line.replace("w jobs.j.steps.1.env.E ", ""));
};
const when = (condition: string, job = "", on = "push"): readonly string[] =>
  codes({
    w: `on: ${on}\njobs:\n  j:\n    runs-on: x\n    ${job}\n    steps:\n      - { id: a, run: x }\n      - run: x\n        if: ${condition}`,
  }).map((line) => line.replace("w jobs.j.steps.1.if ", ""));
const boolean = "{ workflow_dispatch: { inputs: { deep: { type: boolean }, n: { type: number }, text: } } }";

const scalars = suite("properties of what has none");
scalars("texts, numbers and lists; not what is unknown, null, or filtered", () => {
  for (const wrong of [
    "github.ref.name",
    "github.ref.*",
    "steps.a.outputs.json.tag",
    "env.A.b",
    "strategy.job-index.x",
    "fromJSON('[1]').x",
  ])
    assert.equal(of(wrong), ["warning property-of-scalar"], wrong);
  for (const right of [
    "github.event.a.b",
    "fromJSON(steps.a.outputs.json).tag",
    "fromJSON('[1]')[0]",
    "github.event.commits.*.message && 1",
    "job.services.*.id && 1",
  ])
    assert.equal(of(right), [], right);
});
scalars("says what to write instead", () => {
  const text = "on: push\njobs: { j: { runs-on: x, steps: [{ run: x, env: { E: '${{ github.ref.name }}' } }] } }";
  assert.equal(findings({ w: text }), [
    'w jobs.j.steps.0.env.E warning property-of-scalar: `github.ref` is a text, and has no property "name": this is always empty.',
  ]);
});
scalars.run();

const objects = suite("objects where a text is meant");
objects("printed, compared, given to functions", () => {
  const matrix = "strategy: { matrix: { t: [{ os: a }], l: [[1, 2]] } }";
  assert.equal(of("matrix.t", matrix), ["warning object-as-text"]);
  assert.equal(of("matrix.l", matrix), ["warning object-as-text"]);
  assert.equal(of("matrix.t.os", matrix), []);
  assert.equal(of("toJSON(matrix.t)", matrix), []);
  assert.equal(of("github"), ["warning object-as-text"]);
  assert.equal(of("matrix.t == 'a'", matrix), ["warning object-compared"]);
  assert.equal(of("matrix.t != null", matrix), []);
  assert.equal(of("startsWith(matrix.t, 'a')", matrix), ["warning object-as-text"]);
  assert.equal(of("contains(matrix.l, 1)", matrix), []);
  assert.equal(of("join(matrix.l, ', ')", matrix), []);
});
objects("whole where an object may stand, they are right", () => {
  assert.equal(
    codes({
      w: 'on: push\njobs: { j: { strategy: { matrix: { e: [{ A: b }], r: [[x]] } }, runs-on: "${{ matrix.r }}", env: "${{ matrix.e }}", steps: [{ run: x }] } }',
    }).filter((line) => line.includes("object-")),
    [],
  );
  assert.equal(
    codes({
      w: 'on: push\njobs: { j: { strategy: { matrix: { e: [{ A: b }] } }, runs-on: x, steps: [{ run: "${{ matrix.e }}" }] } }',
    }),
    ["w jobs.j.steps.0.run warning object-as-text"],
  );
});
objects.run();

const comparisons = suite("comparisons that come out the same");
comparisons("with what GitHub never writes; case is ignored", () => {
  for (const wrong of [
    "runner.os == 'ubuntu'",
    "'x86_64' == runner.arch",
    "steps.a.outcome == 'failed'",
    "steps.a.conclusion != 'succes'",
    "github.event_name == 'pull_requests'",
    "github.event_name == 'workflow_call'",
    "github.ref_type == 'heads'",
    "startsWith(runner.os, 'ubuntu')",
    "contains(steps.*.outcome, 'failed')",
    "strategy.job-index == 'first'",
  ])
    assert.equal(of(wrong), ["warning comparison-constant"], wrong);
  for (const right of [
    "runner.os == 'linux'",
    "runner.os != ''",
    "steps.a.outcome == null",
    "contains(steps.*.outcome, 'Failure')",
    "endsWith(runner.os, 'x')",
    "strategy.job-index == '0'",
    "strategy.job-index == steps.a.outputs.n",
    "github.ref == 'main'",
    "github.event_name == github.ref",
  ])
    assert.equal(of(right), [], right);
});
comparisons("with what the author's own values never are", () => {
  const matrix = "strategy: { matrix: { os: [Linux, mac], n: [1, 2], include: [{ os: mac, x: true }] } }";
  assert.equal(of("matrix.os == 'windows'", matrix), ["warning comparison-unlisted"]);
  assert.equal(of("startsWith(matrix.os, 'win')", matrix), ["warning comparison-unlisted"]);
  for (const right of [
    "matrix.os == 'linux'",
    "startsWith(matrix.os, 'm')",
    "matrix.n == '2'",
    "matrix.x == true",
    "matrix.x != false",
    "matrix.x == ''",
  ])
    assert.equal(of(right, matrix), [], right);
  const choice = "{ workflow_dispatch: { inputs: { to: { type: choice, options: [a, b] } } } }";
  assert.equal(of("inputs.to == 'c'", "", choice), ["warning comparison-unlisted"]);
  assert.equal(of("github.event.inputs.to == 'c'", "", choice), ["warning comparison-unlisted"]);
  assert.equal(of("inputs.to == 'B'", "", choice), []);
  const both = `${choice.slice(0, -2)}, workflow_call: { inputs: { to: { type: string } } } }`;
  assert.equal(of("inputs.to == 'c'", "", both), []);
});
comparisons("with the failure that `continue-on-error` hides", () => {
  const text = (tolerant: string, condition: string) =>
    findings({
      w: `on: push\njobs: { a: { ${tolerant}runs-on: x, steps: [{ run: x }] }, j: { needs: a, runs-on: x, if: "${condition}", steps: [{ run: x }] } }`,
    });
  const tolerant = "continue-on-error: true, ";
  assert.equal(text(tolerant, "always() && needs.a.result == 'failure'"), [
    "w jobs.j.if warning failure-tolerated: `needs.a.result == 'failure'` is always false: the job \"a\" has `continue-on-error: true`, so that GitHub counts its failure as success.",
  ]);
  assert.equal(text(tolerant, "always() && contains(needs.*.result, 'failure')").length, 1);
  assert.equal(text(tolerant, "always() && needs.a.result == 'skipped'"), []);
  assert.equal(text("", "always() && needs.a.result == 'failure'"), []);
  assert.equal(
    text('continue-on-error: "${{ fromJSON(vars.A) }}", ', "always() && needs.a.result == 'failure'").length,
    0,
  );
});
comparisons("with a boolean, of a text that is no number", () => {
  for (const wrong of ["steps.a.outputs.o == true", "env.A == false", "true == vars.A", "inputs.text == true"])
    assert.equal(of(wrong, "", boolean), ["warning boolean-against-text"], wrong);
  assert.equal(of("github.event.inputs.deep == true", "", boolean), ["warning boolean-against-text"]);
  assert.equal(of("inputs.deep == 'true'", "", boolean), ["warning boolean-against-text"]);
  assert.equal(of("inputs.deep == steps.a.outputs.o", "", boolean), ["warning boolean-against-text"]);
  for (const right of [
    "inputs.deep == true",
    "inputs.deep == ''",
    "inputs.n == '3'",
    "github.event.inputs.deep == 'true'",
  ])
    assert.equal(of(right, "", boolean), [], right);
});
comparisons("behind a `!` that binds stronger", () => {
  assert.equal(of("!github.ref == 'main'"), ["warning not-before-comparison"]);
  assert.equal(of("!github.event.x == true"), []);
  assert.equal(of("!(github.ref == 'main')"), []);
  assert.equal(of("!github.event.x == github.event.y"), []);
});
comparisons.run();

const truths = suite("texts as conditions");
truths("that are 'true' or 'false'", () => {
  assert.equal(when("github.event.inputs.deep", "", boolean), ["warning text-as-condition"]);
  assert.equal(when("github.event.inputs.deep && github.ref == 'x'", "", boolean), ["warning text-as-condition"]);
  assert.equal(when("'${{ !github.event.inputs.deep }}'", "", boolean), ["warning text-as-condition"]);
  assert.equal(of("github.event.inputs.deep && '--deep' || ''", "", boolean), ["warning text-as-condition"]);
  for (const right of ["inputs.deep", "inputs.text", "github.event.inputs.text", "steps.a.outputs.o", "env.A"])
    assert.equal(when(right, "", boolean), [], right);
  assert.equal(of("github.event.inputs.deep || 'false'", "", boolean), []);
});
truths("also an output that was a boolean, and an input of an action by its default", () => {
  const job = (value: string) =>
    codes({
      w: `on: push\njobs: { a: { runs-on: x, outputs: { o: "${value}" }, steps: [{ id: s, run: x }] }, j: { needs: a, if: needs.a.outputs.o, runs-on: x, steps: [{ run: x }] } }`,
    });
  assert.equal(job("${{ steps.s.outcome == 'success' }}"), ["w jobs.j.if warning text-as-condition"]);
  assert.equal(job("${{ steps.s.outputs.x }}"), []);
  const action = (input: string) =>
    checkActionModel(
      {
        file: "action.yml",
        model: readYaml(
          `name: A\ndescription: A.\ninputs: { deep: { ${input} } }\nruns: { using: composite, steps: [{ if: inputs.deep, shell: bash, run: x }] }`,
        ).model as ValueMap,
      },
      { ...nothingKnown, workflows: new Map() },
    ).flatMap(({ code, isPedantic }) => (isPedantic ? [] : [code]));
  assert.equal(action("default: 'false'"), ["text-as-condition"]);
  assert.equal(action("default: true"), ["text-as-condition"]);
  assert.equal(action("default: x"), []);
});
truths.run();

const functions = suite("arguments of functions");
functions("placeholders of a format", () => {
  assert.equal(of("format('{0} {{x}} {1}', env.A, env.B)"), []);
  assert.equal(of("format('{0}}}', env.A)"), []);
  assert.equal(of("format('{0', 1)"), ["error format-invalid"]);
  assert.equal(of("format('{}', 1)"), ["error format-invalid"]);
  assert.equal(of("format('}', 1)"), ["error format-invalid"]);
  assert.equal(of("format('{1}', 1)"), ["error format-argument-missing", "warning format-argument-unused"]);
  assert.equal(of("format(github.ref, 1)"), []);
});
functions("JSON that is written there", () => {
  assert.equal(of("fromJSON('{\"a\":1}').a"), []);
  assert.equal(of("fromJSON('{\"a\":1}').b"), ["warning context-property-unknown"]);
  assert.equal(of("fromJSON('{a}').b"), ["warning json-invalid"]);
  assert.equal(of("fromJSON('').b"), ["warning json-invalid"]);
  assert.equal(of("fromJSON('[''a'']')[0]"), ["warning json-invalid"]);
});
functions.run();

const keys = suite("values of keys that take a number or a boolean");
const key = (text: string, on = "push") => codes({ w: `on: ${on}\njobs: { j: { runs-on: x, ${text} } }` });
keys("a text is refused, whatever it says", () => {
  const minutes = (value: string, matrix: string) =>
    key(`strategy: { matrix: { v: ${matrix} } }, timeout-minutes: "${value}", steps: [{ run: x }]`);
  assert.equal(minutes("${{ matrix.v }}", '["3"]'), ["w jobs.j.timeout-minutes error key-value-type"]);
  assert.equal(minutes("${{ matrix.v }}", "[3]"), []);
  assert.equal(minutes("${{ matrix.v }}", '[3, "4"]'), []);
  assert.equal(minutes("${{ fromJSON(matrix.v) }}", '["3"]'), []);
  assert.equal(key('steps: [{ run: x, continue-on-error: "${{ env.A }}" }]'), [
    "w jobs.j.steps.0.continue-on-error error key-value-type",
  ]);
  assert.equal(
    key('steps: [{ run: x, continue-on-error: "${{ env.A == 1 }}", env: { timeout-minutes: "${{ env.B }}" } }]'),
    [],
  );
});
keys("inputs of a called workflow have types", () => {
  const call = (value: string) =>
    codes({
      w: `on: push\njobs: { c: { uses: ./.github/workflows/d.yml, with: { deep: "${value}" } } }`,
      d: "on: { workflow_call: { inputs: { deep: { type: boolean } } } }\njobs: { j: { runs-on: x, steps: [{ run: x }] } }",
    });
  assert.equal(call("${{ vars.DEEP }}"), ["w jobs.c.with.deep error key-value-type"]);
  assert.equal(call("${{ vars.DEEP == 'true' }}"), []);
  assert.equal(call("${{ fromJSON(vars.DEEP) }}"), []);
});
keys.run();
