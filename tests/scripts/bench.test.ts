import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { measurePeakMebibytes, measureProcess } from "../../scripts/bench/measure-process.ts";
import { printMarkdownTable, printPlainTable } from "../../scripts/bench/print-table.ts";
import { readOptions } from "../../scripts/bench/read-options.ts";
import { type Figure, runRounds } from "../../scripts/bench/run-rounds.ts";
import { scenarios } from "../../scripts/bench/scenarios.ts";
import { median, tabulate } from "../../scripts/bench/tabulate.ts";
import type { Tool } from "../../scripts/bench/tool.ts";
import { withScratchFolder } from "../../scripts/compile-modules/scratch-folder.ts";
import { bench } from "./run-bench.ts";

const root = process.cwd();
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

command.run();
