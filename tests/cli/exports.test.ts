import { mkdirSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, workflowSource } from "./repository.ts";

// Whatever a source makes is written, or refused with a sentence: nothing is dropped without a word.

const test = suite("yardmaster: what sources export");

const language = `import { compositeAction, job, run, sh, stepUnit, taskTable, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: null });
const make = (id) => workflow(id, { on, permissions: {}, jobs: [job("j", { "runs-on": "x", steps: [run(sh\`true\`)] })] });
`;

interface Outcome {
  readonly code: number;
  readonly stderr: string;
  /** The stems of the workflows, and other files by their paths. */
  readonly made: readonly string[];
}

async function gen(
  sources: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const entries = Object.entries(sources).map(([name, text]) => [`workflows-src/${name}`, text]);
  const repository = makeRepository(Object.fromEntries(entries));
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(`${repository.root}/${path}`), { recursive: true });
    symlinkSync(target, `${repository.root}/${path}`);
  }
  try {
    const { code, stderr } = await repository.run(["gen"]);
    const made = Object.keys(repository.made())
      .filter((path) => /^\.github\/|^generated\//.test(path))
      .map((path) => /^\.github\/workflows\/(.*)\.yml$/.exec(path)?.[1] ?? path);
    return { code, stderr, made };
  } finally {
    repository.dispose();
  }
}

const clean = (...made: readonly string[]): Outcome => ({ code: 0, stderr: "", made });

test("workflows in lists, maps, sets and objects, at any depth, each once", async () => {
  assert.equal(
    await gen({
      "a.workflow.ts": `${language}
export default make("by-default");
export const list = [make("one"), [make("two")]];
export const named = make("named");
export { named as again };
export const map = { three: make("three"), deep: new Map([["x", new Set([make("four"), named])]]) };
const round: unknown[] = [make("five")];
round.push(round);
export { round };
export * as space from "./space.ts";
export const nothing = null, text = "x", helper = () => make("never-called");
`,
      "space.ts": `${language}export const six = make("six");\n`,
    }),
    clean("by-default", "five", "four", "named", "one", "six", "three", "two"),
  );
});

test("actions and tables of tasks in lists", async () => {
  const steps = "() => ({ steps: [run(sh`true`)] })";
  assert.equal(
    await gen({
      "all.action.ts": `${language}
export const actions = ["a", "b"].map((id) => compositeAction(\`.github/actions/\${id}\`, { name: id, description: id }, ${steps}));
`,
      "all.tasks.ts": `${language}
export const tables = { tasks: taskTable("tasks", {}) };
`,
    }),
    clean(".github/actions/a/action.yml", ".github/actions/b/action.yml", "generated/tasks.json"),
  );
});

test("a promise is refused, wherever it stands", async () => {
  for (const [text, name] of [
    ["export const later = Promise.resolve(1);", "later"],
    ['export default Promise.resolve(make("x"));', "default"],
    ['export const list = [make("x"), { deep: (async () => make("y"))() }];', 'list[1]["deep"]'],
  ] as const) {
    const { code, stderr, made } = await gen({ "a.workflow.ts": `${language}${text}\n` });
    assert.equal([code, made], [1, []]);
    assert.is(
      stderr,
      `workflows-src/a.workflow.ts error export-promised: The export \`${name}\` is a promise, and sources are evaluated in one synchronous step.
  hint: Export the workflow itself; put what has to be fetched into a generated file and import that.
1 error; nothing was written.
`,
    );
  }
});

test("what is made and not exported is refused, at its line", async () => {
  const notExported = (
    place: string,
    path: string,
    frame: string,
  ) => `${place} error document-not-exported: ${path} would be made here, but no source exports it, so it is not written.
${frame}  hint: Export it from a module that ends in .workflow.ts, .action.ts or .tasks.ts, by itself or in a list or map.
`;
  const { code, stderr, made } = await gen({
    "a.workflow.ts": `${language}
export const kept = make("kept");
workflow("lost", { on, permissions: {}, jobs: [] });
class Holder { inside = workflow("held", { on, permissions: {}, jobs: [] }); }
export const holder = new Holder();
`,
    "b.workflow.ts": `import { unit } from "./lib/unit.ts";\n${language}
export const b = workflow("b", { on, permissions: {}, jobs: [job("j", { "runs-on": "x", steps: unit().steps })] });
`,
    "lib/unit.ts": `${language}
export const unit = stepUnit(".github/actions/unit", { name: "U", description: "U", emit: "composite" }, () => ({ steps: [run(sh\`true\`)] }));
`,
  });
  assert.equal([code, made], [2, []]);
  assert.is(
    stderr,
    notExported(
      "workflows-src/a.workflow.ts:6:1",
      ".github/workflows/lost.yml",
      '   6 | workflow("lost", { on, permissions: {}, jobs: [] });\n     | ^^^^^^^^\n',
    ) +
      notExported(
        "workflows-src/a.workflow.ts:7:25",
        ".github/workflows/held.yml",
        '   7 | class Holder { inside = workflow("held", { on, permissions: {}, jobs: [] }); }\n     |                         ^^^^^^^^\n',
      ) +
      notExported(
        "workflows-src/lib/unit.ts:5:21",
        ".github/actions/unit/action.yml",
        '   5 | export const unit = stepUnit(".github/actions/unit", { name: "U", description: "U", emit: "composite" }, () => ({ steps:\n     |                     ^^^^^^^^\n',
      ) +
      "3 errors; nothing was written.\n",
  );
});

test("what another repository's module makes is written there; what is made by it for a source here is not", async () => {
  const theirs = `${language}
import { on as called } from "./triggers.ts";
export const gate = workflow("gate", { on: called, permissions: {}, jobs: [] });
export const shared = workflow("shared", { on: called, permissions: {}, jobs: [] });
export const build = (id) => workflow(id, { on, permissions: {}, jobs: [] });
`;
  const caller = (more: string) => `import { call, fromRepository } from "yardmaster";
import { build, shared } from "../../theirs/shared.ts";
${language}
const remote = fromRepository(shared, { repository: "acme/shared", sha: "${"a".repeat(40)}", version: "v1" });
export const mine = workflow("mine", { on, permissions: {}, jobs: [call("j", remote, {})] });
${more}
`;
  const files = {
    "../../theirs/shared.ts": theirs,
    "../../theirs/triggers.ts":
      'import { triggers } from "yardmaster";\nexport const { on } = triggers({ workflow_call: {} });\n',
  };
  const clear = await gen({ ...files, "a.workflow.ts": caller("") });
  assert.equal(clear, clean("mine"));
  const { code, stderr } = await gen({
    ...files,
    "a.workflow.ts": caller('build("lost");\nworkflow("lost-too", { on, permissions: {}, jobs: [] });'),
  });
  assert.is(code, 2);
  assert.match(stderr, "workflows-src/a.workflow.ts:9:1 error document-not-exported: .github/workflows/lost.yml ");
  assert.match(stderr, "workflows-src/a.workflow.ts:10:1 error document-not-exported: .github/workflows/lost-too.yml ");
  assert.match(stderr, "\n2 errors; nothing was written.\n");
});

test("a module whose only workflow is not exported is told so once", async () => {
  const { stderr } = await gen({ "a.workflow.ts": `${language}make("lost");\n` });
  assert.match(stderr, "error document-not-exported: ");
  assert.match(stderr, "\n1 error; nothing was written.\n");
});

test("a workflow that another source lists stays with the source that exports it", async () => {
  const sources = {
    "a.workflow.ts": `import { b } from "./b.workflow.ts";\n${language}export const a = make("a");\nexport const all = [a, b];\n`,
    "b.workflow.ts": `${language}export const b = make("b");\n`,
  };
  assert.equal(await gen(sources), clean("a", "b"));
  const again = { ...sources, "c.workflow.ts": 'export { b } from "./b.workflow.ts";\n' };
  const { code, stderr } = await gen(again);
  assert.is(code, 2);
  assert.match(
    stderr,
    "error document-exported-twice: What makes .github/workflows/b.yml is exported by workflows-src/b.workflow.ts and again by workflows-src/c.workflow.ts.\n",
  );
});

test("an export that throws when it is read is an exception of its module", async () => {
  const { code, stderr } = await gen({
    "a.workflow.ts": `export const list = {\n  get broken(): never {\n    throw new Error("read");\n  },\n};\n`,
  });
  assert.is(code, 2);
  assert.match(
    stderr,
    "workflows-src/a.workflow.ts:3:11 error source-throws: Evaluating workflows-src/a.workflow.ts fails: Error: read.",
  );
});

test("sources of every ending that modules have, also in hidden folders", async () => {
  const cjs = (id: string) => workflowSource(id).replace("export const made =", "exports.made =");
  assert.equal(
    await gen({
      "a.workflow.ts": workflowSource("a"),
      "b.workflow.mts": workflowSource("b"),
      "c.workflow.cts": cjs("c"),
      "d.workflow.js": workflowSource("d"),
      "e.workflow.mjs": workflowSource("e"),
      "f.workflow.cjs": cjs("f"),
      ".hidden/deep/g.workflow.ts": workflowSource("g"),
      "h.workflow.d.ts": "export declare const h: never;\n",
    }),
    clean("a", "b", "c", "d", "e", "f", "g"),
  );
});

test("a module that a compiler put beside its source is not the source again", async () => {
  assert.equal(
    await gen({
      "a.workflow.ts": workflowSource("a"),
      "a.workflow.js": workflowSource("a"),
      "b.workflow.mts": workflowSource("b"),
      "b.workflow.mjs": workflowSource("b"),
    }),
    clean("a", "b"),
  );
});

test("a name that is almost a source's is refused, beside all other findings", async () => {
  for (const name of [
    "x.workflows.ts",
    "x.workflow.tsx",
    "x.Workflow.ts",
    "x.workflow.TS",
    "x.actions.mts",
    "x.task.js",
  ]) {
    const { code, stderr, made } = await gen({ [name]: workflowSource("x"), "y.workflow.ts": "export const y = 1;\n" });
    assert.equal([code, made], [2, []]);
    assert.match(
      stderr,
      `workflows-src/${name} error source-name: workflows-src/${name} is named almost like a source, and is not read: sources end in .workflow, .action or .tasks, and .ts, .mts, .cts, .js, .mjs or .cjs.\n`,
    );
    assert.match(stderr, "workflows-src/y.workflow.ts error source-exports-nothing: ");
  }
});

test("sources in linked folders and linked files", async () => {
  const shared = { "../shared/s.workflow.ts": workflowSource("s"), "../one/o.workflow.ts": workflowSource("o") };
  assert.equal(
    await gen(
      { ...shared, "a.workflow.ts": workflowSource("a") },
      {
        "workflows-src/linked": "../shared",
        "workflows-src/o.workflow.ts": "../one/o.workflow.ts",
        "workflows-src/round": ".",
      },
    ),
    clean("a", "o", "s"),
  );
});

test("one file behind two links is exported twice; a link to nothing is refused", async () => {
  const { code, stderr } = await gen(
    { "../shared/s.workflow.ts": workflowSource("s"), "x.workflow.ts": "export const x = 1;\n" },
    {
      "workflows-src/one": "../shared",
      "workflows-src/two": "../shared",
      "workflows-src/dangling.workflow.ts": "../shared/missing.ts",
    },
  );
  assert.is(code, 2);
  assert.match(
    stderr,
    "error document-exported-twice: What makes .github/workflows/s.yml is exported by workflows-src/one/s.workflow.ts and again by workflows-src/two/s.workflow.ts.\n",
  );
  assert.match(
    stderr,
    "workflows-src/dangling.workflow.ts error source-missing: workflows-src/dangling.workflow.ts is a link to something that is not there, or is no file.\n",
  );
  assert.match(stderr, "workflows-src/x.workflow.ts error source-exports-nothing: ");
});

test.run();
