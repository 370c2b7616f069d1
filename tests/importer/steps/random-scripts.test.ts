import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { provedModule } from "./proved-module.ts";

const test = suite("scripts of any text");

const piece = fc.oneof(
  fc.constantFrom(
    "a",
    "echo b",
    "#",
    "\n",
    "\n\n",
    " ",
    "  ",
    "\t",
    "\r\n",
    "`",
    "\\",
    "\\\\",
    "$",
    "${",
    "{",
    "}",
    "}}",
  ),
  fc.constantFrom(
    "'",
    '"',
    "//",

    "\u00a0",
    "\ufeff",
    "\u2028",

    "\u{1f600}",
    "${{ github.ref }}",
    "${{ env.A }}",
  ),
);
const script = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(""));
const shell = fc.constantFrom(undefined, "pwsh", "python", "cmd", "sh");

/** A string of JSON is one of YAML. */
function workflowOf(steps: readonly { readonly script: string; readonly shell: string | undefined }[]): string {
  const lines = steps.map(
    (step) => `      - run: ${JSON.stringify(step.script)}\n${step.shell ? `        shell: ${step.shell}\n` : ""}`,
  );
  return `on: push\nenv: { A: x }\njobs:\n  a:\n    runs-on: windows-2025\n    steps:\n${lines.join("")}  b:\n    runs-on: ubuntu-24.04\n    steps:\n${lines.join("")}`;
}

test("come out as they were, to the byte", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ script, shell }), { minLength: 30, maxLength: 40 }), async (steps) => {
      assert.type(await provedModule(workflowOf(steps)), "string");
    }),
    { numRuns: 5, seed: 7 },
  );
});

test.run();
