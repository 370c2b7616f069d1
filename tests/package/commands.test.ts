import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { installPackage, type Run, runInstalled, runNode, writeFiles } from "../helpers/packed.ts";

// What somebody does who has installed the tarball in a folder of their own: nothing of this repository is beside it.

const handWritten = `name: build
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - run: npm test # on every change
  release:
    needs: test
    if: github.event_name == 'push'
    runs-on: ubuntu-24.04
    steps:
      - run: ./release
`;
const tsconfig = JSON.stringify({
  compilerOptions: {
    module: "nodenext",
    target: "es2022",
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  },
  include: ["workflows-src", "generated"],
});

const test = suite("commands of the installed package");
let folder = "";
const yardmaster = (...given: string[]): Run => runInstalled(folder, given);

/** One that must go well. */
function done(run: Run): Run {
  assert.is(run.code, 0, `${run.stdout}\n${run.stderr}`);
  return run;
}

test.before(() => {
  folder = installPackage();
  runNode(folder, ["-e", 'require("node:child_process").execSync("git init -q -b main")']);
  writeFiles(folder, { ".github/workflows/build.yml": handWritten, "tsconfig.json": tsconfig });
});
test.after(() => rmSync(folder, { recursive: true, force: true }));

test("they say their version, which is the package's", () => {
  const { version } = JSON.parse(readFileSync(join(folder, "node_modules/yardmaster/package.json"), "utf8"));
  assert.is(done(yardmaster("--version")).stdout.trim(), version);
  assert.match(done(yardmaster("--help")).stdout, /Usage: yardmaster/);
});
test("lint, simulate, explain and graph need no sources", () => {
  assert.match(done(yardmaster("lint")).stderr, /nothing found/);
  const simulated = done(yardmaster("simulate", "--event", "push", "--ref", "main", "--format", "json"));
  assert.is(JSON.parse(simulated.stdout).workflows.length, 1);
  assert.match(done(yardmaster("explain", "build#release", "--event", "pull_request")).stdout, /github\.event_name/);
  assert.match(done(yardmaster("graph")).stdout, /on push to `main`/);
});
test("import brings YAML over, proved, and what it wrote is in step and type-checks", () => {
  const imported = done(yardmaster("import", ".github/workflows/build.yml"));
  assert.match(imported.stderr + imported.stdout, /1 proved/);
  assert.match(readFileSync(join(folder, "workflows-src/build.workflow.ts"), "utf8"), /from "yardmaster"/);
  done(yardmaster("gen"));
  const checked = done(yardmaster("check"));
  assert.not.match(checked.stderr, /not checked|left out/);
});
test("init can be run where workflows are, and again", () => {
  // Its first line may name a script, which init adds.
  const body = () => readFileSync(join(folder, ".github/workflows/build.yml"), "utf8").replace(/^#.*\n/, "");
  const before = body();
  done(yardmaster("init", "--yes"));
  assert.match(done(yardmaster("init", "--yes", "--format", "json")).stdout, /^\{/);
  assert.is(body(), before);
});
test("gen writes what a source says, and check tells of types by the project's own TypeScript", () => {
  writeFiles(folder, { "workflows-src/hello.workflow.ts": hello("allowed") });
  done(yardmaster("gen"));
  assert.match(readFileSync(join(folder, ".github/workflows/hello.yml"), "utf8"), /EVENT_COMMENT_BODY/);
  writeFiles(folder, { "workflows-src/hello.workflow.ts": `${hello("allowed")}export const name: string = 1;\n` });
  const checked = yardmaster("check", "--format", "json");
  assert.is(checked.code, 1, checked.stderr);
  const codes: string[] = JSON.parse(checked.stdout).findings.map((each: { code: string }) => each.code);
  assert.equal(codes, ["type-error"]);
  writeFiles(folder, { "workflows-src/hello.workflow.ts": hello("alowed") });
  const unchecked = yardmaster("check", "--no-types");
  assert.match(unchecked.stdout + unchecked.stderr, /Did you mean `allowed`\?/);
  writeFiles(folder, { "workflows-src/hello.workflow.ts": hello("allowed") });
});
test("diff tells what a change of a source does to what workflows do", () => {
  const commit = "git add workflows-src .github && git -c user.name=a -c user.email=a@example.com commit -qm a";
  done(runNode(folder, ["-e", `require("node:child_process").execSync(${JSON.stringify(commit)})`]));
  const source = hello("allowed").replace('contents: "read"', 'contents: "write"');
  writeFiles(folder, { "workflows-src/hello.workflow.ts": source });
  assert.match(done(yardmaster("diff")).stdout, /contents/);
  writeFiles(folder, { "workflows-src/hello.workflow.ts": hello("allowed") });
});
test("bind writes the bindings of a lock", () => {
  const lock = fileURLToPath(new URL("../../workflows-src/actions.lock.json", import.meta.url));
  writeFiles(folder, { "workflows-src/actions.lock.json": readFileSync(lock, "utf8") });
  done(yardmaster("bind"));
  assert.match(readFileSync(join(folder, "generated/actions.ts"), "utf8"), /from "yardmaster"/);
});
test("a second run of gen is answered from the first, though the program is read from the package", () => {
  done(yardmaster("gen"));
  const loaded = loadedBy("gen");
  assert.ok(loaded.some((path) => path.endsWith("dist/yardmaster.mjs")));
  assert.ok(sizeOf(loaded) < 100_000, `${sizeOf(loaded)} bytes`);
});
test("gen and check load neither ts-morph nor Prettier nor Octokit, and no module of the library twice", () => {
  rmSync(join(folder, "node_modules/.cache"), { recursive: true, force: true });
  const loaded = loadedBy("gen");
  assert.ok(loaded.length > 5);
  assert.ok(sizeOf(loaded) < 2_500_000, `${sizeOf(loaded)} bytes`);
  const texts = loaded.filter((path) => path.includes("/yardmaster/dist/")).map((path) => readFileSync(path, "utf8"));
  for (const mark of ["StructureKind", "babel-ts", "octokit-core.js"]) {
    assert.is(texts.filter((text) => text.includes(mark)).length, 0, mark);
  }
});
test("a source that esbuild doubts is told as such: the language is then bundled with it", () => {
  const source = `import * as names from "./names.ts";\n${hello("allowed")}export const x = (names as any).nothing;\n`;
  writeFiles(folder, {
    "workflows-src/names.ts": "export const name = 1;\n",
    "workflows-src/hello.workflow.ts": source,
  });
  const { stdout, stderr } = done(yardmaster("gen"));
  assert.match(stdout + stderr, /workflows-src\/hello\.workflow\.ts:\d+:\d+ warning source-suspicious/);
  writeFiles(folder, { "workflows-src/hello.workflow.ts": hello("allowed") });
});
test("a package that uses the language shares the one copy of the sources", () => {
  const library = 'import { run, sh } from "yardmaster";\nexport const greet = () => run(sh`echo hello`);\n';
  const manifest = {
    name: "house",
    version: "1.0.0",
    type: "module",
    exports: "./index.js",
    peerDependencies: { yardmaster: "*" },
  };
  const source =
    'import { greet } from "house";\nimport { job, triggers, workflow } from "yardmaster";\nconst { on } = triggers({ push: {} });\n' +
    'export const shared = workflow("shared", { on, permissions: {}, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [greet()] })] });\n';
  writeFiles(folder, {
    "node_modules/house/package.json": JSON.stringify(manifest),
    "node_modules/house/index.js": library,
    "workflows-src/shared.workflow.ts": source,
  });
  done(yardmaster("gen"));
  assert.match(readFileSync(join(folder, ".github/workflows/shared.yml"), "utf8"), /echo hello/);
});
test("plain Node imports the language, the library and the matchers, and requires them too", () => {
  const module = `import { workflow } from "yardmaster";
import { compile, runYardmaster } from "yardmaster/api";
import { loadRepository, simulate } from "yardmaster/testing";
const { workflows } = await loadRepository(".");
console.log(typeof workflow, typeof compile, typeof runYardmaster, typeof simulate, workflows.size);
`;
  writeFiles(folder, { "use.mjs": module });
  assert.match(done(runNode(folder, ["use.mjs"])).stdout, /^function function function function \d+\n$/);
  const required = 'console.log(Object.keys(require("yardmaster")).length > 50)';
  assert.is(done(runNode(folder, ["--no-warnings", "-e", required])).stdout, "true\n");
});

/** What Node loads for a command, absolute paths. */
function loadedBy(command: string): readonly string[] {
  const log = join(folder, "loaded.txt");
  rmSync(log, { force: true });
  const hooks = `import { appendFileSync } from "node:fs";
export async function load(url, context, next) {
  if (url.startsWith("file:")) appendFileSync(${JSON.stringify(log)}, url + "\\n");
  return next(url, context);
}
`;
  const register = `import { register } from "node:module"; register("./hooks.mjs", ${JSON.stringify(pathToFileURL(join(folder, "_")).href)});\n`;
  writeFiles(folder, { "hooks.mjs": hooks, "register.mjs": register });
  const program = join(folder, "node_modules/yardmaster/bin/yardmaster.mjs");
  done(runNode(folder, ["--import", pathToFileURL(join(folder, "register.mjs")).href, program, command]));
  const urls = readFileSync(log, "utf8").trim().split("\n");
  return [...new Set(urls)].map((url) => fileURLToPath(url)).filter(existsSync);
}

function sizeOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(path).size, 0);
}

function hello(output: string): string {
  return `import { eq, job, run, sh, triggers, workflow } from "yardmaster";

const { on, github } = triggers({ issue_comment: { types: ["created"] } });
const decide = run({ id: "decide", outputs: ["allowed"] }, sh\`./decide \${github.event.comment.body}\`);
const gate = job("gate", { "runs-on": "ubuntu-24.04", outputs: { allowed: decide.outputs.allowed }, steps: [decide] });
const act = job("act", { "runs-on": "ubuntu-24.04", if: eq(gate.outputs.${output}, "true"), steps: [run(sh\`./act\`)] });

export const hello = workflow("hello", { on, permissions: { contents: "read" }, jobs: [gate, act] });
`;
}
test.run();
