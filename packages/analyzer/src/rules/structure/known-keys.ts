import { defineDiagnostic, nearestNames } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { knownMappings, namedMappings } from "./mappings.ts";
import { writeOneOf } from "./suggestion.ts";

interface Parameters {
  /** As the subject of a sentence. */
  readonly holder: string;
  readonly key: string;
  readonly nearest: readonly string[];
  readonly keys: readonly string[];
}

export const keyUnknown = defineDiagnostic({
  code: "key-unknown",
  severity: "error",
  message: (p: Parameters) => `${p.holder} has no key ${JSON.stringify(p.key)}, and GitHub refuses the workflow.`,
  hint: (p) => (p.keys.length === 0 ? "Remove it." : `Write ${writeOneOf(p.nearest, p.keys)}`),
});

export const mergeKey = defineDiagnostic({
  code: "merge-key",
  severity: "error",
  message: () => "GitHub knows anchors and aliases of YAML, and not the merge key `<<`: it refuses the workflow.",
  hint: () => "Use the alias for the whole value, or write the keys out.",
});

/**
 * Source: the schema of GitHub's parser, which says no more than that a value was not expected. That it has no merge keys:
 * docs.github.com, "Reusing workflow configurations".
 */
export const knownKeys: Rule = {
  reports: [keyUnknown, mergeKey],
  workflow(workflow, report) {
    for (const { map, path, name: holder, keys } of knownMappings(workflow)) {
      for (const key of Object.keys(map)) {
        if (keys.includes(key) || key.includes("${{")) continue;
        const at = [...path, key];
        if (key === "<<") report(mergeKey, {}, at, { at: "key" });
        else report(keyUnknown, { holder, key, nearest: nearestKeys(key, keys), keys }, at, { at: "key" });
      }
    }
    for (const { path, map } of namedMappings(workflow)) {
      if (Object.hasOwn(map, "<<")) report(mergeKey, {}, [...path, "<<"], { at: "key" });
    }
  },
};

/** A beginning counts as near, too: `timeout` is meant for `timeout-minutes`. */
function nearestKeys(key: string, keys: readonly string[]): readonly string[] {
  const dashed = key.replaceAll("_", "-").toLowerCase();
  const exact = keys.filter((known) => known === dashed);
  if (exact.length > 0) return exact;
  const longer = keys.filter((known) => known.startsWith(`${dashed}-`));
  return longer.length > 0 ? longer : nearestNames(key, keys);
}
