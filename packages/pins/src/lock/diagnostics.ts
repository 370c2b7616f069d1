import { defineDiagnostic } from "@yardmaster/core";

export const lockMissing = defineDiagnostic({
  code: "lock-missing",
  severity: "error",
  message: (p: { file: string }) => `${p.file} does not exist, so there are no actions to bind.`,
  hint: () => "Restore the file from git.",
});
