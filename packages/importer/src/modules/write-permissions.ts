import {
  actionName,
  actionPermissions,
  isMap,
  isWithin,
  type ModelPath,
  parseUses,
  permissionScopes,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import { writeValue } from "../values/write-value.ts";
import { isFree } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";

/** A job's permissions: `fromSteps` where they are exactly what its steps are known to need, and nobody explains them. */
export function writeJobPermissions(
  permissions: Value,
  steps: Value | undefined,
  path: ModelPath,
  references: References,
  writer: ModuleWriter,
): string {
  const derived = isFree(path, writer.decisions) && isMap(permissions) ? derivedPermissions(steps) : undefined;
  const isExplained = (): boolean => writer.file.document.comments().some((comment) => isWithin(comment.path, path));
  if (derived === undefined || !isSame(derived, permissions as ValueMap) || isExplained()) {
    return writeValue(permissions, path, references, writer);
  }
  return writer.mark(path) + writer.language("fromSteps");
}

/** @returns undefined where a step uses what nobody knows, or none uses anything. */
function derivedPermissions(steps: Value | undefined): ValueMap | undefined {
  const used = Array.isArray(steps) ? (steps as readonly Value[]).map(usedPermissions) : [];
  if (used.length === 0 || used.includes("unknown") || !used.some((each) => typeof each === "object")) return undefined;
  const all = used.filter((each) => typeof each === "object");
  const levels: Readonly<Record<string, readonly string[]>> = permissionScopes;
  const entries = Object.entries(levels).map(([scope, ranks]) => {
    const rank = Math.max(0, ...all.map((needed) => ranks.indexOf(needed[scope] ?? "none")));
    return [scope, ranks[rank] ?? "none"] as const;
  });
  return Object.fromEntries(entries.filter(([, level]) => level !== "none"));
}

/** `nothing`: a script, which says nothing of the token. */
function usedPermissions(step: Value): Readonly<Record<string, string>> | "unknown" | "nothing" {
  if (!isMap(step) || step.parallel !== undefined) return "unknown";
  if (step.uses === undefined) return "nothing";
  const reference = typeof step.uses === "string" ? parseUses(step.uses) : undefined;
  const name = reference?.kind === "repository" ? actionName(reference) : "";
  return Object.hasOwn(actionPermissions, name) ? (actionPermissions[name] ?? "unknown") : "unknown";
}

function isSame(a: ValueMap, b: ValueMap): boolean {
  const keys = Object.keys(a);
  return keys.length > 0 && keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
