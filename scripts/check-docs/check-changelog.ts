import { readChangelog } from "../github/release/read-changelog.ts";
import type { Problem } from "./problem.ts";
import type { RepositoryView } from "./repository-view.ts";

/** The first section is Unreleased, so that a change has its place before it has a version; all are lists of changes. */
export function checkChangelog(view: RepositoryView): Problem[] {
  const file = "CHANGELOG.md";
  const page = view.pages.find(({ path }) => path === file);
  if (!page) return [{ file, line: 1, message: "The page does not exist." }];
  return readChangelog(page.text).problems.map((problem) => ({ file, ...problem }));
}
