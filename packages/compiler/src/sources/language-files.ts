import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { language } from "./needs-language.ts";

/** In this program's own repository the language lies beside the sources, in packages of its own, and not in node_modules. */
export function isLanguageFile(path: string): boolean {
  known ??= [language, "@yardmaster/dsl", "@yardmaster/core"].flatMap(folderOf);
  return known.some((folder) => path.startsWith(folder + sep));
}

let known: readonly string[] | undefined;

/** None where it is a part of this program. */
function folderOf(name: string): string[] {
  try {
    return [dirname(createRequire(import.meta.url).resolve(name))];
  } catch {
    return [];
  }
}
