import { defineDiagnostic } from "@yardmaster/core";

export const notLinted = defineDiagnostic({
  code: "not-linted",
  severity: "error",
  message: (p: { file: string }) => `${JSON.stringify(p.file)} is neither a workflow nor the metadata of an action.`,
  hint: () => "Name workflows, `action.yml` files, or the folder of a repository.",
});
