import { createRequire } from "node:module";
import { dirname, sep } from "node:path";

/** In this program's own repository the language lies beside the sources and not in node_modules. */
export function isLanguageFile(path: string): boolean {
  const { resolve: find } = createRequire(import.meta.url);
  known ??= ["@yardmaster/dsl", "@yardmaster/core"].map((name) => dirname(find(name)));
  return known.some((folder) => path.startsWith(folder + sep));
}

let known: readonly string[] | undefined;
