import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import * as fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readWorkflow } from "../helpers/judge-text.ts";

// The package reads the text by itself; here it is fed from what was read already. Both have to say the same.

const test = suite("GitHub's parser, fed from a tree");

const asItIs = { mistakes: [], without: [] };

interface Said {
  readonly reason: string;
  readonly at: string;
}

/** Our corrections add nothing to the package's flags and schema here: `asItIs`. */
async function fed(text: string, called: string | undefined): Promise<readonly Said[]> {
  const errors = await readWorkflow({ file: "t.yml", text }, () => called, asItIs);
  return errors.map(({ reason, place }) => ({
    reason,
    at: "location" in place ? JSON.stringify(Object.values(place.location).slice(1)) : "",
  }));
}

async function byItself(text: string, called: string | undefined): Promise<readonly Said[]> {
  const { context, value } = parseWorkflow({ name: "t.yml", content: text }, new NoOperationTraceWriter());
  const getFileContent = async ({ path }: { path: string }) => {
    if (called === undefined) throw new Error();
    return { name: path, content: called };
  };
  const options = { fetchReusableWorkflowDepth: 1, errorPolicy: 1 };
  if (value) await convertWorkflowTemplate(context, value, { getFileContent } as never, options);
  return context.errors
    .getErrors()
    .filter(({ prefix }) => prefix === undefined || prefix.startsWith("t.yml"))
    .map(({ rawMessage, range }) => ({
      reason: rawMessage.replace(/\.$/, ""),
      at: range ? JSON.stringify([range.start.line, range.start.column, range.end.line, range.end.column]) : "",
    }));
}

const called = "on: { workflow_call: { inputs: { a: { type: string, required: true } } } }\njobs: {}\n";
const call = (uses: string) => `on: push\njobs:\n  a:\n    uses: ${uses}\n    with: { b: 1 }\n`;

const texts: readonly (readonly [text: string, reasons: number])[] = [
  ["on: push\njobs: { a: { runs-on: x, steps: [{ run: y }] } }\n", 0],
  ["", 1],
  ["# nothing\n", 1],
  ["on: push\njobs: [\n", 1],
  ["on: push\n\tjobs: 1\n", 1],
  ["a: 1\n---\nb: 2\n", 1],
  [`on: push\njobs:\n    - ${"x".repeat(100)}: [\n`, 1],
  ["on: push\non: push\njobs: { a: { runs-on: x, steps: [{ run: y }] } }\n", 1],
  [
    "on: push\njobs:\n  a: &a\n    runs-on: x\n    steps: &s [{ run: y }]\n  b: { runs-on: x, steps: *s }\n  c: *a\n",
    0,
  ],
  ["on: push\njobs: &j\n  a: *j\n", 1],
  ["on: *nowhere\njobs: {}\n", 1],
  ["on: push\nenv: { 1: a }\n", 1],
  ["on: push\nenv: { [a]: b }\n", 1],
  ["on: push\nenv: !!binary aGk=\njobs: 1\n", 1],
  ["on: push\nenv: !!set { a, b }\n", 1],
  ["on: push\nenv: !!omap [a: b]\n", 1],
  ["on: push\nenv: {\n  ? a\n}\n", 1],
  [
    "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |-\n          echo\n          ${{ secrets.A. }}\n",
    1,
  ],
  ["on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: 'a ${{ b }}'\n        if: \"${{ nope() }}\"\n", 2],
  [call("./.github/workflows/x.yml"), 2],
  [call("$/.github/workflows/x.yml"), 2],
];
for (const [text, reasons] of texts) {
  test(JSON.stringify(text), async () => {
    const own = await byItself(text, called);
    assert.ok(own.length >= reasons && (reasons > 0 || own.length === 0), `${own.length}`);
    assert.equal(await fed(text, called), own);
  });
}

test("a file that is called and is not there, one that is no YAML, and one of another repository", async () => {
  const local = call("./.github/workflows/x.yml");
  const [missing] = await fed(local, undefined);
  assert.equal(missing, { reason: "Unable to find reusable workflow", at: "[4,11,4,36]" });
  assert.equal(await fed(local, undefined), await byItself(local, undefined));
  assert.equal(await fed(local, "a: ["), await byItself(local, "a: ["));
  assert.equal(await fed(call("o/r/.github/workflows/x.yml@v1"), undefined), []);
});

test("a missing file is reported wherever the reference stands", async () => {
  const text = 'on: push\njobs: { a: { "uses" : "./x.yml" }, b: { uses:\n  $/y.yml } }\n';
  assert.equal(
    (await fed(text, undefined)).map(({ reason, at }) => `${reason} ${at}`),
    ["Unable to find reusable workflow [2,23,2,32]", "Unable to find reusable workflow [3,3,3,10]"],
  );
});

test("aliases that would fill any memory end in an error", async () => {
  const levels = Array.from(
    { length: 9 },
    (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(10)}]`,
  );
  const all = await fed(`on: push\na0: &a0 [x]\n${levels.join("\n")}\n`, undefined);
  assert.is(all[0]?.reason, "Unexpected value 'a0'");
  assert.ok(all.some(({ reason }) => reason === "The aliases of this file expand beyond any workflow's size"));
});

const pieces = [
  ..."ab:-?[]{},&*!|>'\"%#\n\n  ",
  ..."\t",
  "on: push\n",
  "jobs:\n  a:\n    runs-on: x\n",
  "    steps:\n      - run: y\n",
  "&x ",
  "*x",
  ": ",
  "- ",
  "\r\n",
  "${{ a }}",
  "~",
  "1",
  "true",
  "!!str ",
  "!!timestamp 2020-01-01",
];

test("any text at all", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), async (parts) => {
      const text = parts.join("");
      assert.equal(await fed(text, called), await byItself(text, called), JSON.stringify(text));
    }),
    { numRuns: 600, seed: 20261126 },
  );
});

test.run();
