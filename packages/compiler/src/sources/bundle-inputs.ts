import { dirname, join, resolve } from "node:path";
import type { Files } from "@yardmaster/core";
import type { Metafile } from "esbuild";
import { isLanguageFile } from "./language-files.ts";
import { language } from "./needs-language.ts";
import { packageFolderOf } from "./package-folder.ts";
import { facadeName } from "./prebuilt-language.ts";

/** Files whose presence in a folder, or above it, changes how modules in it are resolved and compiled. */
const settings = ["package.json", "tsconfig.json", "jsconfig.json"];

/**
 * Reads everything again that the bundler read or looked for, so that a host that writes down what it is asked knows of it.
 * @returns false where that cannot be done: a module comes from a package, whose own files nobody lists, or the settings
 *   stand in a file that another one extends.
 */
export async function readBundleInputs({ inputs }: Metafile, root: string, files: Files): Promise<boolean> {
  const authored = Object.entries(inputs).filter(([path]) => isAuthoredModule(resolve(root, path), root));
  const imports = authored.flatMap(([, input]) => input.imports);
  const isOwn = imports.every(
    ({ original = "", external }) => original === language || (isRelative(original) && !external),
  );
  if (!isOwn) return false;
  const paths = Object.keys(inputs).flatMap((path) =>
    path.includes(":") || path === "<stdin>" ? [] : [resolve(root, path)],
  );
  files.readAll(paths);
  const folders = [...new Set(paths.map((path) => dirname(path)))];
  // A new file beside a module may be what the next run takes for it.
  for (const folder of folders) await files.list(folder, "direct");
  const around = [...new Set(folders.flatMap((folder) => foldersAbove(folder)))];
  const texts = files.readAll(around.flatMap((folder) => settings.map((name) => join(folder, name))));
  return !texts.some((text) => text !== undefined && /"extends"/.test(new TextDecoder().decode(text)));
}

/** The language and the packages that it is made of are known by their contents. */
export function isAuthoredModule(path: string, root: string): boolean {
  return !isLanguageFile(path) && packageFolderOf(path, root) === undefined && !path.endsWith(facadeName);
}

function isRelative(specifier: string): boolean {
  return specifier === "" || /^\.{0,2}\//.test(specifier);
}

function foldersAbove(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersAbove(above)];
}
