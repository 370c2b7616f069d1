import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "yaml";
import { findTools } from "../../scripts/bench/find-tools.ts";
import { gajiTool } from "../../scripts/bench/gaji-tool.ts";
import { ghaTsTool } from "../../scripts/bench/gha-ts-tool.ts";
import { measureProcess } from "../../scripts/bench/measure-process.ts";
import { readPins } from "../../scripts/bench/read-pins.ts";
import type { Tool } from "../../scripts/bench/tool.ts";
import { yardmasterTool } from "../../scripts/bench/yardmaster-tool.ts";
import { withScratchFolder } from "../../scripts/compile-modules/scratch-folder.ts";
import { installPackage } from "../helpers/packed.ts";
import { bench } from "./run-bench.ts";

const root = process.cwd();
const pins = readPins(root);
const outside = installPackage();
const installed = join(outside, "node_modules/yardmaster");
process.once("exit", () => rmSync(outside, { recursive: true, force: true }));
/** One of each event that the modules start from. */
const modules = 4;

const same = suite("bench: the same workflows");

/** What the tool makes of its modules, as data. */
function makeAll(tool: Tool, folder: string): readonly unknown[] {
  mkdirSync(folder);
  tool.writeProject(folder, modules);
  measureProcess(tool.command(folder));
  return Array.from({ length: modules }, (_, index) =>
    parse(readFileSync(join(folder, tool.outputPath(index)), "utf8")),
  );
}

same("every tool on this machine makes those that ours makes", () => {
  withScratchFolder(root, "bench-test", (folder) => {
    const found = findTools(root, () => installed, { gaji: undefined, ghaTs: undefined });
    if (typeof found === "string") throw new Error(found);
    const [ours, ...peers] = found.tools.map((tool, index) => makeAll(tool, join(folder, String(index))));
    assert.is(new Set(ours?.map((workflow) => JSON.stringify(workflow))).size, modules);
    for (const [index, theirs] of peers.entries()) assert.equal(theirs, ours, found.tools[index + 1]?.name);
  });
});

same("modules for gha-ts say what ours say, by a stand-in for it", () => {
  withScratchFolder(root, "bench-test", (folder) => {
    const library = join(folder, "node_modules/@jlarky/gha-ts");
    mkdirSync(library, { recursive: true });
    const exports = { "./cli": "./cli.js", "./workflow-types": "./types.js", "./package.json": "./package.json" };
    writeFileSync(join(library, "package.json"), JSON.stringify({ version: "0.0.0", type: "module", exports }));
    writeFileSync(
      join(library, "types.js"),
      "export const workflow = (keys) => keys;\nexport const uses = (uses, keys) => ({ uses, with: keys });\n",
    );
    writeFileSync(
      join(library, "cli.js"),
      `import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
export function generateWorkflow(workflow, stringify, url) {
  writeFileSync(fileURLToPath(url).replace(/\\.main\\.ts$/, ".generated.yml"), stringify(workflow));
}
`,
    );
    const tool = ghaTsTool(folder, root, pins);
    if (!tool) throw new Error("The stand-in was not found.");
    assert.is(tool.name, "gha-ts 0.0.0");
    assert.equal(makeAll(tool, join(folder, "theirs")), makeAll(yardmasterTool(root, installed), join(folder, "ours")));
  });
});

same("modules for gaji say what ours say, by a stand-in for it", () => {
  withScratchFolder(root, "bench-test", (folder) => {
    const program = join(folder, "gaji");
    writeFileSync(program, standInForGaji, { mode: 0o755 });
    const tool = gajiTool(program, folder, pins);
    if (!tool) throw new Error("The stand-in was not found.");
    assert.is(tool.name, "gaji 0.0.0");
    assert.equal(makeAll(tool, join(folder, "theirs")), makeAll(yardmasterTool(root, installed), join(folder, "ours")));
  });
});

const standInForGaji = `#!${process.execPath}
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require("node:fs");
const [command] = process.argv.slice(2);
if (command === "--version") console.log("gaji 0.0.0");
if (command === "init") mkdirSync("generated");
if (command === "dev") writeFileSync("generated/index.js", "read by the stand-in itself");
if (command === "build") {
  mkdirSync(".github/workflows", { recursive: true });
  const list = () => ({ all: [], add(...item) { this.all.push(item); return this; } });
  class Job {
    constructor(on, keys) { this.keys = { "runs-on": on, ...keys }; }
    steps(use) { this.keys.steps = use(list()).all.map(([step]) => step); return this; }
    outputs(outputs) { this.keys.outputs = outputs; return this; }
  }
  class Workflow {
    constructor(keys) { this.keys = keys; }
    jobs(use) { this.all = use(list()).all.map(([id, job]) => [id, job.keys]); return this; }
    build(id) {
      writeFileSync(".github/workflows/" + id + ".yml", JSON.stringify({ ...this.keys, jobs: Object.fromEntries(this.all) }));
    }
  }
  const getAction = (uses) => (keys) => ({ uses, ...keys });
  for (const name of readdirSync("workflows")) {
    const text = readFileSync("workflows/" + name, "utf8").replace(/^import .*$/m, "");
    new Function("getAction", "Job", "Workflow", text)(getAction, Job, Workflow);
  }
}
`;

same("ours are made without a finding", () => {
  withScratchFolder(root, "bench-test", (folder) => {
    const tool = yardmasterTool(root, installed);
    tool.writeProject(folder, modules);
    const { program, arguments: argv } = tool.command(folder);
    const { status, stderr } = spawnSync(program, argv, { cwd: folder, encoding: "utf8" });
    assert.equal({ status, stderr }, { status: 0, stderr: "Types were not checked: `yardmaster check` does that.\n" });
  });
});

same.run();

const command = suite("bench: command, with our tool");

command("measures two files, and leaves nothing behind", () => {
  const folders = () => readdirSync("node_modules/.cache").filter((name) => /^bench-\w{6}$/.test(name));
  const before = folders();
  const only = ["node", "all", "all-changed"].flatMap((name) => ["--only", name]);
  const { status, stdout, stderr } = bench("--files", "2", "--rounds", "1", ...only, "--markdown");
  assert.is(status, 0, stderr);
  assert.match(stderr, /round 1 of 1\n$/);
  const lines = stdout.split("\n");
  assert.match(lines[0] ?? "", /^\| \| measured \| reach \| by processor time \| yardmaster \|/);
  const figures = lines.slice(2, 5).map((line) => line.replace(/\d[\d.]* (?=s\b|×)/g, "N "));
  assert.match(figures[0] ?? "", /^\| `node -e 0` \| – \| – \| – \| N s( \(N s\))? \|/);
  assert.match(figures[1] ?? "", /^\| 2 cold \|.*\| N × gaji \|.*\| N s( \(N s\))? \|/);
  assert.match(figures[2] ?? "", /^\| 1 of 2 changed \| N × 2 cold.*\| N × 2 cold \|.*\| N s( \(N s\))? \|/);
  assert.match(stdout, /\nNode \d+\.\d+\.\d+, \d+ cores, load [\d.]+ to [\d.]+\.\n$/);
  assert.equal(folders(), before);
});

command.run();
