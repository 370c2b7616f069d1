import { actionName, asMap, defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const appTokenAllRepositories = defineDiagnostic({
  code: "app-token-all-repositories",
  severity: "warning",
  message: (p: { owner: string }) =>
    `With \`owner\` and no \`repositories\`, the token reaches every repository of ${p.owner} where the App is installed.`,
  hint: () => "Name the repositories: `repositories: first,second`.",
});

export const appTokenAllPermissions = defineDiagnostic({
  code: "app-token-all-permissions",
  severity: "warning",
  isPedantic: true,
  message: () => "Without an input `permission-…` the token may do all that the App may.",
  hint: () => "State what the job needs of the App, such as `permission-contents: read`.",
});

export const appTokenKept = defineDiagnostic({
  code: "app-token-kept",
  severity: "warning",
  confidence: "medium",
  message: () => "With `skip-token-revoke` the token of the App stays valid when the job has ended, for up to an hour.",
  hint: () => "Drop `skip-token-revoke`: what needs a token in another job makes one there.",
});

/** Sources: the action's README; zizmor's audit `github-app`; ghalint's `github_app_should_limit_*`. */
export const appTokens: Rule = {
  reports: [appTokenAllRepositories, appTokenAllPermissions, appTokenKept],
  step({ uses, keys, path }, _holder, report) {
    if (uses?.kind !== "repository" || actionName(uses) !== "actions/create-github-app-token") return;
    const given = asMap(keys.with);
    if (!given) return;
    const at = [...path, "with"];
    if (given.owner !== undefined && given.repositories === undefined && given.enterprise === undefined)
      report(appTokenAllRepositories, { owner: ownerText(given.owner) }, [...at, "owner"]);
    if (!Object.keys(given).some((input) => input.startsWith("permission-")))
      report(appTokenAllPermissions, {}, [...path, "uses"]);
    const kept = given["skip-token-revoke"];
    if (kept === true || kept === "true") report(appTokenKept, {}, [...at, "skip-token-revoke"]);
  },
};

function ownerText(owner: unknown): string {
  return `\`${String(owner)}\``;
}
