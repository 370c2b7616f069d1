import { spawnSync } from "node:child_process";

/** Runs the bench as its users do, from the root. */
export function bench(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/bench.ts", ...argv], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}
