import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** npm as a script for Node: the one that has started us, else the one of the PATH. @throws where there is none. */
export function npmProgram(): string {
  const started = process.env.npm_execpath;
  if (started !== undefined && /npm-cli\.js$/.test(started)) return started;
  const isWindows = process.platform === "win32";
  const { stdout } = spawnSync(isWindows ? "npm.cmd" : "npm", ["root", "--global"], {
    encoding: "utf8",
    shell: isWindows,
  });
  const places = [
    join(stdout?.trim() ?? "", "npm/bin/npm-cli.js"),
    join(dirname(process.execPath), "node_modules/npm/bin/npm-cli.js"),
    join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js"),
  ];
  const found = places.find((path) => existsSync(path));
  if (found === undefined)
    throw new Error("npm is not installed: neither beside Node nor where `npm root --global` says.");
  return found;
}
