import { spawnSync } from "node:child_process";
import { mkdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { installPackage, writeFiles } from "../helpers/packed.ts";

// Declarations as a project sees them that has installed the tarball, under its own settings.

const root = fileURLToPath(new URL("../..", import.meta.url));
const source = `import { eq, job, run, sh, triggers, workflow } from "yardmaster";
const { on, github } = triggers({ pull_request: { types: ["opened"] } });
const look = run({ id: "look", outputs: ["found"] }, sh\`./look \${github.event.pull_request.title}\`);
const first = job("first", { "runs-on": "ubuntu-24.04", outputs: { found: look.outputs.found }, steps: [look] });
const second = job("second", { "runs-on": "ubuntu-24.04", if: eq(first.outputs.found, "true"), steps: [run(sh\`./act\`)] });
export const hello = workflow("hello", { on, permissions: {}, jobs: [first, second] });
`;
const library = `import { compile, type Host, nodeFiles, runYardmaster } from "yardmaster/api";
import { loadRepository, matchesGoldenFile, runs, simulate } from "yardmaster/testing";
export const all = [compile, nodeFiles, runYardmaster, loadRepository, matchesGoldenFile, runs, simulate];
export type { Host };
`;
const resolutions = {
  nodenext: { module: "nodenext" },
  bundler: { module: "preserve", moduleResolution: "bundler" },
};

const test = suite("types of the installed package");
let folder = "";
test.before(() => {
  folder = installPackage();
  writeFiles(folder, { "a/hello.workflow.ts": source, "b/library.ts": library });
});
test.after(() => rmSync(folder, { recursive: true, force: true }));

for (const [name, options] of Object.entries(resolutions)) {
  test(`a source is checked with ${name}, declarations of libraries too, and nothing is lost`, () => {
    assert.is(compile(["a/hello.workflow.ts"], { ...options, skipLibCheck: false }).output, "");
    writeFiles(folder, { "a/wrong.ts": source.replace("event.pull_request.title", "event.pull_request.titel") });
    const { output } = compile(["a/wrong.ts"], { ...options, skipLibCheck: true });
    assert.match(output, /^a\/wrong\.ts\(3,\d+\): error TS2551: .*Did you mean 'title'\?$/m);
  });
  test(`the library and the matchers are found with ${name}`, () => {
    assert.is(compile(["b/library.ts"], { ...options, skipLibCheck: true }).output, "");
    writeFiles(folder, {
      "b/wrong.ts": 'import { nothing } from "yardmaster/api";\nimport "yardmaster/dist/api.mjs";\n',
    });
    const { output } = compile(["b/wrong.ts"], { ...options, skipLibCheck: true });
    assert.match(output, /no exported member 'nothing'/);
    assert.match(output, /yardmaster\/dist\/api\.mjs/);
  });
}
test("the library is checked whole, beside the types of Node", () => {
  const types = join(folder, "node_modules/@types");
  mkdirSync(types);
  for (const name of ["@types/node", "undici-types"]) {
    symlinkSync(realpathSync(join(root, "node_modules", name)), join(folder, "node_modules", name), "junction");
  }
  assert.is(compile(["b/library.ts"], { module: "nodenext", skipLibCheck: false, types: ["node"] }).output, "");
  rmSync(types, { recursive: true });
});
test("a source costs the compiler no more than in this repository", () => {
  const { instantiations } = compile(["a/hello.workflow.ts"], { module: "nodenext", skipLibCheck: true });
  assert.ok(instantiations > 100 && instantiations < 40_000, `${instantiations} instantiations`);
});

interface Compiled {
  readonly output: string;
  readonly instantiations: number;
}

function compile(files: readonly string[], options: object): Compiled {
  const compilerOptions = { target: "es2022", strict: true, noEmit: true, types: [], ...options };
  writeFiles(folder, { "tsconfig.json": JSON.stringify({ compilerOptions, files }) });
  const compiler = join(folder, "node_modules/typescript/bin/tsc");
  const given = [compiler, "-p", ".", "--pretty", "false", "--extendedDiagnostics", "--singleThreaded"];
  const { stdout, stderr } = spawnSync(process.execPath, given, { cwd: folder, encoding: "utf8" });
  const errors = stdout.split("\n").filter((line) => /error TS\d+|^ {2,}/.test(line) && !/^[A-Z][\w ]+: /.test(line));
  return { output: errors.join("\n") + stderr, instantiations: Number(/Instantiations: +(\d+)/.exec(stdout)?.[1]) };
}
test.run();
