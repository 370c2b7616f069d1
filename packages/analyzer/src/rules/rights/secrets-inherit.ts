import { defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const secretsInherit = defineDiagnostic({
  code: "secrets-inherit",
  severity: "warning",
  confidence: "medium",
  message: (p: { uses: string }) =>
    `\`secrets: inherit\` gives ${p.uses}, which another repository holds, every secret of this repository and its organisation.`,
  hint: () => "Hand on the secrets that it needs by name: `secrets: { NAME: ${{ secrets.NAME }} }`.",
});

export const secretsInheritLocal = defineDiagnostic({
  code: "secrets-inherit-local",
  severity: "warning",
  isPedantic: true,
  message: (p: { uses: string }) =>
    `\`secrets: inherit\` gives ${p.uses} every secret of this repository and its organisation, whatever it reads.`,
  hint: () => "Declare the secrets in the called workflow, and hand them on by name.",
});

export const inheritedSecrets: Rule = {
  reports: [secretsInherit, secretsInheritLocal],
  job({ keys, path, uses }, _workflow, report) {
    if (keys.secrets !== "inherit" || !uses) return;
    if (uses.kind === "repository") report(secretsInherit, { uses: uses.text }, [...path, "secrets"]);
    if (uses.kind === "local") report(secretsInheritLocal, { uses: uses.text }, [...path, "secrets"]);
  },
};
