import { asMap, defineDiagnostic, type JobView, type ValueMap } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { isPlaceholder, mayUse, tokenUses } from "./step-needs.ts";

export const permissionUnused = defineDiagnostic({
  code: "permission-unused",
  severity: "warning",
  confidence: "medium",
  message: (p: { scope: string; holder: string }) =>
    `Nothing in ${p.holder} is known to use \`${p.scope}: write\`, and all of its steps are known.`,
  hint: (p) => `Drop \`${p.scope}: write\`${p.scope === "contents" ? ", or read alone: `contents: read`" : ""}.`,
});

export const permissionWide = defineDiagnostic({
  code: "permission-wide",
  severity: "warning",
  confidence: "medium",
  message: (p: { scope: string; jobs: readonly string[] }) =>
    `\`${p.scope}: write\` of the workflow goes to ${p.jobs.map((id) => `"${id}"`).join(", ")} as well, which ${p.jobs.length === 1 ? "has" : "have"} no use for it.`,
  hint: (p) => `Give \`${p.scope}: write\` to the jobs that use it, by \`permissions\` of their own.`,
});

/** Write permissions that steps do not use, told only where every step is known and one does something. */
export const unusedPermissions: Rule = {
  reports: [permissionUnused, permissionWide],
  job(job, { model }, report) {
    if (job.steps.every(isPlaceholder)) return;
    for (const scope of scopesToWrite(job.keys)) {
      if (isUsed(job, model, scope)) continue;
      report(permissionUnused, { scope, holder: `the job "${job.id}"` }, [...job.path, "permissions", scope]);
    }
  },
  workflow({ model, jobs }, report) {
    const inheriting = jobs.filter(({ keys }) => keys.permissions === undefined);
    if (inheriting.length === 0) return;
    for (const scope of scopesToWrite(model)) {
      const idle = inheriting.filter((job) => job.keys.uses === undefined && !isUsed(job, model, scope));
      if (idle.every(({ steps }) => steps.every(isPlaceholder))) continue;
      const path = ["permissions", scope];
      if (idle.length === inheriting.length) report(permissionUnused, { scope, holder: "the workflow" }, path);
      else if (idle.length > 0) report(permissionWide, { scope, jobs: idle.map(({ id }) => id) }, path);
    }
  },
};

function scopesToWrite({ permissions }: ValueMap): readonly string[] {
  return Object.entries(asMap(permissions) ?? {}).flatMap(([scope, level]) => (level === "write" ? [scope] : []));
}

function isUsed(job: JobView, workflow: ValueMap, scope: string): boolean {
  return job.steps.some(
    (step) =>
      mayUse(step, job, workflow, scope) ||
      tokenUses(step, job, workflow).some(({ needs }) => needs.some((alternative) => alternative[scope] === "write")),
  );
}
