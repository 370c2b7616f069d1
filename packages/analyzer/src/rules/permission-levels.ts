import { asMap, permissionRank, permissionScopes, type Value } from "@yardmaster/core";

/** By scope; what is not named is `none`. */
export type PermissionLevels = Readonly<Record<string, string>>;

/** What a value of `permissions` grants; undefined for one that cannot be read, or none. */
export function permissionLevels(permissions: Value | undefined): PermissionLevels | undefined {
  if (permissions === "read-all") return everyScope("read");
  if (permissions === "write-all") return everyScope("write");
  const map = asMap(permissions);
  if (!map || !Object.values(map).every((level) => typeof level === "string" && permissionRank("", level) >= 0))
    return undefined;
  return map as PermissionLevels;
}

/** The scopes of which more is asked than is granted, in GitHub's order. */
export function exceeding(requested: PermissionLevels, granted: PermissionLevels): readonly string[] {
  return Object.keys(requested)
    .filter((scope) => permissionRank(scope, requested[scope]) > permissionRank(scope, granted[scope]))
    .sort();
}

/** The highest level of each scope up to the given one: some know no writing, some nothing else. */
function everyScope(most: "read" | "write"): PermissionLevels {
  const scopes = Object.entries<readonly string[]>(permissionScopes);
  return Object.fromEntries(
    scopes.map(([scope, levels]) => [
      scope,
      levels.findLast((level) => permissionRank(scope, level) <= permissionRank("", most)) ?? "none",
    ]),
  );
}
