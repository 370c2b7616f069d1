import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assemble } from "./package/assemble.ts";
import { pack } from "./package/pack.ts";
import { complain, say } from "./say.ts";
import { installNode } from "./try-package/install-node.ts";
import { tryOnNode } from "./try-package/try-on-node.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Apart from what `npm run package` leaves. */
const folder = "node_modules/.cache/try-package";
const largestBytes = 40_000_000;

/** The oldest Node of each series that `engines` allows, the newest otherwise; with each, another TypeScript that the types are for. */
const pairs = [
  { node: "20.19.0", typescript: "5.8.3" },
  { node: "22.21.1", typescript: "6.0.3" },
  { node: "24.21.0", typescript: "7.0.2" },
];

process.exitCode = main();

/**
 * 0: installed and worked on every Node; 1: not, or in CI a Node cannot be had; 2: elsewhere a Node cannot be had. On systems for which npm
 * has no Node of these versions, the one that runs this has to do.
 */
function main(): number {
  assemble(root, folder, undefined);
  const { filename } = pack(join(root, folder, "yardmaster"), join(root, folder));
  const tarball = join(root, folder, filename);
  const problems: string[] = [];
  const missing: string[] = [];
  const isGate = process.platform === "linux";
  const present = { node: process.versions.node, typescript: "7.0.2" };
  for (const { node: version, typescript } of isGate ? pairs : [present, ...pairs]) {
    const isPresent = version === process.versions.node;
    const found = isPresent
      ? { node: process.execPath }
      : installNode(version, join(root, "node_modules/.cache/nodes"));
    if ("missing" in found) {
      missing.push(found.missing);
      continue;
    }
    const name = `Node ${version} with TypeScript ${typescript}`;
    try {
      const { installedBytes, secondsToCheck } = tryOnNode(found.node, tarball, typescript);
      const size = `${(installedBytes / 1_000_000).toFixed(1)} MB`;
      say(`${name}: ${secondsToCheck.toFixed(1)} s from npm install to a check without findings; ${size} installed\n`);
      if (installedBytes >= largestBytes) problems.push(`${name}: ${size} are installed, and 40 are allowed.`);
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message}`);
    }
  }
  for (const sentence of [...problems, ...missing]) complain(`${sentence}\n`);
  // A gate that cannot run has not been passed.
  if (problems.length > 0 || (missing.length > 0 && isGate && process.env.CI === "true")) return 1;
  return missing.length > 0 && isGate ? 2 : 0;
}
