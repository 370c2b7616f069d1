import { suite } from "uvu";
import * as assert from "uvu/assert";
import { rawAt, triggersOf } from "./statements.ts";

const test = suite("triggers");

const cases: readonly (readonly [title: string, on: string, expected: string])[] = [
  ["a text", "on: push", "const { on } = triggers({ push: null })"],
  ["a list", "on: [push, pull_request]", "const { on } = triggers({ push: null, pull_request: null })"],
  ["a key in quotes, an empty body", '"on": { push: {} }', "const { on } = triggers({ push: {} })"],
  ["scalars for lists", "on: { push: { branches: main } }", 'const { on } = triggers({ push: { branches: "main" } })'],
  [
    "names of workflows",
    "on: { workflow_run: { workflows: [CI], types: [completed] } }",
    'const { on } = triggers({ workflow_run: { workflows: ["CI"], types: ["completed"] } })',
  ],
  [
    "one workflow that is waited for, and keys without a value",
    "on: { workflow_run: { workflows: CI }, workflow_dispatch: { inputs: } }",
    'const { on } = triggers({ workflow_run: { workflows: "CI" }, workflow_dispatch: null })',
  ],
  [
    "an event that nobody knows",
    "on: { push: null, made: { types: [x] } }",
    `const { on } = triggers({
  push: null,
  raw: raw({ made: { types: ["x"] } }, "The language does not know these events."),
})`,
  ],
  [
    "a key that its event does not have",
    "on: { push: { branches: [main], labels: [x] } }",
    `const { on } = triggers({
  push: { branches: ["main"], raw: raw({ labels: ["x"] }, "The language does not know these keys of \`push\`.") },
})`,
  ],
  [
    "comments",
    `on:
  # for all
  push:
    branches:
      - main # the one
      # and no other
  pull_request: # too`,
    `const { on } = triggers({
  push: { note: "for all", branches: noted([noted("main", { end: "the one" })], { last: "and no other" }) },
  pull_request: { note: { end: "too" } },
})`,
  ],
  [
    "comments in a list of events",
    `on:
  - push # always
  - pull_request`,
    'const { on } = triggers({ push: { note: { end: "always" } }, pull_request: null })',
  ],
  [
    "inputs without a type, or with an odd one",
    `on:
  workflow_dispatch:
    inputs:
      a: { required: false, default: "" }
      b: { type: list }
      c: { type: choice, options: [x, y], deprecationMessage: Use a. }`,
    `const { on } = triggers({
  workflow_dispatch: {
    inputs: {
      a: text({ default: "" }),
      b: raw({ type: "list" }, "\`list\` is no type of inputs."),
      c: raw(
        { type: "choice", options: ["x", "y"], deprecationMessage: "Use a." },
        "The language does not know the key \`deprecationMessage\` of inputs.",
      ),
    },
  },
})`,
  ],
  [
    "a default that follows from the call",
    "on: { workflow_call: { inputs: { v: { type: string, default: '${{ github.sha }}' } } } }",
    'const { on } = triggers({ workflow_call: { inputs: { v: text({ default: context("github").sha }) } } })',
  ],
  [
    "comments at inputs",
    `on:
  workflow_dispatch:
    inputs:
      # a thing
      a: { type: string } # or other
      b:
        type: choice
        options:
          - x # first`,
    `const { on } = triggers({
  workflow_dispatch: {
    note: { at: { "inputs.a": { above: "a thing", end: "or other" }, "inputs.b.options[0]": { end: "first" } } },
    inputs: { a: text(), b: choice(["x"]) },
  },
})`,
  ],
  [
    "what a call takes and gives alone",
    "on: { workflow_call: { outputs: { x: { value: a } } } }",
    "const { on } = triggers({ workflow_call: null })",
  ],
];

for (const [title, on, expected] of cases) {
  test(title, async () => assert.is(await triggersOf(on), expected));
}

test("an event, or an input, that a judge has refused", async () => {
  const on = "on: { push: { tags: [v1] }, workflow_dispatch: { inputs: { a: { type: number } } } }";
  assert.is(
    await triggersOf(on, rawAt(["on", "push"], "why")),
    'const { on } = triggers({ push: raw({ tags: ["v1"] }, "why"), workflow_dispatch: { inputs: { a: number() } } })',
  );
  assert.is(
    await triggersOf(on, rawAt(["on", "workflow_dispatch", "inputs", "a"], "why")),
    `const { on } = triggers({
  push: { tags: ["v1"] },
  workflow_dispatch: { inputs: { a: raw({ type: "number" }, "why") } },
})`,
  );
});

test.run();
