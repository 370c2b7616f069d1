import { parseFilterPattern } from "@yardmaster/core";

/** A name that a pattern of a filter matches. @returns undefined for one that excludes, and where none is found. */
export function exampleOfPattern(pattern: string): string | undefined {
  const parsed = parseFilterPattern(pattern);
  if (!parsed || parsed.isNegated) return undefined;
  const attempts = ["x", "1", "x.txt", "src/x"].map((filling) => fill(pattern, filling));
  return attempts.find((name) => name !== "" && parsed.matches(name));
}

function fill(pattern: string, filling: string): string {
  return pattern
    .replace(/^\*\*\//, "")
    .replace(/\/\*\*\//g, "/")
    .replace(/\[([^\]])[^\]]*\]/g, "$1")
    .replace(/\*+/g, filling)
    .replace(/\\(.)/g, "$1")
    .replace(/[?+]/g, "");
}
