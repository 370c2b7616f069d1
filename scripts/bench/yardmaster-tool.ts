import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { modulePair } from "../bench-types/module-texts.ts";
import type { Tool } from "./tool.ts";

/**
 * `yardmaster gen` as it is installed, in a complete repository: sources, bindings and lock.
 * @param installed folder of the package, absolute.
 */
export function yardmasterTool(root: string, installed: string): Tool {
  const modulePath = (index: number): string => `workflows-src/example-${index}.workflow.ts`;
  return {
    name: "yardmaster",
    writeProject(folder, count) {
      // Without a repository of its own, the one around it would answer for it.
      spawnSync("git", ["init", "--quiet"], { cwd: folder });
      mkdirSync(join(folder, "workflows-src"));
      for (const file of ["generated/actions.ts", "workflows-src/actions.lock.json"])
        cpSync(join(root, file), join(folder, file));
      // A folder of its own, so that no cache beside it serves two projects.
      mkdirSync(join(folder, "node_modules"));
      symlinkSync(installed, join(folder, "node_modules/yardmaster"), "junction");
      for (let index = 0; index < count; index++)
        writeFileSync(join(folder, modulePath(index)), modulePair(index, "../generated/actions.ts").ours);
    },
    modulePath,
    outputPath: (index) => `.github/workflows/example-${index}.yml`,
    caches: ["node_modules/.cache"],
    command: (folder) => ({
      program: process.execPath,
      arguments: [join(installed, "bin/yardmaster.mjs"), "gen"],
      folder,
    }),
  };
}
