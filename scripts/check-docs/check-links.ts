import { posix } from "node:path";
import type { MarkdownPage } from "./markdown-page.ts";
import type { Problem } from "./problem.ts";
import type { RepositoryView } from "./repository-view.ts";

/** Relative links and anchors. Addresses on the network are left alone: a test must not depend on them. */
export function checkLinks(view: RepositoryView): Problem[] {
  return view.pages.flatMap((page) =>
    page.links.flatMap(({ target, line }) => {
      const message = /^[a-z][a-z0-9+.-]*:/i.test(target) ? undefined : explain(view, page, target);
      return message ? [{ file: page.path, line, message }] : [];
    }),
  );
}

function explain(view: RepositoryView, page: MarkdownPage, target: string): string | undefined {
  const [address = "", anchor] = target.split("#").map(decodeURIComponent);
  const path = address === "" ? page.path : posix.join(posix.dirname(page.path), address);
  if (path.startsWith("../")) return `The link "${target}" leaves the repository.`;
  if (!view.exists(path)) return `The link "${target}" leads to ${path}, which does not exist.`;
  if (anchor === undefined || !path.endsWith(".md")) return undefined;
  const other = view.pages.find((each) => each.path === path);
  if (!other) return `The link "${target}" leads into ${path}, which is no page of the documents.`;
  return other.anchors.has(anchor) ? undefined : `The link "${target}" names no heading of ${path}.`;
}
