import { asList, defineDiagnostic, nearestNames, parseFilterPattern, type Value } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { treeOf } from "./repository-tree.ts";

interface Parameters {
  readonly pattern: string;
  readonly filter: string;
  readonly event: string;
  readonly near: readonly string[];
}

export const pathPatternNothing = defineDiagnostic({
  code: "path-pattern-nothing",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) =>
    `\`${p.pattern}\` in \`${p.filter}\` of \`${p.event}\` matches no file of the repository: no change of a file that is there starts the workflow by it.`,
  hint: (p) =>
    p.near[0] === undefined
      ? "Correct the pattern, or drop it. Patterns match whole paths from the root, and a folder alone matches nothing in it."
      : `Did you mean \`${p.near[0]}\`?`,
});

export const ignoredPatternNothing = defineDiagnostic({
  code: "path-pattern-idle",
  severity: "warning",
  isPedantic: true,
  message: (p: Parameters) =>
    `\`${p.pattern}\` in \`${p.filter}\` of \`${p.event}\` matches no file of the repository, so it leaves nothing out.`,
  hint: () => "Correct the pattern, or drop it.",
});

export const pathsFilters: Rule = {
  reports: [pathPatternNothing, ignoredPatternNothing],
  workflow({ events, facts }, report) {
    for (const [event, settings] of events) {
      for (const filter of ["paths", "paths-ignore"]) {
        const value = settings[filter];
        if (value === undefined) continue;
        const tree = treeOf(facts);
        if (!tree) return;
        for (const [index, pattern] of textsOf(value)) {
          const parsed = parseFilterPattern(pattern);
          if (!parsed || tree.files.some((file) => parsed.matches(file))) continue;
          const kind = filter === "paths" && !parsed.isNegated ? pathPatternNothing : ignoredPatternNothing;
          const near = tree.has(pattern.replace(/\/$/, ""))
            ? [`${pattern.replace(/\/$/, "")}/**`]
            : nearTo(pattern, tree.files);
          const at = ["on", event, filter, ...(index === undefined ? [] : [index])];
          report(kind, { pattern, filter, event, near }, at);
        }
      }
    }
  },
};

function textsOf(value: Value): readonly (readonly [number | undefined, string])[] {
  if (typeof value === "string") return [[undefined, value]];
  return asList(value).flatMap((item, index) => (typeof item === "string" ? [[index, item] as const] : []));
}

function nearTo(pattern: string, files: readonly string[]): readonly string[] {
  if (/[*?+[\]!]/.test(pattern)) return [];
  const name = pattern.slice(pattern.lastIndexOf("/") + 1);
  const namesakes = files.filter((file) => file.endsWith(`/${name}`) || file === name);
  return namesakes.length > 0 ? namesakes : nearestNames(pattern, files.slice(0, 2000));
}
