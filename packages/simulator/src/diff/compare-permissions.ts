import { formatModelPath, permissionRank } from "@yardmaster/core";
import { type Permissions, permissionLevel } from "../calls/permissions.ts";
import type { JobBehaviour } from "./behaviour.ts";
import type { Change, ChangeSeverity } from "./change.ts";
import { code, codes } from "./code.ts";

/** The token of a job, scope by scope. @param old undefined for a job that was not there. */
export function comparePermissions(old: JobBehaviour | undefined, now: JobBehaviour, file: string): readonly Change[] {
  const [before, after] = [old?.permissions ?? {}, now.permissions];
  const of = ` of job ${code(now.id)}`;
  const base = { kind: "permissions", file, path: formatModelPath([...now.path, "permissions"]) } as const;
  const [wasOpen, isOpen] = [isUnknown(before), isUnknown(after)];
  if (wasOpen && isOpen) return [];
  if (wasOpen || isOpen) {
    const severity = isOpen || exceedsDefault(after) ? "widens" : "narrows";
    const sentence = `Permissions${of}: ${all(before)}, now ${all(after)}`;
    return [{ ...base, severity, sentence, old: textOf(before), new: textOf(after) }];
  }
  const scopes = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return scopes.flatMap((scope): readonly Change[] => {
    const [had, has] = [permissionLevel(before, scope), permissionLevel(after, scope)];
    if (had === has) return [];
    const severity: ChangeSeverity = permissionRank(scope, has) > permissionRank(scope, had) ? "widens" : "narrows";
    const sentence = `Permission ${code(scope)}${of}: ${code(had)}, now ${code(has)}`;
    return [{ ...base, severity, sentence, old: had, new: has }];
  });
}

function isUnknown(permissions: Permissions): boolean {
  return Object.hasOwn(permissions, "*");
}

/** Whether a token may do more than one that the strictest setting of a repository gives: contents and packages read. */
function exceedsDefault(permissions: Permissions): boolean {
  return Object.entries(permissions).some(
    ([scope, level]) => level === "write" || !(scope === "contents" || scope === "packages"),
  );
}

function all(permissions: Permissions): string {
  return isUnknown(permissions) ? "what its caller or the repository's settings give" : codes(listOf(permissions));
}

function textOf(permissions: Permissions): string {
  return isUnknown(permissions) ? "default" : listOf(permissions).join(", ");
}

function listOf(permissions: Permissions): readonly string[] {
  return Object.entries(permissions)
    .map(([scope, level]) => `${scope}: ${level}`)
    .sort();
}
