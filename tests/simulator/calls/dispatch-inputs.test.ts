import type { ValueMap } from "@yardmaster/core";
import { Unknown } from "@yardmaster/core/evaluation";
import { simulate } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, jobAt, repositoryOf, runOf } from "../../helpers/simulated-files.ts";

const contexts = "docs.github.com, Contexts reference, inputs context";
const dispatch = "docs.github.com, Events that trigger workflows, workflow_dispatch";
const rest = "docs.github.com, REST, Create a workflow dispatch event";

interface Case {
  readonly says: string;
  readonly source: string;
  /** What is declared of the input `a`. */
  readonly declared: string;
  readonly given?: ValueMap;
  /** `toJSON(inputs.a)` and `toJSON(github.event.inputs.a)`. */
  readonly shows: readonly [string | Unknown, string | Unknown];
}

const cases: readonly Case[] = [
  { says: "a text", source: contexts, declared: "type: string", given: { a: "x" }, shows: ['"x"', '"x"'] },
  { says: "no type is a text", source: dispatch, declared: "required: true", given: { a: "x" }, shows: ['"x"', '"x"'] },
  {
    says: "a boolean is one in inputs alone",
    source: contexts,
    declared: "type: boolean",
    given: { a: "true" },
    shows: ["true", '"true"'],
  },
  {
    says: "a payload with a boolean itself",
    source: contexts,
    declared: "type: boolean",
    given: { a: false },
    shows: ["false", '"false"'],
  },
  { says: "a number", source: contexts, declared: "type: number", given: { a: "1.50" }, shows: ["1.5", '"1.50"'] },
  {
    says: "a choice is a text",
    source: contexts,
    declared: "type: choice, options: [x, 1]",
    given: { a: "1" },
    shows: ['"1"', '"1"'],
  },
  {
    says: "a default",
    source: dispatch,
    declared: "type: string, default: d",
    shows: ['"d"', '"d"'],
  },
  {
    says: "a default of a boolean",
    source: dispatch,
    declared: "type: boolean, default: true",
    shows: ["true", '"true"'],
  },
  { says: "no default of a text", source: dispatch, declared: "type: string", shows: ['""', '""'] },
  { says: "no default of a boolean", source: dispatch, declared: "type: boolean", shows: ["false", '"false"'] },
  {
    says: "no default of a choice: a list begins with its first, a program with nothing",
    source: dispatch,
    declared: "type: choice, options: [x, y]",
    shows: [new Unknown(["inputs.a"]), new Unknown(["inputs.a"])],
  },
  {
    says: "a name in another case",
    source: dispatch,
    declared: "type: string",
    given: { A: "x" },
    shows: ['"x"', '"x"'],
  },
];

const test = suite("inputs of a manual run");
for (const { says, declared, given, shows } of cases) {
  test(says, () => {
    const text = `on: {workflow_dispatch: {inputs: {a: {${declared}}}}}\njobs: {j: {runs-on: x, steps: [{env: {I: "\${{ toJSON(inputs.a) }}", E: "\${{ toJSON(github.event.inputs.a) }}"}, run: "true"}]}}\n`;
    const event = eventOf({ name: "workflow_dispatch", payload: given ? { inputs: given } : {} });
    const env = jobAt(runOf(repositoryOf({ "main.yml": text }), "main.yml", event), "j").legs[0]?.steps[0]?.env;
    assert.equal([env?.I, env?.E], shows);
  });
}
test("other events have none", () => {
  const text = `on: [push, workflow_dispatch]\njobs: {j: {runs-on: x, steps: [{env: {I: "[\${{ inputs.a }}]"}, run: "true"}]}}\n`;
  const env = jobAt(runOf(repositoryOf({ "main.yml": text })), "j").legs[0]?.steps[0]?.env;
  assert.is(env?.I, "[]");
});
test.run();

interface Refused {
  readonly says: string;
  readonly source: string;
  readonly declared: string;
  readonly given: ValueMap;
  readonly code: string;
  readonly text: string;
}

const refused: readonly Refused[] = [
  {
    says: "a required one is not given",
    source: rest,
    declared: "a: {required: true}",
    given: {},
    code: "dispatch-input-missing",
    text: "the input `a` is required",
  },
  {
    says: "one that is not declared",
    source: rest,
    declared: "a: {}",
    given: { constructor: "x" },
    code: "dispatch-input-undeclared",
    text: "there is no input `constructor`",
  },
  {
    says: "no boolean",
    source: rest,
    declared: "a: {type: boolean}",
    given: { a: "yes" },
    code: "dispatch-input-type",
    text: "the input `a` is `yes`, and has to be true or false",
  },
  {
    says: "no number",
    source: rest,
    declared: "a: {type: number}",
    given: { a: "1 or 2" },
    code: "dispatch-input-type",
    text: "the input `a` is `1 or 2`, which is no number",
  },
  {
    says: "no option",
    source: rest,
    declared: "a: {type: choice, options: [x, y]}",
    given: { a: "X" },
    code: "dispatch-input-type",
    text: "the input `a` is `X`, which is none of its 2 options",
  },
];

const refusals = suite("a dispatch that GitHub answers with an error");
for (const { says, declared, given, code, text } of refused) {
  refusals(says, () => {
    const workflow = `on: {workflow_dispatch: {inputs: {${declared}}}}\njobs: {j: {runs-on: x, steps: [{run: "true"}]}}\n`;
    const event = eventOf({ name: "workflow_dispatch", payload: { inputs: given } });
    const [traced] = simulate(repositoryOf({ "main.yml": workflow }), event).workflows;
    assert.equal(
      [traced?.starts, traced?.reason.code, traced?.reason.text, traced?.run],
      ["no", code, text, undefined],
    );
  });
}
refusals("a required one with a default, and a required boolean, need not be given", () => {
  const declared = "a: {required: true, default: d}, b: {type: boolean, required: true}";
  const workflow = `on: {workflow_dispatch: {inputs: {${declared}}}}\njobs: {j: {runs-on: x, steps: [{run: "true"}]}}\n`;
  const [traced] = simulate(repositoryOf({ "main.yml": workflow }), eventOf({ name: "workflow_dispatch" })).workflows;
  assert.is(traced?.starts, "yes");
});
refusals.run();
