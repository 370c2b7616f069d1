import type { ImportedResult } from "@yardmaster/importer";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { importTexts } from "./import-texts.ts";
import { workflow } from "./odd-shapes.ts";

// What is refused, what is wrong in the original, and what files of one import know of each other.

const test = suite("importFiles");

const path = ".github/workflows/a.yml";

async function importOne(text: string): Promise<ImportedResult> {
  const [result] = await importTexts({ [path]: text });
  if (!result) throw new Error("Nothing came of it.");
  return result;
}

const refusals: Readonly<Record<string, readonly [text: string, line: number, reason: RegExp]>> = {
  "several documents": [`${workflow("")}---\n${workflow("")}`, 8, /multiple documents/],
  "a key twice": ["on: push\non: create\njobs: {}\n", 2, /The key "on" stands twice/],
  "a tab": ["on: push\njobs:\n\ta: b\n", 3, /no valid YAML|not valid YAML/],
  "an alias of nothing": ["on: *x\njobs: {}\n", 1, /has the anchor `&x`/],
  "a template's placeholders": ["on: push\njobs: {{ jobs }}\n", 2, /GitHub's parser refuses|neither a workflow/],
  "what is no workflow": ["version: 2\nupdates: []\n", 1, /neither a workflow, which has `jobs`/],
  nothing: ["", 1, /neither a workflow/],
};

for (const [what, [text, line, reason]] of Object.entries(refusals)) {
  test(`refuses ${what}, with line and next step`, async () => {
    const { state, refused, yaml } = await importOne(text);
    const [first] = refused;
    assert.is(state, "refused");
    assert.is(yaml, undefined);
    assert.match(first?.reason ?? "", reason);
    assert.is(first?.line, line);
    assert.ok(first?.hint);
  });
}

test("says what is wrong in the original, with its place, and says the same as raw", async () => {
  const text = workflow('timeout-minutes: ten\nsteps:\n  - if: ${{ github.ref }} == "x"\n    run: a');
  const { state, wrong, source } = await importOne(text);
  assert.is(state, "proved");
  assert.equal(
    wrong.map(({ place, path: node, message }) => [place && "line" in place ? place.line : 0, node, message]),
    [
      [5, ["jobs", "a", "timeout-minutes"], "GitHub's parser refuses this: Unexpected value 'ten'."],
      [
        7,
        ["jobs", "a", "steps", 0, "if"],
        "There is text around the expression, so that GitHub takes the condition for true, whatever the expression is.",
      ],
    ],
  );
  assert.match(source ?? "", /raw\("ten",/);
});

test("a job that reads a matrix without one keeps its text", async () => {
  const { state, source } = await importOne(
    workflow("steps:\n  - run: echo ${{ matrix.os }}\n  - name: ${{ matrix.os }}\n    run: a"),
  );
  assert.is(state, "proved");
  assert.match(source ?? "", /raw\("\$\{\{ matrix\.os \}\}",/);
});

test("what is read of a job that is not needed stays a text, and is needed no more than before", async () => {
  const text = `${workflow("outputs: { x: y }")}  b:\n    runs-on: x\n    steps: [{ run: "echo \${{ needs.a.outputs.x }}" }]\n`;
  const { state, source, yaml } = await importOne(text);
  assert.is(state, "proved");
  assert.match(source ?? "", "raw(");
  assert.not.match(yaml ?? "", "needs:");
});

test("callers use the handle of a workflow that is imported with them, and name one that is refused", async () => {
  const callee =
    "on:\n  workflow_call:\n    inputs: { x: { type: string } }\njobs:\n  a: { runs-on: x, steps: [run: a] }\n";
  const caller = "on: push\njobs:\n  b:\n    uses: ./.github/workflows/callee.yml\n    with: { x: y }\n";
  const both = { ".github/workflows/callee.yml": callee, ".github/workflows/caller.yml": caller };
  const [first, second] = await importTexts(both);
  assert.equal([first?.state, second?.state], ["proved", "proved"]);
  assert.match(second?.source ?? "", 'from "./callee.workflow.ts"');
  const broken = callee.replace("on:", "on:\n  x: [").replace("jobs:", "  ]\njobs:");
  const [third, fourth] = await importTexts({ ...both, ".github/workflows/callee.yml": broken });
  assert.equal([third?.state, fourth?.state], ["refused", "proved"]);
  assert.match(fourth?.source ?? "", "localWorkflow(");
});

test("overwrites no source", async () => {
  const [result] = await importTexts(
    { [path]: workflow("") },
    { existing: new Map([["workflows-src/a.workflow.ts", ""]]) },
  );
  assert.is(result?.state, "refused");
  assert.match(result?.refused[0]?.reason ?? "", "workflows-src/a.workflow.ts is there already");
});

test("reads an action's metadata", async () => {
  const text = `name: Set up # the name
description: Node and more
inputs:
  node: { description: Version, default: "24" }
outputs:
  path: { description: Where, value: "\${{ steps.s.outputs.path }}" }
runs:
  using: composite
  steps:
    - id: s
      run: echo "path=\${{ inputs.node }}" >> "$GITHUB_OUTPUT"
      shell: bash
`;
  const [result] = await importTexts({ ".github/actions/set-up/action.yml": text });
  assert.equal([result?.state, result?.refused, result?.comments], ["proved", [], { kept: 1, lost: 0 }]);
  assert.match(result?.source ?? "", "compositeAction(");
});

test("counts expressions in scripts with their lines, and who can set them", async () => {
  const text = workflow("steps:\n  - run: echo ${{ github.event.issue.title }} ${{ github.sha }}").replace(
    "push",
    "issues",
  );
  const { unsafe } = await importOne(text);
  assert.equal(unsafe, [
    { line: 6, expression: "github.event.issue.title", isOutsider: true },
    { line: 6, expression: "github.sha", isOutsider: false },
  ]);
});

test("hoists expressions out of scripts, and proves that too", async () => {
  const text = workflow('steps:\n  - run: echo ${{ github.sha }} "${{ github.ref }}"\n    env: { A: b }');
  const [result] = await importTexts({ [path]: text }, { isHoisting: true });
  assert.equal([result?.state, result?.refused], ["proved", []]);
  assert.not.match(result?.source ?? "", "unsafeScript");
  assert.equal([result?.unsafe, result?.hoisted], [[], 2]);
});

test("says why it leaves an expression in a script", async () => {
  const steps = `  - run: echo '\${{ github.sha }}'
  - run: echo \${{ github.ref }}
  - run: echo \${{ github.ref }}
    shell: cmd`;
  const text = workflow(`steps:\n${steps}`);
  const [hosted] = await importTexts({ [path]: text }, { isHoisting: true });
  assert.equal([hosted?.hoisted, hosted?.wrong.map(({ path: at }) => at?.at(-1))], [1, ["shell"]]);
  assert.equal(
    hosted?.unsafe.map(({ line, why }) => [line, why]),
    [
      [6, "`github.sha` is interpolated inside single quotes, where a shell variable is not expanded or not safe."],
      [8, 'No template writes for the shell "cmd".'],
    ],
  );
  const [own] = await importTexts({ [path]: text.replace("ubuntu-24.04", "[self-hosted]") }, { isHoisting: true });
  assert.is(own?.unsafe[1]?.why, "No shell is known that runs it, and `sh` would state one.");
});

test("imports 700 jobs in one file", async () => {
  const jobs = Array.from(
    { length: 700 },
    (_, index) =>
      `  j${index}:\n    needs: [${index ? `j${index - 1}` : ""}]\n    runs-on: x\n    steps:\n      - run: echo ${index}\n`,
  );
  const { state, refused } = await importOne(`on: push\njobs:\n${jobs.join("")}`);
  assert.equal([state, refused], ["proved", []]);
});

test("is told of types where the compiler objects, and gives up no more than it has to", async () => {
  const text = workflow("steps:\n  - if: github.ref == 'x' && github.actor == 'y'\n    run: a");
  const seen: string[] = [];
  const [result] = await importTexts(
    { [path]: text },
    {},
    {
      checkTypes: async (texts) => {
        const [[file, module] = ["", ""]] = texts;
        seen.push(module.replaceAll(/\/\*@\d+\*\//g, ""));
        if (module.includes("raw(")) return [];
        const lines = module.split("\n");
        const line = lines.findIndex((one) => one.includes("github.actor"));
        return [
          {
            file,
            line: line + 1,
            column: (lines[line] ?? "").indexOf("github.actor") + 1,
            message: "Type 'a' is no 'b'.\n  It is 'c'.",
          },
        ];
      },
    },
  );
  assert.is(result?.state, "proved");
  assert.is(seen.length, 4);
  assert.match(seen[1] ?? "", "loose(github.actor)");
  assert.match(seen[2] ?? "", "loose(github.ref)");
  assert.match(seen[3] ?? "", "raw(\"github.ref == 'x' && github.actor == 'y'\", \"It is 'c'\")");
});

test.run();
