import { defineDiagnostic } from "./diagnostic.ts";

/** Said by the language of what a step declares that it needs, and by the analyzer of what steps are known to need. */
export const permissionMissing = defineDiagnostic({
  code: "permission-missing",
  severity: "warning",
  /** `needs` such as `contents: write`; of several, one is enough. */
  message: (p: { user: string; needs: readonly string[]; given: readonly string[] }) =>
    `${p.user} needs ${p.needs.map((need) => `\`${need}\``).join(" or ")}, and the job has ${p.given.map((level) => `\`${level}\``).join(" and ")}.`,
  hint: (p) => `Give the job \`${p.needs[0]}\` beside what it has.`,
});
