/**
 * Patterns of `hashFiles` and of inputs that take files, as the toolkit's package `glob` reads them: `*`, `?` and `[…]`
 * within a name, `**` for any folders, `!` in front of what is left out, `#` in front of a comment. Hidden files match; a
 * folder stands for all that is in it. Braces stand for themselves.
 * Source: actions/toolkit, `packages/glob/src/internal-pattern.ts`.
 */
export interface GlobPattern {
  readonly isNegated: boolean;
  /** @param path from the folder that the pattern counts from, with forward slashes. */
  matches(path: string): boolean;
}

/** @returns undefined for a comment, for nothing, and for what leads out of the folder: then anything may match. */
export function parseGlobPattern(text: string): GlobPattern | undefined {
  const trimmed = text.trim();
  const [, marks = "", rest = ""] = /^(!*)(.*)$/s.exec(trimmed) ?? [];
  const pattern = rest
    .trim()
    .replace(/\\/g, "/")
    .replace(/^(?:\.\/+)+/, "")
    .replace(/\/+$/, "");
  if (pattern === "" || /^(?:#|~|\/|[A-Za-z]:|\.\.)/.test(pattern) || pattern.includes("/../")) return undefined;
  const source = pattern === "." ? ".*" : pattern.split(/\/+/).map(sourceOf).join("/");
  try {
    // `**` may be no folder at all.
    const expression = new RegExp(
      `^${source.replaceAll("\u0000/", "(?:.*/)?").replaceAll("\u0000", ".*")}(?:/.*)?$`,
      "s",
    );
    return { isNegated: marks.length % 2 === 1, matches: (path) => expression.test(path) };
  } catch {
    return undefined;
  }
}

function sourceOf(segment: string): string {
  if (segment === "**") return "\u0000";
  return segment.replace(
    /\[(!?)([^\]]+)\]|[*?]+|[\\^$.+()[\]{}|]/g,
    (token, isInverse: string | undefined, set: string | undefined) => {
      if (set !== undefined) return `[${isInverse ? "^" : ""}${set.replace(/[\\^[]/g, "\\$&")}]`;
      if (/^[*?]/.test(token)) return token.includes("*") ? "[^/]*" : "[^/]".repeat(token.length);
      return `\\${token}`;
    },
  );
}
