import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** The first of the programs that is on a PATH, absolute; undefined where none is. */
export function findProgram(names: readonly string[], path: string): string | undefined {
  const endings = process.platform === "win32" ? ["", ".exe", ".cmd", ".bat"] : [""];
  for (const name of names) {
    const folders = isAbsolute(name) ? [""] : path.split(delimiter).filter((folder) => folder !== "");
    for (const folder of folders) {
      for (const ending of endings) {
        const file = folder === "" ? name + ending : join(folder, name + ending);
        if (isProgram(file)) return file;
      }
    }
  }
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
