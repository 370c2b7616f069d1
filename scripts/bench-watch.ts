import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { complain, say } from "./say.ts";

const program = fileURLToPath(new URL("../packages/cli/bin/yardmaster.mjs", import.meta.url));
const language = fileURLToPath(new URL("../packages/yardmaster", import.meta.url));

const { values } = parseArgs({
  options: { files: { type: "string", default: "50" }, saves: { type: "string", default: "20" } },
});
const [files, saves] = [Number(values.files), Number(values.saves)];
if (!(files > 0) || !(saves > 0)) {
  complain("Usage: npm run bench:watch -- [--files N] [--saves N]\n");
  process.exitCode = 2;
} else {
  const root = mkdtempSync(join(tmpdir(), "yardmaster-bench-watch-"));
  writeRepository(root, files);
  const child = spawn(process.execPath, [program, "gen", "--watch"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await measure(root, child);
  } finally {
    child.kill("SIGINT");
    rmSync(root, { recursive: true, force: true });
  }
}

function sourceText(id: string, word: string): string {
  return `import { job, run, sh, triggers, workflow } from "yardmaster";
const { github, on } = triggers({ push: { branches: ["main"] }, pull_request: null });
const steps = Array.from({ length: 10 }, (_, index) => run(sh\`echo ${word} \${github.ref_name} "\${index}"\`));
const jobs = [job("build", { "runs-on": "ubuntu-24.04", "timeout-minutes": 10, steps })];
export const made = workflow(${JSON.stringify(id)}, { on, permissions: {}, jobs });
`;
}

function sourceOf(root: string, id: string): string {
  return join(root, `workflows-src/${id}.workflow.ts`);
}

function writeRepository(root: string, count: number): void {
  mkdirSync(join(root, "workflows-src"));
  mkdirSync(join(root, "node_modules"));
  symlinkSync(language, join(root, "node_modules/yardmaster"), "junction");
  writeFileSync(join(root, "package.json"), "{}\n");
  for (let index = 0; index < count; index++)
    writeFileSync(sourceOf(root, `w${index}`), sourceText(`w${index}`, "first"));
}

/** From before a source is written until what it makes is on the disk, as another process sees it. */
async function measure(root: string, child: ChildProcess): Promise<void> {
  const holds = (id: string, word: string): boolean => {
    const path = join(root, `.github/workflows/${id}.yml`);
    return existsSync(path) && readFileSync(path, "utf8").includes(`echo ${word} `);
  };
  await until(() => holds(`w${files - 1}`, "first"));
  await sleep(1_000);
  const memoryBefore = residentMegabytes(child);
  const milliseconds: number[] = [];
  for (let save = 0; save < saves; save++) {
    const id = `w${save % files}`;
    const began = performance.now();
    writeFileSync(sourceOf(root, id), sourceText(id, `save${save}`));
    await until(() => holds(id, `save${save}`));
    milliseconds.push(performance.now() - began);
    await sleep(50);
  }
  const [first = 0] = milliseconds;
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const shown = [sorted[Math.floor(saves / 2)], sorted.at(-1), first].map((each = 0) => `${Math.round(each)} ms`);
  say(`${saves} saves, ${files} workflows: median ${shown[0]}, worst ${shown[1]}, the first ${shown[2]}\n`);
  const memory = [memoryBefore, residentMegabytes(child)];
  if (!memory.includes(undefined)) say(`Resident: ${memory[0]} MiB before, ${memory[1]} MiB after\n`);
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 60_000; !holds(); await sleep(1)) {
    if (performance.now() > end) throw new Error("Nothing was written for a minute");
  }
}

/** @returns undefined where the system has no `/proc`. */
function residentMegabytes({ pid }: ChildProcess): number | undefined {
  const path = `/proc/${pid}/status`;
  const kilobytes = existsSync(path) && /VmRSS:\s+(\d+)/.exec(readFileSync(path, "utf8"))?.[1];
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : undefined;
}
