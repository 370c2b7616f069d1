import { posix } from "node:path";
import type { MarkdownPage } from "./markdown-page.ts";
import type { Problem } from "./problem.ts";
import type { RepositoryView } from "./repository-view.ts";

const index = "docs/README.md";

/**
 * Each page is reached from the index of the documents by links. A folder's README may name the pages beside it by their stems
 * in backticks, as the list of codes does.
 */
export function checkOrphans(view: RepositoryView): Problem[] {
  const pages = new Map(view.pages.map((page) => [page.path, page]));
  if (!pages.has(index)) return [{ file: index, line: 1, message: "The page does not exist." }];
  const reached = new Set([index]);
  for (const path of reached) {
    const page = pages.get(path);
    for (const target of page ? targetsOf(page) : []) if (pages.has(target)) reached.add(target);
  }
  return [...pages.keys()]
    .filter((path) => !reached.has(path))
    .map((file) => ({ file, line: 1, message: `No link leads here from ${index}.` }));
}

function targetsOf({ path, links, codeSpans }: MarkdownPage): readonly string[] {
  const folder = posix.dirname(path);
  const named = path.endsWith("/README.md") ? codeSpans.map(({ text }) => `${text}.md`) : [];
  const linked = links.map(({ target }) => decodeURIComponent(target.split("#")[0] ?? ""));
  return [...named, ...linked].filter((target) => target !== "").map((target) => posix.join(folder, target));
}
