import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

// What TypeScript lets pass, and would come out as another workflow than the author wrote.

const language = `import { call, eq, fromRepository, job, requiredCheck, run, sh, triggers, workflow } from "@yardmaster/dsl";
const { on, github } = triggers({ push: null, workflow_call: {} });
const make = (id, ...jobs) => workflow(id, { on, permissions: {}, jobs });
const plain = (id, options = {}) => job(id, { "runs-on": "x", steps: [run(sh\`true\`)], ...options });
`;

/** What `gen` says, a line a finding, and whether it wrote. */
async function gen(sources: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const entries = Object.entries(sources).map(([name, text]) => [`workflows-src/${name}`, text]);
  const repository = makeRepository(Object.fromEntries(entries));
  try {
    const { code, stderr } = await repository.run(["gen"]);
    const found = stderr.split("\n").filter((line) => /^workflows-src\/|^ *hint: /.test(line));
    return [...found.map((line) => line.trim()), `exit ${code}`];
  } finally {
    repository.dispose();
  }
}

const conditions = suite("gen: JavaScript's operators in a condition");
conditions("get a warning where the job or the step is made", async () => {
  const told = await gen({
    "a.workflow.ts": `${language}
export const a = make("a",
  job("one", { "runs-on": "x", if: github.ref === "refs/heads/main", steps: [run(sh\`true\`)] }),
  plain("two", { steps: [
    run({ if: !github.ref }, sh\`true\`),
    run({ if: eq(github.ref, "x") }, sh\`true\`),
  ] }),
);
`,
  });
  const why = "that is also what JavaScript's `!`, `===`, `&&` and `?:` make of a handle.";
  const hint = "hint: Write `not(…)`, `eq(…)`, `and(…)` or `or(…)`; where never running is meant, `loose(false)`.";
  assert.equal(told, [
    `workflows-src/a.workflow.ts:7:3 warning condition-plain: \`if\` is a plain \`false\`, so this never runs: ${why}`,
    hint,
    `workflows-src/a.workflow.ts:9:5 warning condition-plain: \`if\` is a plain \`false\`, so this never runs: ${why}`,
    hint,
    "exit 0",
  ]);
});
conditions.run();

const imports = suite("gen: a forgotten import");
imports("of the language is told apart from a name that is nowhere", async () => {
  const source = (body: string) => `${language}export const a = ${body};\n`;
  assert.equal(
    await gen({
      "a.workflow.ts": source('make("a", plain("one", { if: not(eq(github.ref, "x")) }))'),
      "b.workflow.ts": source('make("b", plain("one", { if: nought(eq(github.ref, "x")) }))'),
    }),
    [
      "workflows-src/a.workflow.ts:5:47 error source-throws: Evaluating workflows-src/a.workflow.ts fails: ReferenceError: not is not defined.",
      'hint: `not` is a part of the language: add it to the import from "@yardmaster/dsl".',
      "workflows-src/b.workflow.ts:5:47 error source-throws: Evaluating workflows-src/b.workflow.ts fails: ReferenceError: nought is not defined.",
      "hint: Correct the line that throws.",
      "exit 2",
    ],
  );
});
imports.run();
