import { defineDiagnostic } from "@yardmaster/core";

export const verbatimValue = defineDiagnostic({
  code: "verbatim-value",
  severity: "error",
  message: () => "A `verbatim` script takes no values: what is interpolated would be lost.",
  hint: () => "Write the text out, or use `sh`, `pwsh` or `py`; pass values of expressions in the step's `env`.",
});

export const scriptFileRefused = defineDiagnostic({
  code: "script-file-refused",
  severity: "error",
  message: (p: { path: string; problem: string }) =>
    `${JSON.stringify(p.path)} cannot be the text of a script: ${p.problem}.`,
  hint: () => "Name a file of UTF-8 relative to the repository's root, with forward slashes, such as `ops/deploy.sh`.",
});

export const scriptFileEnding = defineDiagnostic({
  code: "script-file-ending",
  severity: "error",
  message: (p: { path: string; known: readonly string[] }) =>
    `Nothing says what runs ${JSON.stringify(p.path)}: its ending is none of ${p.known.map((ending) => `.${ending}`).join(", ")}.`,
  hint: () => 'State what runs it: `run({ shell: "perl {0}" }, scriptFile(…))`.',
});
