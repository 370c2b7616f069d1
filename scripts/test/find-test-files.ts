import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** The runner imports nothing of ours: it has to run when the rest is broken. */
export type TestFiles = { readonly files: string[] } | { readonly refusal: string };

/**
 * Test files below a folder, relative to the root with forward slashes, sorted. Folders named `fixtures` are not
 * entered: the test files in them are the material of other tests.
 * @param filters Parts of paths; a file is taken when it contains any of them, and each must match some file.
 */
export function findTestFiles(root: string, folder: string, filters: readonly string[]): TestFiles {
  const start = join(root, folder);
  if (!existsSync(start)) return { refusal: `There is no folder ${folder}.` };
  const files = walk(start)
    .map((file) => relative(root, file).split(sep).join("/"))
    .sort();
  const unknown = filters.find((filter) => !files.some((file) => file.includes(filter)));
  if (unknown !== undefined) return { refusal: `No test file below ${folder} has "${unknown}" in its path.` };
  return { files: files.filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter))) };
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "fixtures" || entry.name === "node_modules" ? [] : walk(path);
    return entry.name.endsWith(".test.ts") ? [path] : [];
  });
}

/** The text of each module in packages, scripts and tests, by its path relative to the root. */
export function readCode(root: string): Map<string, string> {
  const paths = ["packages", "scripts", "tests"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) =>
      join(folder, path).split(sep).join("/"),
    ),
  );
  const isCode = (path: string) => /\.(ts|mjs)$/.test(path) && !/(^|\/)(node_modules|dist)\//.test(path);
  return new Map(paths.filter(isCode).map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
