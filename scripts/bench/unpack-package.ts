import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { assemble } from "../package/assemble.ts";
import { pack } from "../package/pack.ts";

const folder = "node_modules/.cache/bench-package";

/**
 * The package as npm would unpack it, below this repository's `node_modules`, so that it finds there what it depends on.
 * @returns its folder, absolute.
 */
export function unpackPackage(root: string): string {
  assemble(root, folder, undefined);
  const { filename } = pack(join(root, folder, "yardmaster"), join(root, folder));
  const unpacked = join(root, folder, "unpacked");
  mkdirSync(unpacked);
  const { status, stderr } = spawnSync("tar", ["-xzf", join("..", filename)], { cwd: unpacked, encoding: "utf8" });
  if (status !== 0) throw new Error(`tar cannot unpack ${filename}: ${stderr}`);
  return join(unpacked, "package");
}
