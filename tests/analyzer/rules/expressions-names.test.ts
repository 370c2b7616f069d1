import { checkActionModel, checkModel } from "@yardmaster/analyzer";
import {
  type ActionFact,
  nothingKnown,
  type RepositoryFacts,
  type ValueMap,
  type WorkflowModel,
} from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { codes, findings } from "./findings.ts";

const one = (job: string, on = "push"): readonly string[] =>
  codes({ w: `on: ${on}\njobs: { j: { runs-on: x, ${job} } }` });
const echo = (text: string): string => `steps: [{ run: "${text}" }]`;

const contexts = suite("properties of contexts");
contexts("of github, runner, job and strategy; what a payload holds is not known", () => {
  assert.equal(
    findings({
      w: `on: push\njobs: { j: { runs-on: x, ${echo("${{ github.evnt }} ${{ GITHUB.Event.what.ever }} ${{ runner.oss }} ${{ job.x }} ${{ strategy.job }}")} } }`,
    }),
    [
      'w jobs.j.steps.0.run warning context-property-unknown: `github.evnt` is always empty: there is no property "evnt".',
      'w jobs.j.steps.0.run warning context-property-unknown: `runner.oss` is always empty: there is no property "oss".',
      'w jobs.j.steps.0.run warning context-property-unknown: `job.x` is always empty: there is no property "x".',
      'w jobs.j.steps.0.run warning context-property-unknown: `strategy.job` is always empty: there is no property "job".',
    ],
  );
});
contexts("undocumented ones that are there, any case, brackets, and computed names are left alone", () => {
  assert.equal(
    one(
      echo("${{ runner.workspace }} ${{ github['ACTOR'] }} ${{ github[vars.X] }} ${{ env.any }} ${{ github.output }}"),
    ),
    [],
  );
});
contexts("one mistake is said once in a text, however often it stands there", () => {
  assert.equal(one(echo("${{ github.x }} ${{ github.x }} ${{ github.X }}")).length, 2);
});
contexts("services are those of the job", () => {
  const of = (name: string) => echo(`\${{ job.services.${name}.ports[6379] }}`);
  assert.equal(one(`services: { redis: { image: redis } }, ${of("redis")}`), []);
  assert.equal(one(`services: { redis: { image: redis } }, ${of("rdis")}`), [
    "w jobs.j.steps.0.run warning context-property-unknown",
  ]);
  assert.equal(one(`services: "\${{ fromJSON(vars.S) }}", ${of("rdis")}`), []);
});
contexts.run();

const steps = suite("steps that expressions read");
steps("earlier ones, in any case; later ones, one's own and none", () => {
  const read = (id: string) => `{ run: "\${{ steps.${id}.outputs.o }}" }`;
  assert.equal(one(`steps: [{ id: a, run: x }, ${read("A")}]`), []);
  assert.equal(one(`steps: [${read("a")}, { id: a, run: x }]`), ["w jobs.j.steps.0.run warning step-later"]);
  assert.equal(one('steps: [{ id: a, run: "${{ steps.a.outputs.o }}" }]'), ["w jobs.j.steps.0.run warning step-later"]);
  assert.equal(one(`steps: [${read("b")}]`), ["w jobs.j.steps.0.run warning step-unknown"]);
});
steps("outputs of the job read all of them", () => {
  assert.equal(one('outputs: { o: "${{ steps.a.outputs.o }}" }, steps: [{ id: a, run: x }]'), []);
  assert.equal(one('outputs: { o: "${{ steps.b.outputs.o }}" }, steps: [{ id: a, run: x }]'), [
    "w jobs.j.outputs.o warning step-unknown",
  ]);
});
steps("in parallel, any of the group may have ended", () => {
  assert.equal(
    one(
      'steps: [{ parallel: [{ run: "${{ steps.b.outputs.o }}" }, { id: b, run: x }] }, { run: "${{ steps.b.outputs.o }}" }]',
    ),
    [],
  );
});
steps("those of another job are not there", () => {
  assert.equal(
    codes({
      w: 'on: push\njobs: { i: { runs-on: x, steps: [{ id: a, run: x }] }, j: { runs-on: x, steps: [{ run: "${{ steps.a.outputs.o }}" }] } }',
    }),
    ["w jobs.j.steps.0.run warning step-unknown"],
  );
});
steps.run();

const facts = (metadata: Record<string, { using: string; outputs: readonly string[] }>): RepositoryFacts => ({
  ...nothingKnown,
  workflows: new Map(),
  action: (folder): ActionFact => {
    const found = metadata[folder];
    return found ? { metadata: { inputs: {}, ...found }, file: `${folder}/action.yml`, model: {} } : "unknown";
  },
  published: (name) => {
    const found = metadata[name];
    return found && { inputs: {}, ...found };
  },
});
const judge = (text: string, known: Partial<RepositoryFacts>): readonly string[] =>
  checkModel(
    { file: ".github/workflows/w.yml", model: readYaml(text).model as WorkflowModel },
    { ...facts({}), ...known },
  ).flatMap(({ code, message, isPedantic }) => (isPedantic ? [] : [`${code}: ${message}`]));

const outputs = suite("outputs of steps");
const using = (uses: string, output: string) =>
  `on: push\njobs: { j: { runs-on: x, steps: [{ id: a, uses: "${uses}" }, { run: "\${{ steps.a.outputs.${output} }}" }] } }`;
outputs("that an action declares; of a program, what looks like none of them is left alone", () => {
  const known = facts({
    "o/r": { using: "node24", outputs: ["cache-hit"] },
    "o/composite": { using: "composite", outputs: ["version"] },
    "o/known": { using: "", outputs: [] },
  });
  const sha = "0".repeat(40);
  const about = (name: string, output: string) =>
    judge(using(`${name}@${sha}`, output), known).filter((line) => line.startsWith("step"));
  assert.equal(about("o/r", "Cache-Hit"), []);
  assert.equal(about("o/r", "cache-hti"), [
    `step-output-misspelled: \`steps.a.outputs.cache-hti\` is likely empty: o/r@${sha} declares no output "cache-hti".`,
  ]);
  assert.equal(about("o/r", "something"), []);
  assert.equal(about("o/composite", "something").length, 1);
  assert.equal(about("o/known", "something").length, 1);
  assert.equal(about("o/unknown", "something"), []);
});
outputs.run();

const needs = suite("jobs that expressions read");
const pair = (need: string, text: string, first = "outputs: { o: x }, ") =>
  codes({
    w: `on: push\njobs: { a: { runs-on: x, ${first}steps: [{ run: x }] }, j: { runs-on: x, ${need}steps: [{ run: "${text}" }] } }`,
  });
needs("those that are needed, with their outputs and result", () => {
  assert.equal(pair("needs: a, ", "${{ needs.A.outputs.O }} ${{ needs.a.result }}"), []);
  assert.equal(pair("needs: [a], ", "${{ needs.b.outputs.o }}"), ["w jobs.j.steps.0.run warning need-missing"]);
  assert.equal(pair("", "${{ needs.a.outputs.o }}"), ["w jobs.j.steps.0.run warning need-missing"]);
  assert.equal(pair("needs: a, ", "${{ needs.a.outputs.p }}"), ["w jobs.j.steps.0.run warning job-output-unknown"]);
  assert.equal(pair("needs: a, ", "${{ needs.a.outputs.o }}", ""), ["w jobs.j.steps.0.run warning job-output-unknown"]);
  assert.equal(pair("needs: a, ", "${{ needs.a.reslt }}"), ["w jobs.j.steps.0.run warning context-property-unknown"]);
});
needs("of a called workflow, its declared outputs", () => {
  const caller = (name: string) => ({
    w: `on: push\njobs: { a: { uses: ./.github/workflows/c.yml }, j: { needs: a, runs-on: x, steps: [{ run: "\${{ needs.a.outputs.${name} }}" }] } }`,
    c: 'on: { workflow_call: { outputs: { o: { value: "${{ jobs.k.outputs.o }}" } } } }\njobs: { k: { runs-on: x, outputs: { o: x }, steps: [{ run: x }] } }',
  });
  assert.equal(codes(caller("o")), []);
  assert.equal(codes(caller("p")), ["w jobs.j.steps.0.run warning job-output-unknown"]);
});
needs("outputs of workflow_call read jobs of the workflow", () => {
  assert.equal(
    codes({
      w: 'on: { workflow_call: { outputs: { o: { value: "${{ jobs.b.outputs.o }}" }, p: { value: "${{ jobs.a.outputs.p }}" } } } }\njobs: { a: { runs-on: x, steps: [{ run: x }] } }',
    }),
    [
      "w on.workflow_call.outputs.o.value warning job-unknown",
      "w on.workflow_call.outputs.p.value warning job-output-unknown",
    ],
  );
});
needs.run();

const matrix = suite("axes that expressions read");
const axis = (strategy: string, text: string) => one(`${strategy}${echo(text)}`);
matrix("of lists, of include, of values that are maps", () => {
  const unknown = ["w jobs.j.steps.0.run warning axis-unknown"];
  assert.equal(axis("strategy: { matrix: { os: [a, b] } }, ", "${{ matrix.OS }}"), []);
  assert.equal(axis("strategy: { matrix: { os: [a, b] } }, ", "${{ matrix.so }}"), unknown);
  assert.equal(axis("strategy: { matrix: { os: [a], include: [{ os: a, n: 1 }] } }, ", "${{ matrix.n }}"), []);
  assert.equal(axis("strategy: { matrix: { include: [{ n: 1 }] } }, ", "${{ matrix.m }}"), unknown);
  assert.equal(axis("strategy: { matrix: { t: [{ os: a }, { os: b, arch: c }] } }, ", "${{ matrix.t.arch }}"), []);
  assert.equal(axis("strategy: { matrix: { t: [{ os: a }, { os: b }] } }, ", "${{ matrix.t.arch }}"), [
    "w jobs.j.steps.0.run warning context-property-unknown",
  ]);
});
matrix("what is computed is left alone", () => {
  for (const computed of [
    'strategy: { matrix: "${{ fromJSON(vars.M) }}" }, ',
    'strategy: { matrix: { include: "${{ fromJSON(vars.M) }}" } }, ',
    'strategy: { matrix: { x: "${{ fromJSON(vars.M) }}" } }, ',
    'strategy: { matrix: { include: [ "${{ fromJSON(vars.M) }}" ] } }, ',
    'strategy: "${{ fromJSON(vars.M) }}", ',
  ])
    assert.equal(axis(computed, "${{ matrix.x.y }}"), []);
  assert.equal(axis("", "${{ matrix.x }}"), ["w jobs.j.steps.0.run warning matrix-absent"]);
  assert.equal(axis("strategy: { fail-fast: false }, ", "${{ matrix.x }}"), [
    "w jobs.j.steps.0.run warning matrix-absent",
  ]);
});
matrix.run();

const inputs = suite("inputs, secrets and variables that expressions read");
inputs("of workflow_call and workflow_dispatch together", () => {
  const on = "{ workflow_call: { inputs: { a: { type: string } } }, workflow_dispatch: { inputs: { b: } } }";
  assert.equal(one(echo("${{ inputs.A }} ${{ inputs.b }} ${{ github.event.inputs.c }}"), on), []);
  assert.equal(one(echo("${{ inputs.c }}"), on), ["w jobs.j.steps.0.run warning input-undeclared"]);
  assert.equal(one(echo("${{ inputs.c }}")), ["w jobs.j.steps.0.run warning input-undeclared"]);
  const dispatch = "{ workflow_dispatch: { inputs: { b: } } }";
  assert.equal(one(echo("${{ github.event.inputs.b }}"), dispatch), []);
  assert.equal(one(echo("${{ github.event.inputs.c }}"), dispatch), ["w jobs.j.steps.0.run warning input-undeclared"]);
  assert.equal(one(echo("${{ github.event.inputs.c }}")), []);
});
inputs("of an action", () => {
  const check = (text: string) =>
    checkActionModel({ file: "action.yml", model: readYaml(text).model as ValueMap }, facts({})).flatMap(
      ({ message, isPedantic }) => (isPedantic ? [] : [message]),
    );
  const action = (name: string) =>
    `name: A\ndescription: A.\ninputs: { to: { description: T. } }\nruns: { using: composite, steps: [{ shell: bash, run: "./x", env: { TO: "\${{ inputs.to }}", OTHER: "\${{ inputs.${name} }}" } }] }`;
  assert.equal(check(action("to")), []);
  assert.equal(check(action("too")), ['`inputs.too` is always empty: the action declares no input "too".']);
});
inputs("secrets and variables only where somebody declared them", () => {
  const text = (on: string) =>
    `on: ${on}\njobs: { j: { runs-on: x, steps: [{ run: x, env: { A: "\${{ secrets.B }}", C: "\${{ vars.D }}" } }] } }`;
  assert.equal(judge(text("push"), {}), []);
  assert.equal(judge(text("push"), { settings: { secrets: ["b"], variables: ["d"] } }), []);
  assert.equal(judge(text("push"), { settings: { secrets: [], variables: [] } }), [
    'secret-undeclared: `secrets.B` may be empty: the declared settings have no secret "B".',
    'variable-undeclared: `vars.D` may be empty: the declared settings have no variable "D".',
  ]);
  assert.equal(judge(text("{ workflow_call: { secrets: { A: } } }"), {}), [
    'secret-undeclared: `secrets.B` may be empty: `workflow_call` declares no secret "B".',
  ]);
  assert.equal(judge(text("{ workflow_call: { secrets: { A: } }, push: }"), {}), []);
  assert.equal(
    codes({
      w: text("{ workflow_call: { secrets: { A: } } }"),
      caller: "on: push\njobs: { c: { uses: ./.github/workflows/w.yml, secrets: inherit } }",
    }).filter((code) => code.includes("secret-undeclared")),
    [],
  );
});
inputs.run();
