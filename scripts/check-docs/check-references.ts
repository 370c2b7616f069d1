import type { MarkdownPage } from "./markdown-page.ts";
import type { Problem } from "./problem.ts";
import type { RepositoryView } from "./repository-view.ts";

const folders = ["packages", "scripts", "tests", "docs", "templates", "workflows-src", "generated", ".github", ".ci"];
const pathPattern = new RegExp(
  `^(?:\\./)?(?:${folders.map((name) => name.replace(".", "\\.")).join("|")})/[\\w@.*/-]*$`,
);
const shellLanguages = new Set(["sh", "bash", "shell", "console"]);

/** Read in the repositories of users, where they are; this one has none of them. */
const ofUsers: ReadonlySet<string> = new Set([".github/actionlint.yaml"]);
/** Pages about repositories of users, whose workflows, sources and bindings have the same places as ours. */
const aboutUsers = /^(?:docs\/(?:migration\/|(?:init|agents|tutorial)\.md$)|skills\/)/;
const placesOfUsers = /^(?:\.\/)?(?:\.github|workflows-src|generated)\//;

/**
 * Paths of the repository in backticks and in shell examples, and npm commands anywhere, must exist. A path with a
 * placeholder such as `<name>` or `…` is not checked; one with `*` must match something. A block that names a file behind its
 * language is that file: the reader makes it.
 */
export function checkReferences(view: RepositoryView): Problem[] {
  return view.pages.flatMap((page) => [...checkPaths(view, page), ...checkCommands(view, page)]);
}

function checkPaths(view: RepositoryView, page: MarkdownPage): Problem[] {
  const inExamples = page.fences
    .filter((fence) => shellLanguages.has(fence.language))
    .flatMap((fence) =>
      fence.text
        .split("\n")
        .flatMap((text, index) => words(text).map((word) => ({ text: word, line: fence.line + 1 + index }))),
    );
  return [
    ...page.codeSpans.flatMap((span) => words(span.text).map((text) => ({ text, line: span.line }))),
    ...inExamples,
  ]
    .map(({ text, line }) => ({ path: text.replace(/[:#]L?\d[\d:-]*$/, ""), line }))
    .filter(({ path }) => pathPattern.test(path) && !ofUsers.has(path) && !view.matches(path))
    .filter(({ path }) => !page.fences.some(({ meta }) => meta === path))
    .filter(({ path }) => !(aboutUsers.test(page.path) && placesOfUsers.test(path)))
    .map(({ path, line }) => ({ file: page.path, line, message: `"${path}" does not exist in this repository.` }));
}

function words(text: string): string[] {
  return text.split(/[\s"'=]+/);
}

function checkCommands(view: RepositoryView, page: MarkdownPage): Problem[] {
  return page.text.split("\n").flatMap((text, index) => {
    const names = [...text.matchAll(/\bnpm (?:run |(?=(?:test|t|cit)\b))([\w:.-]*\w)/g)].map((command) =>
      command[0].startsWith("npm run ") ? (command[1] ?? "") : "test",
    );
    return names
      .filter((name) => !view.npmScripts.has(name))
      .map((name) => ({ file: page.path, line: index + 1, message: `There is no npm script "${name}".` }));
  });
}
