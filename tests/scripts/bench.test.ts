import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "yaml";
import { findTools } from "../../scripts/bench/find-tools.ts";
import { gajiTool } from "../../scripts/bench/gaji-tool.ts";
import { ghaTsTool } from "../../scripts/bench/gha-ts-tool.ts";
import { measurePeakMebibytes, measureProcess } from "../../scripts/bench/measure-process.ts";
import { printMarkdownTable, printPlainTable } from "../../scripts/bench/print-table.ts";
import { readOptions } from "../../scripts/bench/read-options.ts";
import { readPins } from "../../scripts/bench/read-pins.ts";
import { type Figure, runRounds } from "../../scripts/bench/run-rounds.ts";
import { scenarios } from "../../scripts/bench/scenarios.ts";
import { median, tabulate } from "../../scripts/bench/tabulate.ts";
import type { Tool } from "../../scripts/bench/tool.ts";
import { yardmasterTool } from "../../scripts/bench/yardmaster-tool.ts";
import { withScratchFolder } from "../../scripts/compile-modules/scratch-folder.ts";
import { installPackage } from "../helpers/packed.ts";

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
    const found = findTools(root, installed, { gaji: undefined, ghaTs: undefined });
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

const rounds = suite("bench: rounds");

/** Makes upper case of its modules and keeps a cache; its log says what it found. */
function upperCaseTool(name: string, log: string): Tool {
  const script = `
    const { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } = require("node:fs");
    const sources = readdirSync(".").filter((file) => file.endsWith(".in"));
    const stale = sources.filter((file) => {
      const output = file.replace(".in", ".out");
      const text = readFileSync(file, "utf8").replaceAll('"', "");
      if (existsSync(output) && readFileSync(output, "utf8") === text) return false;
      writeFileSync(output, text);
      return true;
    });
    appendFileSync(${JSON.stringify(log)}, "${name} of " + sources.length + ": " + (existsSync("cache") ? "cache" : "no cache") + ", made " + stale.length + "\\n");
    writeFileSync("cache", "");
  `;
  return {
    name,
    writeProject(folder, count) {
      for (let index = 0; index < count; index++)
        writeFileSync(join(folder, `${index}.in`), `"index": ${index}\n"timeout-minutes": 15\n`);
    },
    modulePath: (index) => `${index}.in`,
    outputPath: (index) => `${index}.out`,
    caches: ["cache"],
    command: (folder) => ({ program: process.execPath, arguments: ["-e", script], folder }),
  };
}

/** What each run found, in order. */
function runLog(only: readonly string[], count: number, tools: readonly string[] = ["a", "b"]): readonly string[] {
  return withScratchFolder(root, "bench-test", (folder) => {
    const log = join(folder, "log");
    const projects = join(folder, "projects");
    mkdirSync(projects);
    const [ours = "a", ...peers] = tools;
    runRounds(
      [upperCaseTool(ours, log), ...peers.map((peer) => upperCaseTool(peer, log))],
      scenarios(3).filter(({ name }) => only.includes(name)),
      count,
      projects,
      (round) => appendFileSync(log, `round ${round}\n`),
    );
    return readFileSync(log, "utf8").trim().split("\n");
  });
}

rounds("cold is without outputs and caches, and the tools take turns", () => {
  const round = ["a of 3: no cache, made 3", "b of 3: no cache, made 3"];
  assert.equal(runLog(["all"], 2), ["round 1", ...round, "round 2", ...round]);
});

rounds("unchanged and changed find all made, by a run of their own where there was none", () => {
  assert.equal(runLog(["all-unchanged"], 2, ["a"]), [
    "round 1",
    "a of 3: no cache, made 3",
    "a of 3: cache, made 0",
    "round 2",
    "a of 3: cache, made 0",
  ]);
  assert.equal(runLog(["all", "all-changed"], 2, ["a"]), [
    "round 1",
    "a of 3: no cache, made 3",
    "a of 3: cache, made 1",
    "round 2",
    "a of 3: no cache, made 3",
    "a of 3: cache, made 1",
  ]);
});

rounds("all of them, in one round", () => {
  assert.equal(
    runLog(
      scenarios(3).map(({ name }) => name),
      1,
    ),
    [
      "round 1",
      "a of 1: no cache, made 1",
      "b of 1: no cache, made 1",
      "a of 1: cache, made 0",
      "b of 1: cache, made 0",
      "a of 1: no cache, made 1",
      "b of 1: no cache, made 1",
      "a of 3: no cache, made 3",
      "b of 3: no cache, made 3",
      "a of 3: cache, made 0",
      "b of 3: cache, made 0",
      "a of 3: cache, made 1",
      "b of 3: cache, made 1",
      "a of 3: no cache, made 3",
      "b of 3: no cache, made 3",
      "a of 12: no cache, made 12",
    ],
  );
});

rounds("a tool that makes nothing, or fails, is no figure", () => {
  const run = (script: string) => () =>
    withScratchFolder(root, "bench-test", (folder) => {
      const command = (project: string) => ({
        program: process.execPath,
        arguments: ["-e", script],
        folder: project,
      });
      const tool: Tool = { ...upperCaseTool("idle", join(folder, "log")), command };
      const cold = scenarios(1).filter(({ name }) => name === "all");
      runRounds([tool], cold, 1, folder, () => undefined);
    });
  assert.throws(run("0"), (error: Error) => error.message === "idle has not made 0.out from its source.");
  assert.throws(run("process.stderr.write('no\\n'); process.exit(1)"), /: exit code 1\nno\n$/);
});

rounds("a process is measured with its children", () => {
  const burn = "const end = Date.now() + 300; while (Date.now() < end);";
  const keep = "const kept = Buffer.alloc(150 * 1024 * 1024, 1); if (kept.length === 0) throw new Error();";
  const child = (script: string) =>
    `require("node:child_process").execFileSync(process.execPath, ["-e", ${JSON.stringify(script)}])`;
  const command = (script: string) => ({ program: process.execPath, arguments: ["-e", script], folder: root });
  const { seconds, processorSeconds } = measureProcess(command(child(burn)));
  assert.ok(seconds >= 0.3, String(seconds));
  const hasBash = spawnSync("bash", ["-c", "true"]).status === 0;
  if (hasBash) assert.ok(processorSeconds !== undefined && processorSeconds > 0.02, String(processorSeconds));
  assert.ok((measurePeakMebibytes(command(keep)) ?? 0) > 150);
});

rounds("the peak of a process is not that of the one which starts it", () => {
  const kept = Buffer.alloc(200 * 1024 * 1024, 1);
  const small = { program: process.execPath, arguments: ["-e", "0"], folder: root };
  assert.ok((measurePeakMebibytes(small) ?? 1000) < 150);
  assert.is(kept.length, 200 * 1024 * 1024);
});

rounds.run();

const table = suite("bench: table");

const times = (seconds: readonly number[], processor?: number): readonly Figure[] =>
  seconds.map((one) => ({ seconds: one, processorSeconds: processor }));

table("compares with the peers, and with the scenario that a row names", () => {
  const chosen = scenarios(1000).filter(({ name }) => ["node", "one", "tenth", "memory", "fourfold"].includes(name));
  const figures = new Map([
    ["node", new Map([["yardmaster", times([0.04, 0.05], 0.04)]])],
    [
      "one",
      new Map([
        ["yardmaster", times([0.4, 0.6], 0.5)],
        ["gaji 1.2.0", times([0.01, 0.02], 0.25)],
      ]),
    ],
    [
      "tenth",
      new Map([
        ["yardmaster", times([1, 2, 9])],
        ["gaji 1.2.0", times([2, 2, 6])],
      ]),
    ],
    ["memory", new Map<string, readonly Figure[]>([["yardmaster", [{ mebibytes: 246.4 }, { mebibytes: undefined }]]])],
    ["fourfold", new Map([["yardmaster", times([20], 30)]])],
  ]);
  const rows = tabulate(chosen, ["yardmaster", "gaji 1.2.0"], figures);
  assert.is(
    printMarkdownTable(rows),
    [
      "| | measured | reach | by processor time | yardmaster | gaji 1.2.0 |",
      "|---|---|---|---|---|---|",
      "| `node -e 0` | – | – | – | 0.04 s (0.04 s) | – |",
      "| 1 cold | 11 × `node -e 0`, 35 × gaji | 2.5 × `node -e 0` | 13 × `node -e 0`, 2.0 × gaji | 0.50 s (0.50 s) | 0.01 s (0.25 s) |",
      "| 100 cold | 1.0 × gaji | 2 × gaji | – | 2.00 s | 2.00 s |",
      "| peak memory, 1,000 cold | – | 200 MiB | – | 246 MiB | – |",
      "| 4,000 cold | – | 4 × 1,000 cold | – | 20.00 s (30.00 s) | – |",
      "",
    ].join("\n"),
  );
  assert.is(printPlainTable(rows.slice(1, 2)), ["node -e 0  –  –  –  0.04 s (0.04 s)  –", ""].join("\n"));
});

table("in a terminal has columns of one width", () => {
  assert.is(
    printPlainTable([
      ["", "one", "two"],
      ["`a` b", "1", "–"],
    ]),
    "     one  two\na b  1    –\n",
  );
});

table("a median of an even number is between the two in the middle", () => {
  assert.equal(
    [median([]), median([3]), median([4, 1]), median([9, 1, 2]), median([1, 2, 4, 9])],
    [undefined, 3, 2.5, 2, 3],
  );
});

table.run();

const command = suite("bench: command");

command("takes numbers of files and rounds, scenarios, and where the peers are", () => {
  assert.equal(readOptions([]), {
    files: 1000,
    rounds: 5,
    only: [],
    gaji: undefined,
    ghaTs: undefined,
    isMarkdown: false,
  });
  assert.equal(
    readOptions("--files 20 --rounds 1 --only one --only all --gaji ../gaji --gha-ts .. --markdown".split(" ")),
    { files: 20, rounds: 1, only: ["one", "all"], gaji: "../gaji", ghaTs: "..", isMarkdown: true },
  );
});

const refusals: readonly (readonly [argv: string, sentence: string])[] = [
  ["--files 0", '--files takes a whole number from 1 to 999,999, not "0".'],
  ["--files 1e3", '--files takes a whole number from 1 to 999,999, not "1e3".'],
  ["--rounds 1.5", '--rounds takes a whole number from 1 to 999,999, not "1.5".'],
  [
    "--only two",
    '--only takes node, one, one-unchanged, tenth, all, all-unchanged, all-changed, memory, fourfold, not "two".',
  ],
];
for (const [argv, sentence] of refusals)
  command(`refuses ${argv}`, () => assert.is(readOptions(argv.split(" ")), sentence));

function bench(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/bench.ts", ...argv], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

command("leaves with 2 and a sentence where arguments make no sense", () => {
  assert.equal(bench("--gaji", "tests/nowhere"), {
    status: 2,
    stdout: "",
    stderr: '--gaji: "tests/nowhere" is no gaji that runs.\n',
  });
  assert.equal(bench("--gha-ts", "tests"), {
    status: 2,
    stdout: "",
    stderr: '--gha-ts: "tests" has no node_modules/@jlarky/gha-ts.\n',
  });
  const { status, stdout, stderr } = bench("--file", "1");
  assert.equal({ status, stdout }, { status: 2, stdout: "" });
  assert.match(stderr, /^Unknown option '--file'.*\n$/);
});

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
