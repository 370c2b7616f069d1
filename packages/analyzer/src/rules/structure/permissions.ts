import {
  allowedValues,
  asMap,
  defineDiagnostic,
  type ModelPath,
  nearestNames,
  permissionScopes,
  type Value,
} from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";
import { replacedBy, writeOneOf } from "./suggestion.ts";

export const permissionScopeUnknown = defineDiagnostic({
  code: "permission-scope-unknown",
  severity: "error",
  message: (p: { scope: string; nearest: readonly string[] }) =>
    p.scope === "workflows"
      ? "A job's token has no permission `workflows`: it can never change a workflow file."
      : `There is no permission ${JSON.stringify(p.scope)}, and GitHub refuses the workflow.`,
  hint: (p) =>
    p.scope === "workflows"
      ? "Use the token of an App or a person for it, and remove the permission."
      : `Write ${writeOneOf(p.nearest, scopes)}`,
});

interface Level {
  /** Undefined for `permissions` as a whole. */
  readonly scope: string | undefined;
  readonly level: string;
  readonly levels: readonly string[];
  readonly nearest: readonly string[];
}

export const permissionLevelUnknown = defineDiagnostic({
  code: "permission-level-unknown",
  severity: "error",
  message: (p: Level) =>
    `${p.scope === undefined ? "`permissions`" : `The permission \`${p.scope}\``} cannot be ${JSON.stringify(p.level)}, and GitHub refuses the workflow.`,
  hint: (p) => `Write ${writeOneOf(p.nearest, p.levels)}`,
});

const levelsOf: Readonly<Record<string, readonly string[]>> = permissionScopes;
const scopes = Object.keys(permissionScopes);

/** Source of scopes and levels: the schema of GitHub's parser, which says no more than that a value was not expected. */
export const permissions: Rule = {
  reports: [permissionScopeUnknown, permissionLevelUnknown],
  workflow({ model }, report) {
    check(model.permissions, ["permissions"], report);
  },
  job({ keys, path }, _, report) {
    check(keys.permissions, [...path, "permissions"], report);
  },
};

function check(value: Value | undefined, path: ModelPath, report: Report): void {
  if (typeof value === "string") checkLevel(undefined, value, allowedValues.permissions, path, report);
  for (const [scope, level] of Object.entries(asMap(value) ?? {})) {
    const levels = levelsOf[scope];
    if (!levels) {
      if (scope === "<<" || scope.includes("${{")) continue;
      const nearest = scope === "workflows" ? [] : nearestNames(scope, scopes);
      report(permissionScopeUnknown, { scope, nearest }, [...path, scope], { at: "key" });
    } else if (typeof level === "string") checkLevel(scope, level, levels, [...path, scope], report);
  }
}

function checkLevel(
  scope: string | undefined,
  level: string,
  levels: readonly string[],
  path: ModelPath,
  report: Report,
): void {
  if (levels.includes(level) || level.includes("${{")) return;
  const nearest = levels.length === 2 ? levels.filter((known) => known !== "none") : nearestNames(level, levels);
  const fixes = replacedBy(path, nearest);
  report(permissionLevelUnknown, { scope, level, levels, nearest }, path, { fixes });
}
