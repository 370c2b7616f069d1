import { Unknown } from "@yardmaster/core/evaluation";
import type { GivenJob, GivenOutcomes, SimulatedEvent, SimulatedRepository } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, jobAt, repositoryOf, runOf, workflowOf } from "../../helpers/simulated-files.ts";

/** A job that shows what an expression comes to inside: as the text of a step's variable. */
interface Case {
  readonly says: string;
  readonly source: string;
  /** `on.workflow_call`. */
  readonly contract?: string;
  /** Beside `uses` in the calling job. */
  readonly call?: string;
  /** Before `jobs` of the calling workflow, and of the called one. */
  readonly top?: string;
  readonly inner?: string;
  readonly shows: string;
  readonly value: string | { readonly unknown: readonly string[] };
  readonly event?: SimulatedEvent;
  readonly facts?: Partial<SimulatedRepository>;
}

const reuse = "docs.github.com, Reuse workflows";
const reference = "docs.github.com, Reusing workflow configurations";
const converter = "actions/runner, WorkflowTemplateConverter.ConvertToWorkflowJobInputs";
const contexts = "docs.github.com, Contexts reference";
const input = (text: string): string => `{inputs: {a: {${text}}}}`;

const cases: readonly Case[] = [
  {
    says: "a text",
    source: `${converter}; reusable-workflow-inputs.yml`,
    contract: input("type: string"),
    call: "with: {a: x}",
    shows: "inputs.a",
    value: "x",
  },
  {
    says: "a name in another case",
    source: converter,
    contract: input("type: string"),
    call: "with: {A: x}",
    shows: "inputs.a",
    value: "x",
  },
  {
    says: "null arrives as an empty text",
    source: "reusable-workflow-job-inputs-type-coercion.yml",
    contract: input("type: string, default: y"),
    call: "with: {a: null}",
    shows: "toJSON(inputs.a)",
    value: '""',
  },
  {
    says: "a boolean in a text",
    source: converter,
    contract: input("type: string"),
    call: "with: {a: true}",
    shows: "toJSON(inputs.a)",
    value: '"true"',
  },
  {
    says: "a boolean stays one",
    source: converter,
    contract: input("type: boolean"),
    call: "with: {a: \"${{ github.actor == 'mona' }}\"}",
    shows: "toJSON(inputs.a)",
    value: "true",
  },
  {
    says: "a number",
    source: converter,
    contract: input("type: number"),
    call: "with: {a: 1.5}",
    shows: "toJSON(inputs.a)",
    value: "1.5",
  },
  ...[
    ["string", '""'],
    ["boolean", "false"],
    ["number", "0"],
  ].map(
    ([type = "", value = ""]): Case => ({
      says: `a ${type} that nobody gives`,
      source: `${converter}, GetDefaultValueByType`,
      contract: input(`type: ${type}`),
      shows: "toJSON(inputs.a)",
      value,
    }),
  ),
  {
    says: "a default with an expression",
    source: converter,
    contract: input('type: string, default: "${{ github.actor }}!"'),
    shows: "inputs.a",
    value: "mona!",
  },
  {
    says: "a default that reads inputs",
    source: converter,
    contract: input('type: string, default: "${{ inputs.b }}"'),
    shows: "inputs.a",
    value: { unknown: ["inputs.b"] },
  },
  {
    says: "what is not known keeps its cause",
    source: converter,
    contract: input("type: string"),
    call: 'with: {a: "v${{ vars.N }}"}',
    shows: "inputs.a",
    value: { unknown: ["vars.N"] },
  },
  {
    says: "an input that nobody declares is nothing",
    source: contexts,
    contract: input("type: string"),
    shows: "inputs.b",
    value: "",
  },
  {
    says: "names that all maps have",
    source: contexts,
    contract: "{inputs: {__proto__: {type: string}, constructor: {type: string}}}",
    call: "with: {__proto__: p, constructor: c}",
    shows: "format('{0}{1}{2}', inputs.__proto__, inputs.constructor, inputs.toString)",
    value: "pc",
  },
  {
    says: "env of the caller does not come along",
    source: `${reference}, Limitations`,
    top: "env: {E: outside}",
    shows: "env.E",
    value: "",
  },
  {
    says: "env of the called workflow does",
    source: `${reference}, Limitations`,
    top: "env: {E: outside}",
    inner: "env: {E: inside}",
    shows: "env.E",
    value: "inside",
  },
  {
    says: "github is the caller's: its event and its name",
    source: `${reference}, github context`,
    top: "name: Outer",
    inner: "name: Inner",
    shows: "format('{0} {1} {2}', github.event_name, github.workflow, github.workflow_ref)",
    value: "push Outer octo/hello/.github/workflows/main.yml@refs/heads/main",
  },
  {
    says: "job names the called file",
    source: `${contexts}, job.workflow_ref`,
    shows: "format('{0} {1} {2}', job.workflow_ref, job.workflow_file_path, job.workflow_sha == github.sha)",
    value: "octo/hello/.github/workflows/called.yml@refs/heads/main .github/workflows/called.yml true",
  },
  {
    says: "vars are the caller's",
    source: `${reference}, Limitations`,
    facts: { settings: { variables: { NAME: "yard" } } },
    shows: "format('{0}{1}', vars.name, vars.other)",
    value: "yard",
  },
  {
    says: "vars that nobody knows",
    source: `${reference}, Limitations`,
    shows: "vars.NAME",
    value: { unknown: ["vars.NAME"] },
  },
  {
    says: "secrets do not come of themselves",
    source: `${reuse}, Passing secrets to nested workflows`,
    contract: "{secrets: {S: }}",
    facts: { settings: { secrets: ["S"] } },
    shows: "format('[{0}]', secrets.S)",
    value: "[]",
  },
  {
    says: "the token does",
    source: `${reference}, github context`,
    shows: "secrets.GITHUB_TOKEN != ''",
    value: { unknown: ["secrets.GITHUB_TOKEN"] },
  },
  {
    says: "a secret that is there counts as true",
    source: `${reuse}, Passing secrets to nested workflows`,
    contract: "{secrets: {token: }}",
    call: 'secrets: {token: "${{ secrets.REAL }}"}',
    facts: { settings: { secrets: ["REAL"] } },
    shows: "secrets.TOKEN && 'there' || 'not'",
    value: "there",
  },
  {
    says: "a secret of a name that is not there is empty",
    source: "actions/runner, ConvertToWorkflowJobSecrets",
    contract: "{secrets: {token: }}",
    call: 'secrets: {token: "${{ secrets.REAL }}"}',
    facts: { settings: { secrets: ["OTHER"] } },
    shows: "secrets.TOKEN && 'there' || 'not'",
    value: "not",
  },
  {
    says: "a secret of which nobody knows",
    source: `${reuse}, Passing secrets to nested workflows`,
    contract: "{secrets: {token: }}",
    call: 'secrets: {token: "${{ secrets.REAL }}"}',
    shows: "secrets.token && 'there' || 'not'",
    value: { unknown: ["secrets.TOKEN"] },
  },
  {
    says: "inherit: names that nobody declares",
    source: `${reuse}, Using inputs and secrets in a reusable workflow`,
    call: "secrets: inherit",
    facts: { settings: { secrets: ["REAL"] } },
    shows: "format('{0} {1}', secrets.REAL && 'there', secrets.OTHER && 'there' || 'not')",
    value: "there not",
  },
];

const test = suite("contexts in a called workflow");
for (const each of cases) {
  const { says, contract = "", call = "", top = "", inner = "", shows, value, event, facts } = each;
  test(says, () => {
    const show = shows.replaceAll("'", "''");
    const run = runOf(
      repositoryOf(
        {
          "main.yml": `on: push\n${top}\njobs:\n  call:\n    uses: ./.github/workflows/called.yml\n    ${call}\n`,
          "called.yml": `on: {workflow_call: ${contract}}\n${inner}\njobs: {a: {runs-on: x, steps: [{env: {SHOWN: '\${{ ${show} }}'}, run: "true"}]}}\n`,
        },
        facts,
      ),
      "main.yml",
      event ?? eventOf(),
    );
    assert.is(run.verdict, "runs");
    const shown = jobAt(run, "call/a").legs[0]?.steps[0]?.env.SHOWN;
    assert.equal(shown instanceof Unknown ? shown.toJSON() : shown, value);
  });
}
test("a value of the wrong kind fails the calling job when it comes", () => {
  const run = runOf(
    repositoryOf({
      "main.yml":
        'on: push\njobs: {call: {uses: ./.github/workflows/called.yml, with: {a: "${{ github.event.no }}"}}, after: {needs: call, if: failure(), runs-on: x, steps: [{run: "true"}]}}\n',
      "called.yml": `on: {workflow_call: ${input("type: boolean")}}\njobs: {a: {runs-on: x, steps: [{run: "true"}]}}\n`,
    }),
  );
  const { result, calls } = jobAt(run, "call");
  const reason = {
    code: "call-input-type",
    text: "the input `a` of .github/workflows/called.yml is a boolean and gets ``",
    path: ["jobs", "call", "with"],
  };
  assert.equal([result, calls[0]?.reason, calls[0]?.run], ["failure", reason, undefined]);
  assert.is(jobAt(run, "after").verdict, "runs");
});
test("a workflow of another repository at a commit names itself; its tag stands for an unknown one", () => {
  const commit = "a".repeat(40);
  const show = (ref: string) => {
    const uses = `octo/shared/.github/workflows/w.yml@${ref}`;
    const text = `on: workflow_call\njobs: {a: {runs-on: x, steps: [{env: {R: "\${{ job.workflow_ref }}", O: "\${{ job.workflow_repository }}"}, run: "true"}]}}`;
    const calledElsewhere = new Map([[uses, workflowOf(text, "w.yml")]]);
    const run = runOf(repositoryOf({ "main.yml": `on: push\njobs: {call: {uses: ${uses}}}\n` }, { calledElsewhere }));
    return jobAt(run, "call/a").legs[0]?.steps[0]?.env;
  };
  assert.equal(show(commit), { R: `octo/shared/.github/workflows/w.yml@${commit}`, O: "octo/shared" });
  assert.equal(show("v1"), { R: new Unknown(["job.workflow_ref"], true), O: "octo/shared" });
});
test.run();

const outputs = suite("what comes back from a call");
const steps = 'runs-on: x, steps: [{run: "true"}]';
/** The job `after` shows an output and the result of `call`. @param called jobs, and behind `=>` what the output is. */
function comesBack(
  called: string,
  given: GivenOutcomes = {},
  call = "",
  file = "./.github/workflows/called.yml",
): readonly unknown[] {
  const [jobs, shown = "jobs.a.outputs.x"] = called.split(" => ");
  const show = '{env: {O: "${{ needs.call.outputs.o }}", R: "${{ needs.call.result }}"}, run: "true"}';
  const run = runOf(
    repositoryOf({
      "main.yml": `on: push\njobs: {call: {uses: ${file}${call}}, after: {needs: call, if: always(), runs-on: x, steps: [${show}]}}\n`,
      "called.yml": `on: {workflow_call: {inputs: {n: {type: string}}, outputs: {o: {value: "\${{ ${shown} }}"}}}}\njobs: {${jobs}}\n`,
    }),
    "main.yml",
    eventOf(),
    given,
  );
  const env = jobAt(run, "after").legs[0]?.steps[0]?.env;
  return [env?.O, env?.R].map((value) => (value instanceof Unknown ? value.toJSON() : value));
}
const giving = (text: string): string => `a: {outputs: {x: "${text}"}, ${steps}}`;
outputs("an output of a job inside", () => {
  assert.equal(comesBack(giving("v${{ github.actor }}")), ["vmona", "success"]);
});
outputs("an output that a step gives is not known, by the name that reads it", () => {
  assert.equal(comesBack('a: {outputs: {x: "${{ steps.s.outputs.y }}"}, runs-on: x, steps: [{id: s, run: "true"}]}'), [
    { unknown: ["needs.call.outputs.o"] },
    "success",
  ]);
});
outputs("what somebody says of the job inside, or of the call itself", () => {
  assert.equal(comesBack(giving("v"), { jobs: { "call/a": { outputs: { x: "said" } } } }), ["said", "success"]);
  assert.equal(comesBack(giving("v"), { jobs: { call: { outputs: { o: "said" } } } }), ["said", "success"]);
});
outputs("a job that fails fails the call, and its outputs are handed on", () => {
  assert.equal(comesBack(giving("v"), { jobs: { "call/a": { result: "failure" } } }), ["v", "failure"]);
});
outputs("one that is skipped beside one that succeeds: the call succeeds, its outputs are empty", () => {
  assert.equal(comesBack(`a: {if: false, outputs: {x: v}, ${steps}}, b: {${steps}}`), ["", "success"]);
});
outputs("the result of one that is skipped is empty to the outputs", () => {
  assert.equal(comesBack(`a: {if: false, ${steps}}, b: {${steps}} => jobs.a.result`), ["", "success"]);
  assert.equal(comesBack(`a: {${steps}}, b: {${steps}} => jobs.a.result`), ["success", "success"]);
});
outputs("where all are skipped, nobody says what the call comes to", () => {
  assert.equal(comesBack(`a: {if: false, ${steps}}`), ["", { unknown: ["needs.call.result"] }]);
});
outputs("of a workflow that nobody knows, by its name", () => {
  const uses = "octo/shared/.github/workflows/w.yml@v1";
  assert.equal(comesBack(`a: {${steps}}`, {}, "", uses), [
    { unknown: ["needs.call.outputs.o"] },
    { unknown: ["needs.call.result"] },
  ]);
});
outputs("legs of a call: one text alone wins over empty ones", () => {
  const matrix = ', strategy: {matrix: {n: [1, 2]}}, with: {n: "${{ matrix.n }}"}';
  assert.equal(comesBack(giving("${{ inputs.n == 1 && 'one' || '' }}"), {}, matrix), ["one", "success"]);
  assert.equal(comesBack(giving("same"), {}, matrix), ["same", "success"]);
  assert.equal(comesBack(giving(""), {}, matrix), ["", "success"]);
});
outputs("legs of a call: which of two texts comes last is open", () => {
  const matrix = ', strategy: {matrix: {n: [1, 2]}}, with: {n: "${{ matrix.n }}"}';
  assert.equal(comesBack(giving("${{ inputs.n }}"), {}, matrix), [{ unknown: ["needs.call.outputs.o"] }, "success"]);
});
outputs("what somebody says of one leg", () => {
  const matrix = ", strategy: {matrix: {n: [1, 2]}}";
  const said = (one: GivenJob): GivenOutcomes => ({ jobs: { call: { legs: { 1: one } } } });
  assert.equal(comesBack(giving(""), said({ outputs: { o: "two" } }), matrix), ["two", "success"]);
  assert.equal(comesBack(giving("v"), said({ result: "failure" }), matrix), ["v", "failure"]);
});
outputs("names that all maps have are said of no job", () => {
  const run = runOf(
    repositoryOf({
      "main.yml": "on: push\njobs: {constructor: {uses: ./.github/workflows/called.yml}}\n",
      "called.yml": `on: workflow_call\njobs: {__proto__: {${steps}}}\n`,
    }),
    "main.yml",
    eventOf(),
    { jobs: {} },
  );
  assert.equal([jobAt(run, "constructor").result, jobAt(run, "constructor/__proto__").result], ["success", "success"]);
});
outputs("a call with always() runs behind what failed, and one without is skipped", () => {
  const run = runOf(
    repositoryOf({
      "main.yml": `on: push\njobs: {fails: {${steps}}, call: {needs: fails, if: always(), uses: ./.github/workflows/called.yml}, not: {needs: fails, uses: ./.github/workflows/called.yml}}\n`,
      "called.yml": `on: workflow_call\njobs: {a: {${steps}}, b: {needs: a, ${steps}}}\n`,
    }),
    "main.yml",
    eventOf(),
    { jobs: { fails: { result: "failure" } } },
  );
  const results = run.jobs.map(({ id, verdict, result }) => [id, verdict, result]);
  assert.equal(results, [
    ["fails", "runs", "failure"],
    ["call", "runs", "success"],
    ["not", "skipped", "skipped"],
  ]);
  assert.is(jobAt(run, "call/b").result, "success");
  assert.equal(jobAt(run, "not").calls, []);
});
outputs("of a failure and a success inside, the call fails; of a job that may fail it does not", () => {
  assert.equal(comesBack(`a: {${steps}}, b: {${steps}}`, { jobs: { "call/b": { result: "failure" } } })[1], "failure");
  assert.equal(
    comesBack(`a: {${steps}}, b: {continue-on-error: true, ${steps}}`, {
      jobs: { "call/b": { result: "failure" } },
    })[1],
    "success",
  );
  assert.equal(
    comesBack(`a: {${steps}}, b: {${steps}}`, { jobs: { "call/b": { result: "cancelled" } } })[1],
    "cancelled",
  );
});
outputs.run();
