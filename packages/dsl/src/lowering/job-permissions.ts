import { actionPermissions, type ModelPath, permissionMissing, permissionScopes, type Value } from "@yardmaster/core";
import { uncomment } from "../author/noted.ts";
import type { PermissionMap } from "../author/permissions.ts";
import { type StepNode, stepNode } from "../steps/step.ts";
import type { Lowering } from "../values/lowering.ts";
import { permissionUnknown } from "./job-diagnostics.ts";

interface Need {
  /** For messages: `actions/checkout`, or `the step "Publish"`. */
  readonly user: string;
  /** Undefined when nothing is known. */
  readonly permissions: PermissionMap | undefined;
  /** Said by the step itself. */
  readonly isDeclared: boolean;
  readonly path: ModelPath;
}

/** @returns the least permissions that the steps need; an unknown step is an error at its place. */
export function derivePermissions(steps: readonly StepNode[], path: ModelPath, into: Lowering): PermissionMap {
  const needs = needsOf(steps, path);
  for (const need of needs) {
    if (!need.permissions) into.diagnostics.push(permissionUnknown({ user: need.user }, { path: need.path }));
  }
  const scopes = (Object.keys(permissionScopes) as (keyof PermissionMap)[]).map((scope) => {
    const levels = needs.map((need) => rank(scope, need.permissions?.[scope]));
    return [scope, permissionScopes[scope][Math.max(0, ...levels)]] as const;
  });
  return Object.fromEntries(scopes.filter(([, level]) => level !== "none"));
}

/**
 * Reports steps that need more than the job has: that they say themselves, and what known actions read. What else is known
 * to be written is the analyzer's to say.
 */
export function checkPermissions(
  given: Value | undefined,
  steps: readonly StepNode[],
  path: ModelPath,
  into: Lowering,
): void {
  if (given === undefined || typeof given === "string" || given === null || typeof given !== "object") return;
  const map = given as Readonly<Record<string, unknown>>;
  for (const need of needsOf(steps, path)) {
    for (const [scope, level] of Object.entries(need.permissions ?? {}) as [keyof PermissionMap, string][]) {
      const has = (map[scope] as string | undefined) ?? "none";
      if (rank(scope, has) >= rank(scope, level) || (!need.isDeclared && level !== "read")) continue;
      into.diagnostics.push(
        permissionMissing(
          { user: need.user, needs: [`${scope}: ${level}`], given: [`${scope}: ${has}`] },
          { path: need.path },
        ),
      );
    }
  }
}

function needsOf(steps: readonly StepNode[], path: ModelPath): readonly Need[] {
  return steps.flatMap((node, index) => {
    const at = [...path, index];
    const children = needsOf((node.parallel ?? []).map(stepNode), [...at, "parallel"]);
    return [...ownNeed(node, at), ...children];
  });
}

/** A script that says nothing of the token is taken not to use it; an action is known, or unknown. */
function ownNeed(node: StepNode, path: ModelPath): readonly Need[] {
  const uses = uncomment(node.keys.uses).value;
  const user = typeof uses === "string" ? (uses.split("@")[0] ?? uses) : `The step "${node.id ?? node.idHint}"`;
  if (node.permissions) return [{ user, permissions: node.permissions, path, isDeclared: true }];
  if (typeof uses !== "string") return [];
  return [{ user, permissions: knownPermissions(user), path, isDeclared: false }];
}

function knownPermissions(action: string): PermissionMap | undefined {
  const name = action.toLowerCase();
  return Object.hasOwn(actionPermissions, name) ? actionPermissions[name] : undefined;
}

function rank(scope: keyof PermissionMap, level: string | undefined): number {
  return Math.max(0, (permissionScopes[scope] as readonly string[]).indexOf(level ?? "none"));
}
