import { isMap, permissionScopes, type Value } from "@yardmaster/core";

/** By scope, `read` or `write`; a scope that is not there is `none`. */
export type Permissions = Readonly<Record<string, string>>;

/** Stated permissions by scope; undefined where none are. Source: docs.github.com, "Workflow syntax", `permissions`. */
export function statedPermissions(stated: Value | undefined): Permissions | undefined {
  if (stated === undefined || stated === null) return undefined;
  if (stated === "read-all" || stated === "write-all") {
    const wanted = stated === "read-all" ? "read" : "write";
    return Object.fromEntries(Object.entries(permissionScopes).map(([scope]) => [scope, wanted]));
  }
  if (!isMap(stated)) return {};
  return Object.fromEntries(
    Object.entries(stated).flatMap(([scope, level]) => (level === "read" || level === "write" ? [[scope, level]] : [])),
  );
}
