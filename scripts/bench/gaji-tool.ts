import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gajiModule, type Pins } from "./peer-modules.ts";
import type { Tool } from "./tool.ts";

const setupTimeoutMilliseconds = 300_000;

/**
 * https://github.com/dodok8/gaji
 * @param program path, or name on the PATH.
 * @param cache keeps what gaji generates once a version: it asks GitHub for each action there, in vain where there is no network.
 * @returns undefined when there is no such program.
 */
export function gajiTool(program: string, cache: string, pins: Pins): Tool | undefined {
  const version = spawnSync(program, ["--version"], { encoding: "utf8" });
  const name = version.stdout?.trim();
  if (version.status !== 0 || !/^gaji \d[\w.+-]*$/.test(name)) return undefined;
  const project = startProject(program, join(cache, `bench-${name.replace(" ", "-")}`), pins);
  const modulePath = (index: number): string => `workflows/example-${index}.ts`;
  return {
    name,
    writeProject(folder, count) {
      cpSync(project, folder, { recursive: true });
      rmSync(join(folder, "workflows"), { recursive: true, force: true });
      mkdirSync(join(folder, "workflows"));
      for (let index = 0; index < count; index++)
        writeFileSync(join(folder, modulePath(index)), gajiModule(index, pins));
    },
    modulePath,
    outputPath: (index) => `.github/workflows/example-${index}.yml`,
    caches: [".gaji-cache.json"],
    command: (folder) => ({ program, arguments: ["build"], folder }),
  };
}

/** gaji writes the library that modules import once it sees a call of an action. */
function startProject(program: string, project: string, pins: Pins): string {
  if (existsSync(join(project, "generated/index.js"))) return project;
  const folder = mkdtempSync(`${project}-`);
  const options = { cwd: folder, encoding: "utf8", timeout: setupTimeoutMilliseconds } as const;
  try {
    spawnSync(program, ["init", "--skip-examples"], options);
    mkdirSync(join(folder, "workflows"), { recursive: true });
    writeFileSync(join(folder, "workflows/example-0.ts"), gajiModule(0, pins));
    const { stdout, stderr } = spawnSync(program, ["dev"], options);
    if (!existsSync(join(folder, "generated/index.js")))
      throw new Error(`\`gaji dev\` wrote no generated/index.js: ${stdout}${stderr}`);
    rmSync(project, { recursive: true, force: true });
    renameSync(folder, project);
    return project;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
