import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeFiles } from "@yardmaster/compiler";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type RunOptions, type TestRepository, workflowSource } from "./repository.ts";

const test = suite("remembered runs");

const cacheFolder = "node_modules/.cache/yardmaster";
/** Typed sources with what a module can lean on: another module, a file, and data that others write. */
const content = {
  "package.json": '{ "scripts": {} }',
  "workflows-src/shared.ts": 'export const runner = "ubuntu-24.04";\n',
  "workflows-src/a.sh": "echo a\n",
  "workflows-src/a.workflow.ts": `import { job, run, scriptFile, triggers, workflow } from "yardmaster";
import { runner } from "./shared.ts";
const { on } = triggers({ push: null });
const jobs = [job("a", { "runs-on": runner, steps: [run(scriptFile("workflows-src/a.sh"))] })];
export const a = workflow("a", { on, permissions: {}, jobs });
`,
  "workflows-src/b.workflow.ts": `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: null });
const jobs = [job("b", { "runs-on": "ubuntu-24.04", steps: [run(sh\`echo b\`)] })];
export const b = workflow("b", { on, permissions: {}, jobs });
`,
};

/** A repository that remembers its runs, and the same one that does not. */
interface Pair {
  readonly remembering: TestRepository;
  readonly plain: TestRepository;
  /** Runs both. @throws when they differ in what they say, return or write. @returns whether the first was only recalled. */
  readonly run: (argv: readonly string[], options?: RunOptions) => Promise<"recalled" | "run">;
  /** The same. @returns how many texts the first has given to GitHub's parser. */
  readonly checksOf: (argv: readonly string[]) => Promise<number>;
  readonly write: (path: string, text: string | Uint8Array) => void;
  readonly remove: (path: string) => void;
}

/** A run begins after what was written before it; the tests take no time to wait for that. */
const later = () => new Date(Date.now() + 60_000);

async function inPair(
  act: (pair: Pair) => Promise<void>,
  files: Readonly<Record<string, string>> = content,
): Promise<void> {
  const [remembering, plain] = [makeRepository(files), makeRepository(files)];
  const runBoth = async (argv: readonly string[], options: RunOptions = {}) => {
    let checks = 0;
    const checkText = async () => {
      checks++;
      return [];
    };
    const expected = await plain.run(argv, { ...options, checkText });
    const all = checks;
    checks = 0;
    const found = await remembering.run(argv, {
      program: "test",
      now: later(),
      ...options,
      checkText,
    });
    assert.equal(found, expected);
    assert.equal(madeIn(remembering), madeIn(plain));
    return { all, checks };
  };
  try {
    await act({
      remembering,
      plain,
      run: async (argv, options) => {
        const { all, checks } = await runBoth(argv, options);
        return checks === 0 && all > 0 ? "recalled" : "run";
      },
      checksOf: async (argv) => (await runBoth(argv)).checks,
      write: (path, text) => {
        for (const repository of [remembering, plain]) repository.write(path, text);
      },
      remove: (path) => {
        for (const repository of [remembering, plain]) repository.remove(path);
      },
    });
  } finally {
    remembering.dispose();
    plain.dispose();
  }
}

function madeIn(repository: TestRepository): unknown {
  return Object.entries(repository.made()).filter(([path]) => !path.startsWith("node_modules/"));
}

function cacheFiles({ root }: TestRepository): readonly string[] {
  const folder = join(root, cacheFolder);
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name !== "made.json")
        .map((name) => join(folder, name))
    : [];
}

test("says again what an unchanged repository came to, from the second run on", () =>
  inPair(async ({ run }) => {
    assert.is(await run(["gen"]), "run");
    assert.is(await run(["gen"]), "recalled");
    assert.is(await run(["gen"]), "recalled");
    assert.is(await run(["check", "--no-types"]), "run");
    assert.is(await run(["check", "--no-types"]), "recalled");
    assert.is(await run(["check", "--no-types", "--format", "json"]), "run");
  }));

test("the language that was built before makes what the one that is bundled with the sources makes", () =>
  inPair(async ({ plain, remembering, write }) => {
    const sources = [content["workflows-src/b.workflow.ts"], "export const w = 1 +;", 'throw new Error("no");'];
    const misspelled = 'import { workflo } from "yardmaster";\nexport const w = workflo();\n';
    for (const text of [...sources, misspelled]) {
      write("workflows-src/b.workflow.ts", text);
      assert.equal(await remembering.run(["gen"]), await plain.run(["gen"], { isPrebuilt: false }));
      assert.equal(madeIn(remembering), madeIn(plain));
    }
  }));

const changes: Readonly<Record<string, (pair: Pair) => void>> = {
  "a source": ({ write }) =>
    write("workflows-src/b.workflow.ts", content["workflows-src/b.workflow.ts"].replace("echo b", "echo c")),
  "a module that sources import": ({ write }) =>
    write("workflows-src/shared.ts", 'export const runner = "ubuntu-22.04";\n'),
  "a file that a source reads": ({ write }) => write("workflows-src/a.sh", "echo b\n"),
  "a new source": ({ write }) =>
    write("workflows-src/c.workflow.ts", content["workflows-src/b.workflow.ts"].replaceAll('"b"', '"c"')),
  "a source that went": ({ remove }) => remove("workflows-src/b.workflow.ts"),
  "a file that was edited by hand": ({ write }) => write(".github/workflows/a.yml", "on: push\n"),
  "a generated file that went": ({ remove }) => remove(".github/workflows/a.yml"),
  "a workflow by hand": ({ write }) => write(".github/workflows/hand.yml", "on: push\njobs: {}\n"),
  "what people run here": ({ write }) => write("package.json", '{ "scripts": { "gen:workflows": "yardmaster gen" } }'),
  "the compiler's settings": ({ write }) => write("tsconfig.json", '{ "compilerOptions": { "strict": true } }'),
  "a module that would be taken first": ({ write }) => write("workflows-src/shared.js", "export const runner = 1;\n"),
};
for (const [name, change] of Object.entries(changes)) {
  test(`runs again after a change of ${name}`, () =>
    inPair(async (pair) => {
      for (const argv of [["gen"], ["gen"], ["check", "--no-types"], ["check", "--no-types"]]) await pair.run(argv);
      change(pair);
      assert.is(await pair.run(["check", "--no-types"]), "run");
      assert.is(await pair.run(["gen"]), "run");
      await pair.run(["gen"]);
      await pair.run(["check", "--no-types"]);
    }));
}

test("runs again for a terminal, another zone or language, and where colours are asked for", () =>
  inPair(async ({ run }) => {
    for (const _ of [1, 2]) await run(["check", "--no-types"]);
    assert.is(await run(["check", "--no-types"], { isTerminal: true }), "run");
    assert.is(await run(["check", "--no-types"], { isTerminal: true }), "recalled");
    assert.is(await run(["check", "--no-types"], { isTerminal: true, env: { NO_COLOR: "1" } }), "run");
    for (const name of ["TZ", "LANG", "LC_ALL"]) {
      assert.is(
        await run(["check", "--no-types"], { isTerminal: true, env: { NO_COLOR: "1", [name]: "x" } }),
        "run",
        name,
      );
    }
  }));

test("remembers a run with drift and findings as well, and says them again", () =>
  inPair(async ({ run, write }) => {
    await run(["gen"]);
    write(".github/workflows/a.yml", "on: push\n");
    assert.is(await run(["check", "--no-types"]), "run");
    assert.is(await run(["check", "--no-types"]), "recalled");
    assert.is(await run(["gen"]), "run");
    assert.is(await run(["gen"]), "run");
  }));

const remembered: Readonly<Record<string, (path: string, text: string) => void>> = {
  deleted: (path) => rmSync(path),
  empty: (path) => writeFileSync(path, ""),
  "cut off": (path, text) => writeFileSync(path, text.slice(0, text.length / 2)),
  changed: (path, text) => writeFileSync(path, text.replace("unchanged", "untouched")),
  "of another kind": (path) => writeFileSync(path, '{"outcome":{"code":3}}'),
  "a folder": (path) => {
    rmSync(path);
    mkdirSync(path);
  },
};
for (const [name, damage] of Object.entries(remembered)) {
  test(`runs as if there were none where what it remembered is ${name}`, () =>
    inPair(async ({ run, remembering }) => {
      for (const _ of [1, 2]) await run(["gen"]);
      for (const path of cacheFiles(remembering)) damage(path, readFileSync(path, "utf8"));
      assert.is(await run(["gen"]), "run");
      assert.is(await run(["gen"]), name === "a folder" ? "run" : "recalled");
    }));
}

test("takes nothing that another program remembers", () =>
  inPair(async ({ run }) => {
    for (const _ of [1, 2]) await run(["gen"]);
    assert.is(await run(["gen"], { program: "other" }), "run");
    assert.is(await run(["gen"], { program: "other" }), "recalled");
  }));

const impure: Readonly<Record<string, string>> = {
  "the time": "export const at = Date.now();",
  "an instant in the host's zone": "export const at = new Date(0).getHours();",
  chance: "export const at = Math.random();",
  "the environment": "export const at = process.env.HOME;",
  "the environment by way of globalThis": "export const at = globalThis.process.env.HOME;",
  "the machine": 'import { cpus } from "node:os"; export const at = cpus();',
  "files by itself":
    'import { readFileSync } from "node:fs"; export const at = readFileSync(process.cwd() + "/package.json");',
  "a language's rules": "export const at = new Intl.NumberFormat().format(1);",
  "code made of text": 'export const at = new Function("return 1")();',
};
for (const [name, text] of Object.entries(impure)) {
  test(`remembers no run of a source that asks for ${name}`, () =>
    inPair(
      async ({ run, remembering }) => {
        for (const _ of [1, 2, 3]) assert.is(await run(["gen"]), "run");
        assert.equal(cacheFiles(remembering), []);
      },
      { ...content, "workflows-src/b.workflow.ts": `${text}\n${content["workflows-src/b.workflow.ts"]}` },
    ));
}

test("remembers no run of a source that prints: it prints each time", () =>
  inPair(
    async ({ run }) => {
      for (const _ of [1, 2, 3]) assert.is(await run(["gen"]), "run");
    },
    { ...content, "workflows-src/b.workflow.ts": `console.log("b");\n${content["workflows-src/b.workflow.ts"]}` },
  ));

test("remembers no run during which a file changed", () =>
  inPair(async ({ run }) => {
    const now = new Date(Date.now() - 60_000);
    for (const _ of [1, 2, 3]) assert.is(await run(["gen"], { now }), "run");
    assert.is(await run(["gen"]), "run");
    assert.is(await run(["gen"]), "recalled");
  }));

test("a source that comes while a run writes is made by the next one", () =>
  inPair(async ({ remembering: { run, write, root } }) => {
    let isThere = false;
    const rename: typeof nodeFiles.rename = async (from, to) => {
      await nodeFiles.rename(from, to);
      if (!isThere) write("workflows-src/c.workflow.ts", workflowSource("c"));
      isThere = true;
    };
    const options = { program: "test", now: later() };
    assert.match((await run(["gen"], { ...options, files: { rename } })).stdout, "2 files: 2 created");
    assert.ok(isThere);
    assert.match((await run(["gen"], options)).stdout, "3 files: 1 created, 2 unchanged");
    assert.ok(existsSync(join(root, ".github/workflows/c.yml")));
  }));

/** Sources that know nothing of each other, but for two that share a module which counts. */
const manySources: Readonly<Record<string, string>> = {
  "package.json": "{}",
  "generated/actions.ts": 'export const runner = "ubuntu-24.04";\n',
  "workflows-src/count.ts": "let last = 0;\nexport const next = () => String(++last);\n",
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((number) => [`workflows-src/w${number}.workflow.ts`, independent(`w${number}`)]),
  ),
  ...Object.fromEntries(
    ["counted-a", "counted-b"].map((id) => [
      `workflows-src/${id}.workflow.ts`,
      independent(id, `"count " + next()`, 'import { next } from "./count.ts";'),
    ]),
  ),
};

function independent(id: string, name = JSON.stringify(id), imports = ""): string {
  return `import { job, run, sh, triggers, workflow } from "yardmaster";
import { runner } from "../generated/actions.ts";
${imports}
const { on } = triggers({ push: null });
const jobs = [job("a", { "runs-on": runner, steps: [run(sh\`echo a\`)] })];
export const w = workflow(${JSON.stringify(id)}, { name: ${name}, on, permissions: {}, jobs });
`;
}

test("compiles only what a change can reach", () =>
  inPair(async ({ checksOf, write }) => {
    assert.is(await checksOf(["gen"]), 8);
    write("workflows-src/w3.workflow.ts", independent("w3", '"third"'));
    assert.is(await checksOf(["gen"]), 1);
    assert.is(await checksOf(["gen"]), 0);
    write("workflows-src/w3.workflow.ts", independent("w3", '"again"'));
    write("workflows-src/w4.workflow.ts", independent("w4", '"fourth"'));
    assert.is(await checksOf(["gen"]), 2);
    write(
      "workflows-src/counted-b.workflow.ts",
      independent("counted-b", '"then " + next()', 'import { next } from "./count.ts";'),
    );
    assert.is(await checksOf(["gen"]), 2);
    write("workflows-src/count.ts", "let last = 5;\nexport const next = () => String(++last);\n");
    assert.is(await checksOf(["gen"]), 2);
    write("generated/actions.ts", 'export const runner = "ubuntu-22.04";\n');
    assert.is(await checksOf(["gen"]), 8);
    assert.is(await checksOf(["gen"]), 0);
  }, manySources));

const reaching: Readonly<Record<string, (text: string) => string>> = {
  "begins to share a module": () => independent("w3", '"w" + next()', 'import { next } from "./count.ts";'),
  "takes another id": () => independent("other"),
  "takes the id of another": () => independent("w2"),
  "cannot be called any more": (text) => text.replace("const jobs", "const jobs = 1;"),
  throws: (text) => `${text}throw new Error("no");\n`,
  prints: (text) => `${text}console.log("here");\n`,
  "asks for the time": (text) => `${text}export const at = Date.now();\n`,
  "makes two files": (text) => `${text}export const x = workflow("x", { on, permissions: {}, jobs });\n`,
  "makes one that it does not export": (text) => `${text}workflow("x", { on, permissions: {}, jobs });\n`,
  "can be called by others": (text) => text.replace("{ push: null }", "{ push: null, workflow_call: null }"),
  "waits for others": (text) =>
    text.replace("{ push: null }", '{ workflow_run: { workflows: ["nobody"], types: ["completed"] } }'),
  "calls another": (text) =>
    text.replace(
      "const jobs",
      'import { call } from "yardmaster";\nimport { w as other } from "./w2.workflow.ts";\nconst jobs',
    ),
  warns: (text) => text.replace("echo a", 'echo "::set-output name=a::b"'),
};
for (const [name, change] of Object.entries(reaching)) {
  test(`compiles all where a source ${name}`, () =>
    inPair(async ({ checksOf, write }) => {
      await checksOf(["gen"]);
      const text = independent("w3");
      write("workflows-src/w3.workflow.ts", change(text));
      await checksOf(["gen"]);
      await checksOf(["gen"]);
      write("workflows-src/w3.workflow.ts", text);
      await checksOf(["gen"]);
      await checksOf(["gen"]);
    }, manySources));
}

test("remembers the first run of all, by the machine's own clock: making .github changes the root's folder", () =>
  inPair(async ({ run }) => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const clock = () => new Date();
    assert.is(await run(["gen"], { now: clock() }), "run");
    assert.is(await run(["gen"], { now: clock() }), "recalled");
  }));

test("remembers nothing where there are no installed packages", () =>
  inPair(async ({ run, remembering, plain }) => {
    for (const { root } of [remembering, plain]) rmSync(join(root, "node_modules"), { recursive: true });
    for (const _ of [1, 2, 3]) assert.is(await run(["gen"]), "run");
    assert.equal(cacheFiles(remembering), []);
  }));

test.run();
