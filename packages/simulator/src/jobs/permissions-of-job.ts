import type { JobView } from "@yardmaster/core";
import { effectivePermissions, type Permissions } from "../calls/permissions.ts";
import type { RunScope } from "./run-scope.ts";

/** What the token of a job has. */
export function permissionsOfJob({ keys }: JobView, { view, ceiling, repository, trust }: RunScope): Permissions {
  const { settings } = repository;
  return effectivePermissions({ job: keys.permissions, workflow: view.model.permissions, ceiling, settings, trust });
}
