import type { RepositoryFacts } from "@yardmaster/core";

/** What git would commit of a repository, as it lies after a checkout. */
export interface RepositoryTree {
  readonly files: readonly string[];
  /** A file, or a folder with one in it. */
  has(path: string): boolean;
}

/** @returns undefined where it is not known. */
export function treeOf(facts: RepositoryFacts): RepositoryTree | undefined {
  if (!known.has(facts)) known.set(facts, readTree(facts));
  return known.get(facts);
}

const known = new WeakMap<RepositoryFacts, RepositoryTree | undefined>();

function readTree(facts: RepositoryFacts): RepositoryTree | undefined {
  const files = facts.files();
  if (!files || files.length === 0) return undefined;
  const paths = new Set(files);
  for (const file of files) {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) paths.add(file.slice(0, end));
  }
  const has = (path: string): boolean => {
    if (path === "" || paths.has(path)) return true;
    // What is listed as one file may be a link to a folder, or another repository.
    return files.some((file) => path.startsWith(`${file}/`));
  };
  return { files, has };
}

/** A path from the root, without `./` and a slash at its end; undefined where it is none that can be known. */
export function plainPath(text: string): string | undefined {
  const path = text
    .trim()
    .replace(/^(?:\.\/+)+/, "")
    .replace(/\/+$/, "")
    .replace(/\/{2,}/g, "/");
  if (/[$*?[\]{}~`\\"'<>|!]|^\/|^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/.test(path)) return undefined;
  return path === "." ? "" : path;
}
