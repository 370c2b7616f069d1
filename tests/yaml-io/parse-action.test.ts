import { parseAction } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { processorMilliseconds } from "../helpers/processor-time.ts";

const test = suite("metadata of actions");
const runs = "runs: {using: node24}\n";

test("is read whole: inputs, outputs, runtime, deprecation", () => {
  const text = `description: |
  Says hello.
inputs:
  who: {description: " Whom. ", required: true}
  loud: {required: "True", default: true}
  level: {default: 3}
  list: {default: [a], deprecationMessage: Use who.}
  bare:
outputs:
  said: {description: What.}
  at:
runs:
  using: composite
`;
  assert.equal(parseAction(text, "action"), {
    ok: true,
    value: {
      description: "Says hello.",
      using: "composite",
      inputs: {
        who: { required: true, description: "Whom." },
        loud: { required: true, default: true },
        level: { required: false, default: 3 },
        list: { required: false, deprecated: "Use who." },
        bare: { required: false },
      },
      outputs: ["at", "said"],
      outputDescriptions: { said: "What." },
    },
  });
  assert.equal(parseAction(`inputs:\noutputs: ~\n${runs}`, "action"), {
    ok: true,
    value: { using: "node24", inputs: {}, outputs: [] },
  });
});
test("of a reusable workflow come from `workflow_call`, and no options of a like-named choice close them", () => {
  const text = `on:
  workflow_dispatch:
    inputs:
      level: {type: choice, options: [low, high, 3]}
      other: {type: string}
  workflow_call:
    inputs:
      level: {type: string, required: true}
      other: {type: string}
      dry-run: {type: boolean, default: false, description: d}
    secrets: {token: {required: true}, extra: }
    outputs: {image: {value: x}}
`;
  assert.equal(parseAction(text, "workflow"), {
    ok: true,
    value: {
      kind: "workflow",
      using: "workflow_call",
      inputs: {
        level: { required: true, type: "string" },
        other: { required: false, type: "string" },
        "dry-run": { required: false, default: false, description: "d", type: "boolean" },
      },
      secrets: { token: { required: true }, extra: { required: false } },
      outputs: ["image"],
    },
  });
  for (const on of ["on: workflow_call", "on: [push, workflow_call]", "on:\n  workflow_call:"]) {
    const value = { kind: "workflow", using: "workflow_call", inputs: {}, secrets: {}, outputs: [] };
    assert.equal(parseAction(`${on}\n`, "workflow"), { ok: true, value }, on);
  }
});
for (const [kind, text, problem] of [
  ["action", "", "is not a mapping"],
  ["action", "- a\n", "is not a mapping"],
  ["action", "name: x\n", "is no action's metadata: it has no `runs`"],
  ["action", "runs: node24\n", "is no action's metadata: it has no `runs`"],
  ["action", "runs: {main: x}\n", "is no action's metadata: it has no `runs.using`"],
  ["action", "runs: {using: ''}\n", "is no action's metadata: it has no `runs.using`"],
  ["action", `inputs: [a]\n${runs}`, "has `inputs` that are not a mapping"],
  ["action", `inputs: {a: text}\n${runs}`, 'has `inputs` of which "a" is not a mapping'],
  ["action", `outputs: {'': {}}\n${runs}`, 'has `outputs` of which "" is not a mapping'],
  ["action", "a: 1\na: 2\n", 'cannot be read (line 2): The key "a" stands twice in one mapping'],
  ["workflow", "on: push\n", "is no reusable workflow: it has no `workflow_call` trigger"],
  ["workflow", "jobs: {}\n", "is no reusable workflow: it has no `workflow_call` trigger"],
  ["workflow", "on: {workflow_call: {inputs: {a: {}}}}\n", 'gives the input "a" no type of string, boolean or number'],
  ["workflow", "on: {workflow_call: {secrets: [a]}}\n", "has `secrets` that are not a mapping"],
] as const) {
  test(`are refused for ${JSON.stringify(text)}`, () => {
    assert.equal(parseAction(text, kind), { ok: false, error: problem });
  });
}

const sets = suite("closed sets in descriptions");
function valuesOf(description: string, fallback?: string): readonly string[] | undefined {
  const yaml = JSON.stringify({ inputs: { a: { description, default: fallback } }, runs: { using: "node24" } });
  const result = parseAction(yaml, "action");
  return result.ok ? result.value.inputs.a?.values : undefined;
}
for (const [description, values] of [
  ["One of: a, b.", ["a", "b"]],
  ["The tone. Allowed values are: `warm`, `cold`, or `none`", ["warm", "cold", "none"]],
  ["Valid options: 'a' | 'b-c' | 'd.e'; more.", ["a", "b-c", "d.e"]],
  ['Must be one of "x" or "y".', ["x", "y"]],
  [
    "What to do if none is found.\nAvailable Options:\n  warn: Output a warning\n  error: Fail\n  ignore: Nothing\n",
    ["warn", "error", "ignore"],
  ],
  ["Options:\n- `a`: first\n- `b`\n", ["a", "b"]],
  ["The options are parsed or ignored.", undefined],
  ["When. Valid values are 'never', 'on-success' and 'always'.", ["never", "on-success", "always"]],
  ["Valid values are 'never', 'always' (default), and 'on-failure'. Nothing else.", ["never", "always", "on-failure"]],
  ["Valid values are 'off' (default), 'on'.", ["off", "on"]],
  ["Values: on, off (default)", ["on", "off"]],
  ["Valid values are 'a' and so on.", undefined],
  ["One of the two ways.", undefined],
  ["Possible values: a, b, etc.", undefined],
  ["Values such as: a, b", undefined],
  ["Options: a", undefined],
  ["Values: a b c, d e", undefined],
  ["Options: a, b and other tools.", undefined],
] as const) {
  sets(JSON.stringify(description), () => assert.equal(valuesOf(description), values));
}
sets("are not closed when the default is none of them", () => {
  assert.is(valuesOf("One of: a, b.", "c"), undefined);
  assert.equal(valuesOf("One of: a, b.", ""), ["a", "b"]);
});
sets("are found in bounded time in whatever text", () => {
  const texts = ["one of: ".repeat(500), `options: ${"a.".repeat(2000)}`, `values:\n${"  a\n".repeat(1000)}!`];
  const spent = processorMilliseconds(() => {
    for (const text of texts) valuesOf(text);
  });
  assert.ok(spent < 2_000);
});
test.run();
sets.run();
