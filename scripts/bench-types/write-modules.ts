import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { modulePair, payloadModule } from "./module-texts.ts";

export interface BenchFolders {
  readonly ours: string;
  readonly theirs: string;
}

/** Gives `use` two folders with the same workflows in both languages, and removes them afterwards. */
export function withModulePairs<T>(root: string, count: number, use: (folders: BenchFolders) => T): T {
  return withFolder(root, (folder) => {
    const folders = { ours: join(folder, "ours"), theirs: join(folder, "theirs") };
    for (const path of Object.values(folders)) mkdirSync(path);
    const actions = relative(folders.ours, join(root, "generated/actions.ts")).split("\\").join("/");
    for (let index = 0; index < count; index++) {
      const { ours, theirs } = modulePair(index, actions);
      writeFileSync(join(folders.ours, `example-${index}.ts`), ours);
      writeFileSync(join(folders.theirs, `example-${index}.ts`), theirs);
    }
    return use(folders);
  });
}

/** Gives `use` a folder with one module that reads a field of the event's payload. */
export function withPayloadModule<T>(root: string, event: string, use: (folder: string) => T): T {
  return withFolder(root, (folder) => {
    writeFileSync(join(folder, "payload.ts"), payloadModule(event));
    return use(folder);
  });
}

function withFolder<T>(root: string, use: (folder: string) => T): T {
  // Below node_modules, so that the packages of the workspace resolve and no tool takes the modules for sources.
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "bench-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
