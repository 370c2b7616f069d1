import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { gajiTool } from "./gaji-tool.ts";
import { ghaTsTool } from "./gha-ts-tool.ts";
import type { BenchOptions } from "./read-options.ts";
import { readPins } from "./read-pins.ts";
import type { Tool } from "./tool.ts";
import { yardmasterTool } from "./yardmaster-tool.ts";

export interface FoundTools {
  /** Ours, and the peers that this machine has. */
  readonly tools: readonly [Tool, ...Tool[]];
  /** A sentence for each peer that it lacks. */
  readonly missing: readonly string[];
}

/**
 * @param install Gives the folder of the package, absolute. It takes a while, so the peers are looked for first.
 * @returns a sentence when a peer that the options name is not there.
 */
export function findTools(
  root: string,
  install: () => string,
  options: Pick<BenchOptions, "gaji" | "ghaTs">,
): FoundTools | string {
  const pins = readPins(root);
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  // A name of the PATH stays one.
  const program = options.gaji?.includes("/") ? resolve(options.gaji) : (options.gaji ?? "gaji");
  const gaji = gajiTool(program, cache, pins);
  if (!gaji && options.gaji !== undefined) return `--gaji: "${options.gaji}" is no gaji that runs.`;
  const ghaTs = ghaTsTool(resolve(options.ghaTs ?? root), root, pins);
  if (!ghaTs && options.ghaTs !== undefined) return `--gha-ts: "${options.ghaTs}" has no node_modules/@jlarky/gha-ts.`;
  return {
    tools: [yardmasterTool(root, install()), ...(gaji ? [gaji] : []), ...(ghaTs ? [ghaTs] : [])],
    missing: [
      ...(gaji ? [] : ["Left out: gaji is not on the PATH. --gaji PATH names it."]),
      ...(ghaTs ? [] : ["Left out: @jlarky/gha-ts is not installed here. --gha-ts FOLDER says where it is."]),
    ],
  };
}
