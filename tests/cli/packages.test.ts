import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, workflowSource } from "./repository.ts";

// Packages are loaded by Node itself; the author's own modules, and packages that use the language, are bundled.

const test = suite("yardmaster: packages in sources");

type Files = Readonly<Record<string, string>>;

/** A workflow whose name is a text that comes out of a package. */
const named = (imports: string, value: string) =>
  `${imports}\n${workflowSource("a", "push", `model: { name: String(${value}), on: "push", jobs: {} },`)}`;

const esm = (name: string, text: string): Files => ({
  [`node_modules/${name}/package.json`]: `{ "name": "${name}", "exports": "./index.js", "type": "module" }`,
  [`node_modules/${name}/index.js`]: text,
});
const cjs = (name: string, text: string): Files => ({
  [`node_modules/${name}/package.json`]: `{ "name": "${name}", "main": "./index.js" }`,
  [`node_modules/${name}/index.js`]: text,
});

interface Links {
  readonly [path: string]: string;
}

async function gen(files: Files, links: Links = {}) {
  const repository = makeRepository(files);
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(`${repository.root}/${path}`), { recursive: true });
    symlinkSync(target, `${repository.root}/${path}`);
  }
  try {
    const { code, stderr } = await repository.run(["gen"]);
    const text = repository.made()[".github/workflows/a.yml"];
    return { code, stderr, name: text && /^name: (.*)$/m.exec(text)?.[1] };
  } finally {
    repository.dispose();
  }
}

const works = (name: string) => ({ code: 0, stderr: "", name });

test("that await at their top, and read import.meta", async () => {
  const files = {
    ...esm(
      "modern",
      'import { readFile } from "node:fs/promises";\nexport const text = await readFile(new URL("text.txt", import.meta.url), "utf8");\nexport default 1;\n',
    ),
    "node_modules/modern/text.txt": "from a file",
    "workflows-src/a.workflow.ts": named('import one, { text } from "modern";', "text + one"),
  };
  assert.equal(await gen(files), works("from a file1"));
});

test("a language beside the sources that is another thing, lacks a part, or throws, is told once, and nothing is written", async () => {
  const told = (error: string) => ({
    code: 2,
    stderr: `error package-unloadable: The package "yardmaster" cannot be loaded: ${error}
  hint: The mistake is in the package or its installation: mend that, or take another version.
1 error; nothing was written.
`,
    name: undefined,
  });
  const sources = {
    "workflows-src/a.workflow.ts": workflowSource("a"),
    "workflows-src/b.workflow.ts": 'import { sh } from "yardmaster";\nexport const b = sh;\n',
  };
  assert.equal(
    await gen({ ...sources, ...esm("yardmaster", "export const sh = 1;\n") }),
    told('No matching export in "node_modules/yardmaster/index.js" for import "collectDocuments".'),
  );
  assert.equal(
    await gen({ ...sources, ...esm("yardmaster", 'export { sh, collectDocuments } from "./not-there.js";\n') }),
    told('node_modules/yardmaster/index.js:1: Could not resolve "./not-there.js".'),
  );
  const throwing = (statement: string) =>
    gen({ ...sources, ...esm("yardmaster", `export const sh = 1, collectDocuments = () => [];\n${statement}\n`) });
  assert.equal(await throwing('throw new TypeError("on load");'), told("TypeError: on load."));
  assert.equal(await throwing("process.exit(0);"), told("SourceExit: process.exit(0)."));
  assert.equal(await throwing("throw undefined;"), told("undefined."));
});

test("a language beside the sources that throws leaves it open what there should be: nothing counts as too much", async () => {
  const { run, write, dispose } = makeRepository({ "workflows-src/a.workflow.ts": workflowSource("a") });
  assert.is((await run(["gen"])).code, 0);
  const broken = esm(
    "yardmaster",
    'export const workflow = 1, collectDocuments = () => [];\nthrow new Error("on load");\n',
  );
  for (const [path, text] of Object.entries(broken)) write(path, text);
  assert.equal(await run(["check"]), {
    code: 2,
    stdout: `error package-unloadable: The package "yardmaster" cannot be loaded: Error: on load.
  hint: The mistake is in the package or its installation: mend that, or take another version.
0 files; 1 finding
`,
    stderr: "",
  });
  dispose();
});

test("of CommonJS that read __dirname, by every form of import", async () => {
  const files = cjs(
    "classic",
    'exports.text = require("node:path").basename(__dirname);\nexports.file = require("node:path").basename(__filename);\n',
  );
  const value = (imports: string, text: string) =>
    gen({ ...files, "workflows-src/a.workflow.ts": named(imports, text) });
  assert.equal(await value('import { text, file } from "classic";', "text + file"), works("classicindex.js"));
  assert.equal(await value('import * as all from "classic";', "all.text"), works("classic"));
  assert.equal(await value('import whole from "classic";', "whole.text"), works("classic"));
  assert.equal(
    await gen({
      ...files,
      "workflows-src/a.workflow.cjs": named('const c = require("classic");', "c.text").replace(
        "export const made =",
        "exports.made =",
      ),
    }),
    works("classic"),
  );
});

test("compiled from ES modules to CommonJS, with the default that TypeScript sees", async () => {
  const files = cjs("compiled", 'exports.__esModule = true;\nexports.default = "the default";\n');
  const source = named('import value from "compiled";', "value");
  assert.equal(await gen({ ...files, "workflows-src/a.workflow.ts": source }), works("the default"));
});

test("with conditions: what Node would take", async () => {
  const files = {
    "node_modules/dual/package.json":
      '{ "name": "dual", "exports": { "module": "./m.mjs", "import": "./i.mjs", "require": "./r.cjs" } }',
    "node_modules/dual/m.mjs": 'export const which = "module";\n',
    "node_modules/dual/i.mjs": 'export const which = "import";\n',
    "node_modules/dual/r.cjs": 'exports.which = "require";\n',
  };
  assert.equal(
    await gen({ ...files, "workflows-src/a.workflow.ts": named('import { which } from "dual";', "which") }),
    works("import"),
  );
});

test("their JSON, and their TypeScript, which Node would refuse", async () => {
  const files = {
    "node_modules/data/package.json": '{ "name": "data", "version": "1.2.3" }',
    "node_modules/data/index.ts": 'export const text: string = "typed";\n',
    "workflows-src/a.workflow.ts": named(
      'import manifest from "data/package.json";\nimport { text } from "data/index.ts";',
      "manifest.version + text",
    ),
  };
  assert.equal(await gen(files), works("1.2.3typed"));
});

test("found from the source's own place, also below a linked workspace, whose own modules are bundled", async () => {
  const files = {
    "tools/shared/package.json": '{ "name": "shared", "exports": "./index.ts" }',
    "tools/shared/index.ts": 'import { text } from "only-there";\nexport const shared: string = `${text}!`;\n',
    "tools/shared/node_modules/only-there/package.json": '{ "exports": "./index.mjs" }',
    "tools/shared/node_modules/only-there/index.mjs": 'export const text = await "there";\n',
    "workflows-src/a.workflow.ts": named('import { shared } from "shared";', "shared"),
  };
  assert.equal(await gen(files, { "node_modules/shared": "../tools/shared" }), works("there!"));
});

const language = fileURLToPath(new URL("../../packages/dsl", import.meta.url));

test("that use the language, or need one that does, share it with the sources", async () => {
  const files = {
    "node_modules/builders/package.json":
      '{ "name": "builders", "type": "module", "exports": "./index.js", "dependencies": { "steps": "1" } }',
    "node_modules/builders/index.js":
      'import { job, workflow } from "yardmaster";\nimport { step } from "steps";\nexport const make = (id, on) => workflow(id, { on, name: "Built", jobs: [job("j", { "runs-on": "ubuntu-24.04", steps: [step()] })] });\n',
    "node_modules/steps/package.json":
      '{ "name": "steps", "type": "module", "exports": "./index.js", "peerDependencies": { "yardmaster": "*" } }',
    "node_modules/steps/index.js": 'import { run, sh } from "yardmaster";\nexport const step = () => run(sh`true`);\n',
    "workflows-src/a.workflow.ts":
      'import { triggers } from "yardmaster";\nimport { make } from "builders";\nexport const a = make("a", triggers({ push: null }).on);\n',
  };
  assert.equal(await gen(files), works("Built"));
  assert.equal(await gen(files, { "node_modules/yardmaster": language }), works("Built"));
});

const importer = (name: string, id = "a") =>
  `import { x } from "${name}";\n${workflowSource(id, "push", "header: [String(x)],")}`;

test("that throw when they are loaded: the package is named once, and no hint is for the author's code", async () => {
  const { code, stderr } = await gen({
    ...esm("broken", 'export const x = 1;\nthrow new TypeError("on load");\n'),
    "workflows-src/a.workflow.ts": importer("broken"),
    "workflows-src/b.workflow.ts": importer("broken", "b"),
    "workflows-src/c.workflow.ts": "export const c = String(undefined_name);\n",
  });
  assert.is(code, 2);
  assert.is(
    stderr,
    `workflows-src/a.workflow.ts:1:19 error package-unloadable: The package "broken" cannot be loaded: TypeError: on load.
   1 | import { x } from "broken";
     |                   ^^^^^^^^
  hint: The mistake is in the package or its installation: mend that, or take another version.
workflows-src/c.workflow.ts:1:25 error source-throws: Evaluating workflows-src/c.workflow.ts fails: ReferenceError: undefined_name is not defined.
   1 | export const c = String(undefined_name);
     |                         ^^^^^^^^^^^^^^
  hint: Correct the line that throws.
2 errors; nothing was written.
`,
  );
});

test("that need a package which is missing, or end the process", async () => {
  const said = async (files: Files, name: string) =>
    (await gen({ ...files, "workflows-src/a.workflow.ts": importer(name) })).stderr.split("\n")[0];
  assert.match(
    (await said(esm("needy", 'import "not-installed";\nexport const x = 1;\n'), "needy")) ?? "",
    /^workflows-src\/a\.workflow\.ts:1:19 error package-unloadable: The package "needy" cannot be loaded: Error: Cannot find package 'not-installed' imported from <?[^ ]*node_modules\/needy\/index\.js\.$/,
  );
  assert.is(
    await said(cjs("quits", "process.exit(0);\n"), "quits"),
    'workflows-src/a.workflow.ts:1:19 error package-unloadable: The package "quits" cannot be loaded: SourceExit: process.exit(0).',
  );
});

test("that throw, or are missing, may be tried for", async () => {
  const attempt = (name: string) =>
    named(`let found = "without";\ntry {\n  found = require("${name}").x;\n} catch {}`, "found");
  const broken = cjs("broken", 'throw new Error("on load");\n');
  assert.equal(await gen({ ...broken, "workflows-src/a.workflow.ts": attempt("broken") }), works("without"));
  assert.equal((await gen({ "workflows-src/a.workflow.ts": attempt("absent") })).name, "without");
});

test("that print do so to standard error, once", async () => {
  const repository = makeRepository({
    ...esm("chatty", 'console.log("hello");\nprocess.stdout.write("there\\n");\nexport const x = 1;\n'),
    "workflows-src/a.workflow.ts": importer("chatty"),
    "workflows-src/b.workflow.ts": "export const b = 1;\n",
  });
  const { stdout, stderr } = await repository.run(["gen"]);
  repository.dispose();
  assert.is(stdout, "");
  assert.match(stderr, /^hello\nthere\nworkflows-src\/b\.workflow\.ts error source-exports-nothing: /);
  assert.is(stderr.match(/hello/g)?.length, 1);
});

test("own modules that read __dirname are told what to do instead", async () => {
  for (const name of ["__dirname", "__filename"]) {
    const { code, stderr } = await gen({
      "workflows-src/lib/here.ts": `export const here: string = String(${name});\n`,
      "workflows-src/a.workflow.ts": named('import { here } from "./lib/here.ts";', "here"),
    });
    assert.is(code, 2);
    assert.is(
      stderr,
      `workflows-src/lib/here.ts:1:36 error source-dirname: The module reads \`${name}\`, which has no meaning in a bundled source.
   1 | export const here: string = String(${name});
     |                                    ${"^".repeat(name.length)}
  hint: Import the file you need, or write its path relative to the repository's root.
1 error; nothing was written.
`,
    );
  }
});

test("a package of packages loaded before is loaded once, whatever the number of sources", async () => {
  const sources = Object.fromEntries(
    ["a", "b", "c"].map((id) => [`workflows-src/${id}.workflow.ts`, importer("counts", id)]),
  );
  const repository = makeRepository({
    ...esm(
      "counts",
      "globalThis.countOfLoads = (globalThis.countOfLoads ?? 0) + 1;\nexport const x = globalThis.countOfLoads;\n",
    ),
    ...sources,
  });
  const { code } = await repository.run(["gen"]);
  const made = Object.entries(repository.made()).filter(([path]) => path.startsWith(".github/"));
  repository.dispose();
  assert.is(code, 0);
  assert.equal(
    made.map(([, text]) => text.includes("\n# 1\n")),
    [true, true, true],
  );
});

test("the library that the language also takes", async () => {
  const library = fileURLToPath(new URL("../../node_modules/@github-actions-workflow-ts/lib", import.meta.url));
  const repository = makeRepository({
    "workflows-src/a.workflow.ts": `import { NormalJob, Workflow } from "@github-actions-workflow-ts/lib";
export const list = [new Workflow("a", { name: "In a list", on: "push" }).addJob(new NormalJob("j", { "runs-on": "x" }))];
`,
  });
  mkdirSync(`${repository.root}/node_modules/@github-actions-workflow-ts`, { recursive: true });
  cpSync(library, `${repository.root}/node_modules/@github-actions-workflow-ts/lib`, { recursive: true });
  const { code, stderr } = await repository.run(["gen"]);
  const made = Object.keys(repository.made()).filter((path) => path.startsWith(".github"));
  repository.dispose();
  assert.equal([code, stderr, made], [0, "", [".github/workflows/a.yml"]]);
});

test.run();
