import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ghaTsModule, type Pins } from "./peer-modules.ts";
import type { Tool } from "./tool.ts";

/** Its users run each module by itself; one process for all is the fastest that its way of writing allows. */
const runner = `import { readdirSync } from "node:fs";
const folder = new URL(".github/workflows/", import.meta.url);
for (const name of readdirSync(folder)) if (name.endsWith(".main.ts")) await import(new URL(name, folder).href);
`;

/**
 * https://github.com/JLarky/gha-ts, through tsx: Node 20 runs no TypeScript by itself.
 * @param folder with the package below its `node_modules`.
 * @returns undefined when it is not there.
 */
export function ghaTsTool(folder: string, root: string, pins: Pins): Tool | undefined {
  const library = join(folder, "node_modules/@jlarky/gha-ts");
  if (!existsSync(join(library, "package.json"))) return undefined;
  const { version } = JSON.parse(readFileSync(join(library, "package.json"), "utf8")) as { readonly version: string };
  const tsx = pathToFileURL(createRequire(join(root, "package.json")).resolve("tsx")).href;
  const modulePath = (index: number): string => `.github/workflows/example-${index}.main.ts`;
  return {
    name: `gha-ts ${version}`,
    writeProject(project, count) {
      for (const path of [".github/workflows", "node_modules/@jlarky"])
        mkdirSync(join(project, path), { recursive: true });
      symlinkSync(library, join(project, "node_modules/@jlarky/gha-ts"), "junction");
      writeFileSync(join(project, "package.json"), '{ "type": "module" }\n');
      writeFileSync(join(project, "generate.mjs"), runner);
      for (let index = 0; index < count; index++)
        writeFileSync(join(project, modulePath(index)), ghaTsModule(index, pins));
    },
    modulePath,
    outputPath: (index) => `.github/workflows/example-${index}.generated.yml`,
    caches: ["cache"],
    command: (project) => {
      // tsx keeps what it compiled there.
      mkdirSync(join(project, "cache"), { recursive: true });
      return {
        program: process.execPath,
        arguments: ["--import", tsx, "generate.mjs"],
        folder: project,
        environment: { TMPDIR: join(project, "cache"), TEMP: join(project, "cache") },
      };
    },
  };
}
