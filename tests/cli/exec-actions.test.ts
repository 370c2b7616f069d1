import { readMocks } from "@yardmaster/cli";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { executeFiles, jobOf, outcomesOf } from "../helpers/execute-files.ts";

const test = suite("actions of executed steps");

const checkout = "- uses: actions/checkout@v6\n  with: {path: .}\n";

test("composite actions run with their inputs and give their outputs, at any depth", async () => {
  const done = await executeFiles({
    ...jobOf(`${checkout}- name: Outer
  id: outer
  uses: ./actions/outer
  env: {AROUND: around}
  with: {Who: mona, extra: 1}
- name: Read
  run: echo "\${{ steps.outer.outputs.said }}; $LATER"`),
    "actions/outer/action.yml": `name: Outer
inputs:
  who: {required: true}
  mark: {default: "\${{ github.actor }}!"}
outputs:
  said: {value: "\${{ steps.inner.outputs.text }}"}
runs:
  using: composite
  steps:
    - name: Skipped
      if: inputs.who == 'nobody'
      shell: bash
      run: echo no
    - id: inner
      name: Inner
      uses: ./actions/inner
      with: {text: "hello \${{ inputs.who }} \${{ inputs.mark }}"}
    - name: Path
      shell: bash
      run: |
        basename "$GITHUB_ACTION_PATH"; basename '\${{ github.action_path }}'; echo "$AROUND"
        echo "LATER=later" >> "$GITHUB_ENV"
`,
    "actions/inner/action.yaml": `inputs: {text: {}}
outputs: {text: {value: "\${{ steps.say.outputs.text }}"}}
runs:
  using: composite
  steps:
    - {id: say, shell: sh, run: 'echo "text=<\${{ inputs.text }}>" >> "$GITHUB_OUTPUT"'}
`,
  });
  assert.equal(done.lines.slice(1), [
    "a / Outer | warning: Unexpected input(s) 'extra', valid inputs are ['who', 'mark']",
    "a / Outer / Path | outer",
    "a / Outer / Path | outer",
    "a / Outer / Path | around",
    "a / Read | <hello mona mona!>; later",
  ]);
  assert.is(outcomesOf(done).a, "success");
});

test("a step of a composite action that fails fails the step; without a shell it cannot begin", async () => {
  const done = await executeFiles({
    ...jobOf(
      `${checkout}- {name: Fails, uses: ./fails, continue-on-error: true}\n- {name: No shell, uses: ./no-shell}`,
    ),
    "fails/action.yml": `runs:
  using: composite
  steps:
    - {name: Bad, shell: bash, run: exit 2}
    - {name: Not reached, shell: bash, run: echo no}
    - {name: Told, if: failure(), shell: bash, run: echo told}
`,
    "no-shell/action.yml": "runs:\n  using: composite\n  steps:\n    - {name: Step, run: echo no}\n",
  });
  assert.equal(done.lines.slice(1), [
    "a / Fails / Bad | error: Process completed with exit code 2.",
    "a / Fails / Told | told",
    "a / No shell / Step | error: Required property is missing: shell",
  ]);
  assert.equal(outcomesOf(done)["a / Fails"], "failure, then success");
  assert.equal(outcomesOf(done).a, "failure");
});

test("JavaScript actions run by their own code, with inputs, state and a step behind the job", async () => {
  const action = (name: string): Readonly<Record<string, string>> => ({
    [`${name}/action.yml`]: `inputs: {the thing: {default: nothing}}
runs: {using: node24, pre: pre.js, main: main.js, post: post.js}
`,
    [`${name}/main.js`]: `const { appendFileSync } = require("node:fs");
console.log("main", process.env["INPUT_THE_THING"], process.env.GITHUB_ACTION_PATH.endsWith("${name}"));
appendFileSync(process.env.GITHUB_STATE, "kept=state of ${name}\\n");
appendFileSync(process.env.GITHUB_OUTPUT, "made=${name}\\n");
`,
    [`${name}/post.js`]: 'console.log("post", process.env.STATE_kept);\n',
  });
  const done = await executeFiles({
    ...jobOf(`${checkout}- {name: One, id: one, uses: ./one, with: {the thing: x}}
- {name: Two, uses: $/two}
- {name: Read, run: 'echo "\${{ steps.one.outputs.made }}"; exit 3'}`),
    ...action("one"),
    ...action("two"),
  });
  assert.equal(done.lines.slice(1), [
    "a / One | warning: `pre` execution is not supported for local action from './one'",
    "a / One | main x true",
    "a / Two | warning: `pre` execution is not supported for local action from '$/two'",
    "a / Two | main nothing true",
    "a / Read | one",
    "a / Read | error: Process completed with exit code 3.",
    "a / Post Two | post state of two",
    "a / Post One | post state of one",
  ]);
});

test("an action that is not here is not guessed: what depends on it is not executed, what does not is", async () => {
  const files = jobOf(`- name: Before
  run: echo before
- {name: Foreign, id: foreign, uses: some/action@v1}
- {name: After, run: echo no}
- {name: Always, if: always(), run: echo always}
- {name: Needs it, if: always(), env: {X: "\${{ steps.foreign.outputs.x }}"}, run: echo no}`);
  const done = await executeFiles(files);
  assert.equal(done.lines, [
    "a / Before | before",
    "a / Foreign | Not executed: some/action@v1 is not here; `--mocks` can say what stands in for it, and `--unmocked skip` passes over it",
    'a / After | Not executed: its condition depends on the outcome of "Foreign", which is not known',
    "a / Always | always",
    "a / Needs it | Not executed: `env.X` depends on steps.foreign.outputs.x, which is not known",
  ]);
  assert.is(outcomesOf(done).a, "unknown");
  const skipped = await executeFiles(files, { unmocked: "skip" });
  assert.equal(skipped.lines, [
    "a / Before | before",
    "a / Foreign | Not run: some/action@v1",
    "a / After | no",
    "a / Always | always",
    "a / Needs it | Not executed: `env.X` depends on steps.foreign.outputs.x, which is not known",
  ]);
});

test("a table says what stands in for actions and steps", async () => {
  const mocks = readMocks(
    JSON.stringify({
      actions: {
        "Some/Action": { outputs: { x: "one" } },
        "some/action@v2": {
          outputs: { x: "two" },
          run: 'echo "y=$INPUT_A" >> "$GITHUB_OUTPUT"; test -d "$MOCK_REPOSITORY"',
        },
        "some/failing": { exit: 1 },
        "some/code": { path: "vendor/code" },
      },
      steps: { "Install things": { run: "echo instead" }, byid: { outputs: { z: "three" } } },
    }),
  );
  if (!mocks.ok) throw new Error(mocks.error);
  const done = await executeFiles(
    {
      ...jobOf(`- {name: One, id: one, uses: some/action@v1}
- {name: Two, id: two, uses: some/action@v2, with: {a: given}}
- {name: Install things, run: exit 1}
- {name: By id, id: byid, run: exit 1}
- {name: Code, uses: some/code@v1}
- {name: Read, run: 'echo "\${{ steps.one.outputs.x }} \${{ steps.two.outputs.x }} \${{ steps.two.outputs.y }} \${{ steps.byid.outputs.z }}"'}
- {name: Fails, uses: some/failing@v1}`),
      "vendor/code/action.yml": "runs: {using: node20, main: index.js}\n",
      "vendor/code/index.js": 'console.log("::notice::own code");\n',
    },
    { mocks: mocks.value },
  );
  assert.equal(done.lines, [
    "a / One | Played by the table of mocks",
    "a / Install things | instead",
    "a / By id | Played by the table of mocks",
    "a / Code | notice: own code",
    "a / Read | one two given three",
    "a / Fails | Played by the table of mocks",
  ]);
  assert.is(outcomesOf(done).a, "failure");
});

for (const [about, uses, line] of [
  ["a container", "docker://alpine:3", "Not executed: docker://alpine:3 runs in a container, which nothing here does"],
  ["a Docker action", "./docker", "Not executed: ./docker runs in a container, which nothing here does"],
  [
    "a folder without metadata",
    "./none",
    "error: Can't find 'action.yml', 'action.yaml' or 'Dockerfile' under './none'. Did you forget to run actions/checkout before running your local action?",
  ],
  ["a folder outside", "./../../x", "error: ./../../x leads out of the repository"],
  ["no form of uses", "nonsense", "error: Expected format {org}/{repo}[/path]@ref. Actual 'nonsense'"],
] as const) {
  test(`${about} is refused as such`, async () => {
    const done = await executeFiles({
      ...jobOf(`${checkout}- {name: S, uses: "${uses}"}`),
      "docker/action.yml": "runs: {using: docker, image: Dockerfile}\n",
    });
    assert.equal(done.lines.slice(1), [`a / S | ${line}`]);
  });
}

for (const [text, error] of [
  ["[]", "is no JSON object"],
  ["{", "is no JSON object"],
  ['{"action": {}}', 'has "action": it holds `actions` and `steps`'],
  ['{"actions": []}', "has `actions` that are no object"],
  ['{"actions": {"a/b": {"output": {}}}}', 'has, for "a/b", the unknown key "output", and not outputs'],
  ['{"steps": {"s": {"exit": "1"}}}', 'has, for "s", an `exit` that is no number'],
  ['{"steps": {"s": {"outputs": {"a": 1}}}}', 'has, for "s", `outputs` that are no texts'],
  ['{"steps": {"s": {"run": "x", "path": "y"}}}', 'has, for "s", both `run` and `path`'],
  ['{"steps": {"s": 1}}', 'has, for "s", no object'],
] as const) {
  test(`the table ${text} ${error}`, () => {
    const read = readMocks(text);
    assert.is(read.ok ? "" : read.error, error);
  });
}

test.run();
