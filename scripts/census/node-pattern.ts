import { type ModelPath, mappingKeys } from "@yardmaster/core";

/** Maps whose keys are names of the author's, by the pattern of the map. */
const namedMaps = /(^|\.)(env|with|secrets|outputs|services|jobs|inputs)$/;
const matrix = "jobs.*.strategy.matrix";

/** A path with `*` for list items and for names of the author's: `jobs.*.steps.*.env.*`. All below a matrix's axis is one. */
export function nodePattern(path: ModelPath): string {
  let pattern = "";
  for (const part of path) {
    if (pattern.startsWith(`${matrix}.`) && pattern.split(".").length >= 7) break;
    const name = typeof part === "number" || namesEntries(pattern, part) ? "*" : part;
    pattern = pattern === "" ? name : `${pattern}.${name}`;
  }
  return pattern;
}

function namesEntries(parent: string, key: string): boolean {
  if (parent === matrix) return !(mappingKeys[matrix].keys as readonly string[]).includes(key);
  return parent.startsWith(`${matrix}.`) || namedMaps.test(parent);
}
