import { actionName, defineDiagnostic, type UsesReference } from "@yardmaster/core";
import type { ActionSubject, Rule, Subject } from "../rule.ts";

export const actionSwitchedOff = defineDiagnostic({
  code: "action-switched-off",
  severity: "error",
  message: (p: { uses: string }) =>
    `GitHub fails the job at once: \`${p.uses}\` is a version whose service it has switched off.`,
  hint: (p) => `Use ${p.uses.replace(/@.*/, "")} of the newest major version.`,
});

/**
 * The last major version that github.com has switched off: artifacts since 30 January 2025, caches since 1 March 2025.
 * Source: github.blog/changelog, 2024-04-16 and 2024-12-05. GitHub Enterprise Server still takes them.
 */
const switchedOff: Readonly<Record<string, number>> = {
  "actions/upload-artifact": 3,
  "actions/download-artifact": 3,
  "actions/cache": 2,
};

export const switchedOffActions: Rule = {
  reports: [actionSwitchedOff],
  step({ uses, path }, { document }, report) {
    if (uses && isSwitchedOff(uses, document)) report(actionSwitchedOff, { uses: uses.text }, [...path, "uses"]);
  },
};

export function isSwitchedOff(uses: UsesReference, document: Subject | ActionSubject): boolean {
  const last = uses.kind === "repository" ? switchedOff[actionName(uses)] : undefined;
  if (uses.kind !== "repository" || last === undefined) return false;
  if (document.kind === "workflow" && document.target?.startsWith("ghes")) return false;
  const [, major] = /^v?(\d+)(?:\.\d+)*$/.exec(uses.ref) ?? [];
  return major !== undefined && Number(major) <= last;
}
