import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { type MarkdownPage, readMarkdownPage } from "./markdown-page.ts";

/** What the documents may refer to. Paths are relative to the root, with forward slashes. */
export interface RepositoryView {
  readonly root: string;
  readonly pages: readonly MarkdownPage[];
  readonly npmScripts: ReadonlySet<string>;
  exists(path: string): boolean;
  /** Whether some path matches; `*` stands for a part of one name. */
  matches(glob: string): boolean;
}

/** The pages are README.md, CHANGELOG.md, CONTRIBUTING.md and everything below docs/ and skills/. */
export function viewRepository(root: string): RepositoryView {
  const packageJson = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts?: object };
  const paths = [
    ...["README.md", "CHANGELOG.md", "CONTRIBUTING.md"].filter((path) => existsSync(join(root, path))),
    ...["docs", "skills"].flatMap((folder) => docs(root, folder)),
  ];
  return {
    root,
    pages: paths.map((path) => readMarkdownPage(path, readFileSync(join(root, path), "utf8"))),
    npmScripts: new Set(Object.keys(packageJson.scripts ?? {})),
    exists: (path) => existsSync(join(root, path)),
    matches: (glob) => matches(root, posix.normalize(glob).replace(/\/$/, "").split("/")),
  };
}

function docs(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return docs(root, path);
      return entry.name.endsWith(".md") ? [path] : [];
    })
    .sort();
}

function matches(folder: string, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return true;
  if (!existsSync(folder)) return false;
  const pattern = new RegExp(`^${first.split("*").map(escapePattern).join(".*")}$`);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => pattern.test(entry.name) && (rest.length === 0 || entry.isDirectory()))
    .some((entry) => matches(join(folder, entry.name), rest));
}

function escapePattern(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
