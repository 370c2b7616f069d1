import { permissionRank } from "@yardmaster/core";

/** A job's `permissions`, by scope. */
export type PermissionLevels = Readonly<Record<string, string>>;

/** The least that covers all of them: by scope, the highest level that any of them has. */
export function combinePermissions(all: readonly PermissionLevels[]): PermissionLevels {
  const combined: Record<string, string> = {};
  for (const [scope, level] of all.flatMap((each) => Object.entries(each))) {
    if (permissionRank(scope, level) > permissionRank(scope, combined[scope])) combined[scope] = level;
  }
  return combined;
}

/** Scopes that one has at a lower level than the other asks for. */
export function missingPermissions(given: PermissionLevels, asked: PermissionLevels): readonly string[] {
  return Object.entries(asked)
    .filter(([scope, level]) => permissionRank(scope, level) > permissionRank(scope, given[scope]))
    .map(([scope, level]) => `${scope}: ${level}`);
}
