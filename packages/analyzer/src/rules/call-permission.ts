import { defineDiagnostic, type ValueMap } from "@yardmaster/core";
import { calledWorkflow, maximumCallDepth } from "./called-workflow.ts";
import { exceeding, type PermissionLevels, permissionLevels } from "./permission-levels.ts";
import type { AnalyzedWorkflow, RepositoryWorkflows, Rule } from "./rule.ts";

interface Parameters {
  /** The value of `uses`. */
  readonly uses: string;
  /** `The nested job 'j'`, or `The workflow` for what stands at its top. */
  readonly who: string;
  readonly requested: string;
  readonly allowed: string;
}

export const callPermissionMissing = defineDiagnostic({
  code: "call-permission-missing",
  severity: "error",
  message: (p: Parameters) =>
    `GitHub refuses the run at its start: Error calling workflow '${p.uses}'. ${p.who} is requesting '${p.requested}', but is only allowed '${p.allowed}'.`,
  hint: (p) =>
    `Give the calling job \`permissions\` with \`${p.requested}\` beside what it has: it grants, at most, its own.`,
});

export const callPermissionBySettings = defineDiagnostic({
  code: "call-permission-by-settings",
  severity: "warning",
  message: (p: Parameters) =>
    `The calling job states no permissions. Where the repository's default is the restricted one, GitHub refuses the run at its start: Error calling workflow '${p.uses}'. ${p.who} is requesting '${p.requested}', but is only allowed '${p.allowed}'.`,
  hint: (p) => `Give the calling job \`permissions\` with \`${p.requested}\`: it then runs whatever the settings are.`,
});

/** What a repository grants whose default is restricted; the other default is everything. */
const restrictedDefault: PermissionLevels = { contents: "read", packages: "read" };

/**
 * A called workflow, at its top or in a job, that asks for more than its caller grants. What a caller grants is stated by
 * the calling job or its workflow, goes down through workflows that state nothing, and ends at the next that does.
 * Source: actions/runner, `src/Sdk/WorkflowParser/Conversion/PermissionsHelper.cs` and `WorkflowTemplateConverter.cs`.
 */
export const callPermissions: Rule = {
  reports: [callPermissionMissing, callPermissionBySettings],
  job({ keys, path }, { model, events, repository }, report) {
    const called = calledWorkflow(keys, repository);
    if (!called) return;
    const isStarted = [...events.keys()].some((event) => event !== "workflow_call");
    const stated = keys.permissions ?? model.permissions;
    const granted = stated === undefined && isStarted ? restrictedDefault : permissionLevels(stated);
    if (!granted) return; // the caller's caller grants, or it cannot be read
    const kind = stated === undefined ? callPermissionBySettings : callPermissionMissing;
    for (const excess of excesses(keys, called, granted, repository, 1)) report(kind, excess, path);
  },
};

function excesses(
  caller: ValueMap,
  called: AnalyzedWorkflow,
  granted: PermissionLevels,
  repository: RepositoryWorkflows,
  depth: number,
): readonly Parameters[] {
  const { model } = called;
  const uses = String(caller.uses);
  const atTop = describe(uses, "The workflow", permissionLevels(model.permissions), granted);
  const inJobs = Object.entries(model.jobs).flatMap(([id, job]) => {
    const own = describe(uses, `The nested job '${id}'`, permissionLevels(job.permissions), granted);
    const next = calledWorkflow(job, repository);
    const isInherited = job.permissions === undefined && model.permissions === undefined;
    if (!next || !isInherited || depth >= maximumCallDepth) return own;
    return [...own, ...excesses(job, next, granted, repository, depth + 1)];
  });
  return [...atTop, ...inJobs];
}

function describe(
  uses: string,
  who: string,
  requested: PermissionLevels | undefined,
  granted: PermissionLevels,
): readonly Parameters[] {
  if (!requested) return [];
  const scopes = exceeding(requested, granted);
  if (scopes.length === 0) return [];
  const list = (levels: PermissionLevels): string =>
    scopes.map((scope) => `${scope}: ${levels[scope] ?? "none"}`).join(", ");
  return [{ uses, who, requested: list(requested), allowed: list(granted) }];
}
