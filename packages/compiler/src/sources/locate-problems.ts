import { type Finding, nodeText, placeNodes, type SourceLocation } from "@yardmaster/core";
import type { Locator } from "./locator.ts";
import type { Problem } from "./problem.ts";

/** Gives every problem its line of TypeScript, and sorts by place. */
export function locateProblems(problems: readonly Problem[], locator: Locator): readonly Finding[] {
  return sortFindings(problems.map((problem) => locate(problem, locator)));
}

/** By the place where they are mended. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => compare(sortKey(a), sortKey(b)) || compare(a.code, b.code));
}

function locate(problem: Problem, locator: Locator): Finding {
  const { diagnostic, source, stack, document, made, generated } = problem;
  const finding = placeNodes(diagnostic, (path) => document && locator.node({ ...document, path }));
  const path = diagnostic.place && "path" in diagnostic.place ? diagnostic.place.path : undefined;
  const written =
    (document && locator.node({ ...document, path: path ?? [] })) ??
    (made === undefined ? undefined : locator.made(made)) ??
    (stack === undefined ? undefined : locator.stack(stack)) ??
    (source === undefined ? undefined : { file: source });
  return {
    ...finding,
    ...(path && path.length > 0 ? { node: nodeText(path), path } : {}),
    ...(generated ? { place: generated } : finding.place || !written ? {} : { place: written }),
    ...(generated && written ? { source: written } : {}),
  };
}

function sortKey({ place, source }: Finding): readonly [string, number, number] {
  const at = source ?? place;
  const { line = 0, column = 0 } = (at && "line" in at ? at : {}) as Partial<SourceLocation>;
  return [at?.file ?? "", line, column];
}

function compare(a: string | readonly [string, number, number], b: typeof a): number {
  if (typeof a === "string" || typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  return compare(a[0], b[0]) || a[1] - b[1] || a[2] - b[2];
}
