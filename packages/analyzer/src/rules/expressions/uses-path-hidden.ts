import { defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const usesPathHidden = defineDiagnostic({
  code: "uses-path-hidden",
  severity: "warning",
  message: (p: { uses: string }) =>
    `"${p.uses}" goes to its action by a detour: linters and readers take it for another.`,
  hint: () => "Write the path without `//`, `.` and `..` in it.",
});

/** Of actions in other repositories; zizmor calls it obfuscation. */
export const usesPaths: Rule = {
  reports: [usesPathHidden],
  step({ uses, path }, _, report) {
    if (!uses || uses.kind === "local" || uses.kind === "docker") return;
    if (/\/\/|\/\.{1,2}(?:\/|@|$)/.test(uses.text)) report(usesPathHidden, { uses: uses.text }, [...path, "uses"]);
  },
};
