import type { permissionScopes } from "@yardmaster/core";

type Levels = typeof permissionScopes;
export type PermissionMap = { readonly [S in keyof Levels]?: Levels[S][number] };
/** Scopes that are not named get no access. */
export type Permissions = PermissionMap | "read-all" | "write-all";

/** As a job's `permissions`: what its steps are known to need, and nothing else. */
export const fromSteps = "from-steps";
