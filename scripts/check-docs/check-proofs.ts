import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MarkdownPage } from "./markdown-page.ts";
import type { Problem } from "./problem.ts";
import type { RepositoryView } from "./repository-view.ts";

/** A test, or a suite, that a page names to show that a claim holds. */
export interface Proof {
  /** Path of the test file, from the root. */
  readonly file: string;
  readonly title: string;
  /** Of the page, from 1. */
  readonly line: number;
}

/** What a page names as `` `tests/a.test.ts`: "title", "another title" ``, all on one line. */
export function findProofs(page: Pick<MarkdownPage, "text">): readonly Proof[] {
  return page.text
    .split("\n")
    .flatMap((text, index) =>
      [...text.matchAll(/`(tests\/[\w./-]+\.test\.ts)`:((?:,? "[^"]+")+)/g)].flatMap(([, file = "", titles = ""]) =>
        [...titles.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => ({ file, title, line: index + 1 })),
      ),
    );
}

/** Each test that a page names exists, by its file and by its title, the first argument of some call in that file. */
export function checkProofs(view: RepositoryView): Problem[] {
  return view.pages.flatMap((page) =>
    findProofs(page).flatMap(({ file, title, line }) => {
      const message = !view.exists(file)
        ? `The test file "${file}" does not exist.`
        : hasTitle(readFileSync(join(view.root, file), "utf8"), title)
          ? undefined
          : `The file ${file} has no test or suite with the title "${title}".`;
      return message ? [{ file: page.path, line, message }] : [];
    }),
  );
}

function hasTitle(source: string, title: string): boolean {
  const pattern = title.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
  return new RegExp(`\\(\\s*(["'\`])${pattern}\\1`).test(source);
}
