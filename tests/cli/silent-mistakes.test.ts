import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

// What TypeScript lets pass, and would come out as another workflow than the author wrote.

const language = `import { call, eq, fromRepository, job, requiredCheck, run, sh, triggers, workflow } from "yardmaster";
const { on, github } = triggers({ push: null, workflow_call: {} });
const make = (id, ...jobs) => workflow(id, { on, permissions: {}, jobs });
const plain = (id, options = {}) => job(id, { "runs-on": "x", steps: [run(sh\`true\`)], ...options });
`;

/** What `gen` says, a line a finding, and whether it wrote. */
async function gen(sources: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const entries = Object.entries(sources).map(([name, text]) => [
    name.startsWith("node_modules/") ? name : `workflows-src/${name}`,
    text,
  ]);
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
      'hint: `not` is a part of the language: add it to the import from "yardmaster".',
      "workflows-src/b.workflow.ts:5:47 error source-throws: Evaluating workflows-src/b.workflow.ts fails: ReferenceError: nought is not defined.",
      "hint: Correct the line that throws.",
      "exit 2",
    ],
  );
});
imports.run();

const jobs = suite("gen: a job that is in no workflow");
const idle = (place: string, id: string) => [
  `workflows-src/${place} warning job-in-no-workflow: The job "${id}" is in no workflow, so it is not written.`,
  "hint: Add it to `jobs` of its workflow, or take it out.",
];
jobs("gets a warning where it is made, also by a function or in one", async () => {
  const pin = `{ repository: "o/r", sha: "${"a".repeat(40)}", version: "v1" }`;
  assert.equal(
    await gen({
      "a.workflow.ts": `${language}const late = plain("late");
const two = job("two", { "runs-on": "x", steps: [run(sh\`true\`)] });
export const a = make("a", plain("one"));
export const b = both("b");
export const c = both("c");
function both(id) {
  const forgotten = plain("forgotten");
  return make(id, plain("three"));
}
`,
      "d.workflow.ts": `${language}import { lint } from "./shared.ts";
export const d = make("d", plain("one"));
export const other = { lint, call: call("call", fromRepository(d, ${pin})) };
`,
      "shared.ts": `${language}export const lint = plain("lint");\n`,
    }),
    [
      ...idle("a.workflow.ts:5:14", "late"),
      ...idle("a.workflow.ts:6:13", "two"),
      ...idle("a.workflow.ts:11:21", "forgotten"),
      ...idle("d.workflow.ts:7:36", "call"),
      ...idle("shared.ts:5:21", "lint"),
      "exit 0",
    ],
  );
});
jobs("is nothing to tell of among what one call makes, and where it is in a workflow of another source", async () => {
  assert.equal(
    await gen({
      "a.workflow.ts": `${language}import { forB, standard } from "./shared.ts";
const { lint } = standard();
const all = ["x", "y", "z"].map((id) => plain(id));
export const a = make("a", lint, ...all.slice(1));
export const b = make("b", lint, requiredCheck("done", [lint]), call("a", a));
export { forB };
`,
      "c.workflow.ts": `${language}import { forB } from "./shared.ts";
export const c = make("c", forB);
`,
      "shared.ts": `${language}export const forB = plain("for-b");
export const standard = () => ({ lint: plain("lint"), test: plain("test") });
`,
    }),
    ["exit 0"],
  );
});
jobs("is nothing to tell of beside an error, which may be why", async () => {
  const late = `${language}\nconst late = plain("late");\n`;
  const told = async (sources: Readonly<Record<string, string>>) =>
    (await gen(sources)).filter((line) => line.includes("job-in-no-workflow"));
  assert.equal(await told({ "a.workflow.ts": `${late}export const a = make("a", missing);\n` }), []);
  assert.equal(await told({ "a.workflow.ts": late }), []);
  assert.equal(await told({ "a.workflow.ts": `${late}export const a = make("a", undefined);\n` }), []);
  assert.equal(
    await told({ "a.workflow.ts": `${late}export const a = make("a", plain("one", { needs: [late] }));\n` }),
    [],
  );
});
jobs("is nothing to tell of where a package offers it", async () => {
  const manifest =
    '{ "name": "offers", "type": "module", "exports": "./index.js", "peerDependencies": { "yardmaster": "*" } }';
  assert.equal(
    await gen({
      "node_modules/offers/package.json": manifest,
      "node_modules/offers/index.js": `${language}
export const lint = plain("lint"), test = plain("test"), set = () => [plain("one"), plain("two")];
`,
      "a.workflow.ts": `${language}import { lint, set } from "offers";
const [one] = set();
const [lost] = set();
export const a = make("a", lint, one);
`,
    }),
    [...idle("a.workflow.ts:7:16", "one"), ...idle("a.workflow.ts:7:16", "two"), "exit 0"],
  );
});
jobs.run();
