import { isMap, permissionScopes, type Value } from "@yardmaster/core";
import type { Trust } from "../events/trust.ts";
import type { SimulatedSettings } from "../trace/facts.ts";

/**
 * By scope, `read` or `write`; a scope that is not there is `none`. `*: unknown` stands alone: nothing states any, and the
 * repository's default is not known.
 */
export type Permissions = Readonly<Record<string, string>>;

export type PermissionLevel = "none" | "read" | "write" | "unknown";

/** What is there where a job's token comes from. */
export interface PermissionSources {
  /** `permissions` of the job. */
  readonly job: Value | undefined;
  /** Of its workflow: counts only for jobs that state none. */
  readonly workflow: Value | undefined;
  /** What calling jobs, or workflows around them, state; undefined where none of them does. */
  readonly ceiling: Permissions | undefined;
  readonly settings: SimulatedSettings;
  readonly trust: Trust;
}

/**
 * What the token of a job has. What a workflow asks for beyond its caller's stops the run before any job: `refuseCalls`.
 * Source: docs.github.com, "Workflow syntax", `permissions`, and "GITHUB_TOKEN reference"; actions/runner,
 * `WorkflowTemplateConverter`: what is stated replaces what stands around it as a whole.
 */
export function effectivePermissions({ settings, trust, ...sources }: PermissionSources): Permissions {
  const stated = explicitPermissions(sources);
  const granted = stated ?? defaultPermissions(settings);
  const isReadOnly = trust.isRestricted || (trust.readsByDefault === true && stated === undefined);
  return tokenPermissions(isReadOnly ? readOnly(granted) : granted);
}

/** The same as far as anything states it, before it is known how far the run is trusted; undefined where nothing does. */
export function explicitPermissions(
  sources: Pick<PermissionSources, "job" | "workflow" | "ceiling">,
): Permissions | undefined {
  return statedPermissions(sources.job) ?? statedPermissions(sources.workflow) ?? sources.ceiling;
}

/**
 * Stated permissions by scope; undefined where none are. As GitHub compares them: `read-all` holds `id-token: read`, which no
 * token has. Source: docs.github.com, "Workflow syntax", `permissions`; actions/runner, `Permissions`.
 */
export function statedPermissions(stated: Value | undefined): Permissions | undefined {
  if (stated === undefined || stated === null) return undefined;
  if (stated === "read-all" || stated === "write-all") return allScopes(stated === "read-all" ? "read" : "write");
  if (!isMap(stated)) return {};
  const known = readBefore.get(stated);
  if (known) return known;
  const read = Object.fromEntries(
    Object.entries(stated).flatMap(([scope, level]) => (level === "read" || level === "write" ? [[scope, level]] : [])),
  );
  readBefore.set(stated, read);
  return read;
}

/** Legs of a job, and jobs of a workflow, share what is stated. */
const readBefore = new WeakMap<object, Permissions>();

/**
 * What a token has where nothing is stated. Source: docs.github.com, "GITHUB_TOKEN reference", table of default access: there
 * is no `id-token` in either.
 */
export function defaultPermissions({ defaultPermissions: setting }: SimulatedSettings): Permissions {
  if (setting === undefined) return { "*": "unknown" };
  if (setting === "restricted") return { contents: "read", packages: "read" };
  const { "id-token": _, ...rest } = allScopes("write");
  return rest;
}

export function permissionLevel(permissions: Permissions, scope: string): PermissionLevel {
  const level = Object.hasOwn(permissions, scope) ? permissions[scope] : undefined;
  if (level === "read" || level === "write") return level;
  return Object.hasOwn(permissions, "*") ? "unknown" : "none";
}

/** What a run of a fork or of Dependabot keeps. Source: docs.github.com, "GITHUB_TOKEN reference", "Maximum access". */
function readOnly(permissions: Permissions): Permissions {
  return Object.fromEntries(
    Object.entries(permissions).map(([scope, level]) => [scope, level === "write" ? "read" : level]),
  );
}

/** Without levels that a scope does not take. */
function tokenPermissions(permissions: Permissions): Permissions {
  return Object.fromEntries(
    Object.entries(permissions).filter(([scope, level]) => level === "unknown" || takes(scope, level)),
  );
}

/** `models` and `vulnerability-alerts` are only read. */
export function allScopes(level: "read" | "write"): Permissions {
  return Object.fromEntries(
    Object.keys(permissionScopes).map((scope) => [scope, level === "write" && !takes(scope, "write") ? "read" : level]),
  );
}

/** A scope that is not known here takes every level. */
function takes(scope: string, level: string): boolean {
  const levels: readonly string[] | undefined = Object.hasOwn(permissionScopes, scope)
    ? permissionScopes[scope as keyof typeof permissionScopes]
    : undefined;
  return levels?.includes(level) ?? true;
}
