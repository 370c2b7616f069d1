import { permissionRank } from "@yardmaster/core";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { Reason } from "../trace/trace.ts";
import { type Call, refuseCall } from "./call-contract.ts";
import { reachOfCall } from "./called-secrets.ts";
import { allScopes, defaultPermissions, type Permissions, statedPermissions } from "./permissions.ts";

/**
 * What a called workflow, or a job of it, asks for beyond what the calling job grants.
 * Source: actions/runner, `PermissionsHelper.ValidateEmbeddedPermissions`: what the called workflow states for all its jobs
 * bounds none of them; where nobody states anything, the repository's default grants.
 * @param doubts takes a refusal that hangs on the repository's default, where that is not known.
 */
export function refusePermissions(call: Call, repository: SimulatedRepository, doubts: Reason[]): Reason | undefined {
  const { granted } = call;
  if (granted) return excessOf(call, granted, "grants");
  const setting = repository.settings.defaultPermissions;
  const most = refuseByDefault(call, "permissive", repository);
  if (most || setting === "permissive") return most;
  const refusal = refuseByDefault(call, "restricted", repository);
  if (setting === "restricted" || !refusal) return refusal;
  doubts.push({ ...refusal, dependsOn: ["settings.defaultPermissions"] });
  return undefined;
}

function refuseByDefault(
  call: Call,
  setting: "restricted" | "permissive",
  repository: SimulatedRepository,
): Reason | undefined {
  if (setting === "restricted") {
    return excessOf(
      call,
      defaultPermissions({ defaultPermissions: setting }),
      "states none, so that the default grants",
    );
  }
  const isTrusted = reachOfCall(repository, call.called.place) === "same-owner";
  const { "id-token": token = "", ...rest } = allScopes("write");
  const most = isTrusted ? { ...rest, "id-token": token } : rest;
  return excessOf(call, most, "states none, so that the default grants");
}

function excessOf({ job, caller, called }: Call, granted: Permissions, how: string): Reason | undefined {
  const asking = [
    { who: called.key, stated: statedPermissions(called.view.model.permissions) },
    ...called.view.jobs.map(({ id, keys }) => ({
      who: `job \`${id}\` of ${called.key}`,
      stated: statedPermissions(keys.permissions),
    })),
  ];
  for (const { who, stated } of asking) {
    const excess = Object.entries(stated ?? {}).filter(
      ([scope, level]) => permissionRank(scope, level) > permissionRank(scope, levelIn(granted, scope)),
    );
    if (excess.length === 0) continue;
    const asked = some(excess.map(([scope, level]) => `\`${scope}: ${level}\``));
    const allowed = some(excess.map(([scope]) => `\`${scope}: ${levelIn(granted, scope)}\``));
    return refuseCall(
      "call-permissions",
      job,
      caller,
      `calls ${called.key} and ${how} ${allowed}, and ${who} asks for ${asked}`,
    );
  }
  return undefined;
}

function some(texts: readonly string[]): string {
  const rest = texts.length - 3;
  return rest > 1 ? `${texts.slice(0, 3).join(", ")} and ${rest} more` : texts.join(", ");
}

function levelIn(permissions: Permissions, scope: string): string {
  return (Object.hasOwn(permissions, scope) && permissions[scope]) || "none";
}
