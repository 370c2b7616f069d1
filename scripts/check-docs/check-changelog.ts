import type { Problem } from "./problem.ts";
import type { RepositoryView } from "./repository-view.ts";

/** The first section is Unreleased, so that a change has its place before it has a version. */
export function checkChangelog(view: RepositoryView): Problem[] {
  const file = "CHANGELOG.md";
  const lines = view.pages.find((page) => page.path === file)?.text.split("\n");
  if (!lines) return [{ file, line: 1, message: "The page does not exist." }];
  const index = lines.findIndex((line) => line.startsWith("## "));
  if (index >= 0 && /^## \[?Unreleased\]?\s*$/.test(lines[index] ?? "")) return [];
  return [{ file, line: Math.max(index, 0) + 1, message: 'The first section is not "## Unreleased".' }];
}
