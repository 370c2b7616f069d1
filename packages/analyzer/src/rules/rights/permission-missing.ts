import { defineDiagnostic, type NeededPermissions, permissionMissing } from "@yardmaster/core";
import { exceeding, type PermissionLevels, permissionLevels } from "../permission-levels.ts";
import type { Rule } from "../rule.ts";
import { tokenUses } from "./step-needs.ts";

export const permissionMissingPrivate = defineDiagnostic({
  code: "permission-missing-private",
  severity: "warning",
  isPedantic: true,
  message: (p: { user: string; needs: readonly string[]; given: readonly string[] }) =>
    `${p.user} needs ${p.needs.map((need) => `\`${need}\``).join(" or ")} in a private repository, and the job has ${p.given.map((level) => `\`${level}\``).join(" and ")}.`,
  hint: (p) => `Give the job \`${p.needs[0]}\` beside what it has: scopes that it does not name are \`none\`.`,
});

/** Steps that are known to need more than their job states. Where nothing is stated, the repository's settings decide. */
export const missingPermissions: Rule = {
  reports: [permissionMissing, permissionMissingPrivate],
  job(job, { model }, report) {
    const granted = permissionLevels(job.keys.permissions ?? model.permissions);
    if (!granted) return;
    for (const step of job.steps) {
      for (const { user, excerpt, isScript, needs } of tokenUses(step, job, model)) {
        const lacking = needs.map((alternative) => lackingScopes(alternative, granted));
        if (lacking.length === 0 || lacking.some((scopes) => scopes.length === 0)) continue;
        const wanted = needs.map((alternative, index) =>
          (lacking[index] ?? []).map((scope) => `${scope}: ${alternative[scope]}`).join("`, `"),
        );
        const given = [...new Set(lacking.flat())].map((scope) => `${scope}: ${granted[scope] ?? "none"}`);
        const isReading = needs.every((alternative, index) =>
          (lacking[index] ?? []).every((scope) => alternative[scope] === "read" && scope !== "models"),
        );
        const kind = isReading ? permissionMissingPrivate : permissionMissing;
        const path = [...step.path, isScript ? "run" : "uses"];
        report(kind, { user, needs: wanted, given }, path, { excerpt });
      }
    }
  },
};

function lackingScopes(needs: NeededPermissions, granted: PermissionLevels): readonly string[] {
  return exceeding(needs, granted);
}
