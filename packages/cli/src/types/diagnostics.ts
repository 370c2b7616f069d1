import { defineDiagnostic } from "@yardmaster/core";
import { leastTypeScript } from "./find-compiler.ts";

export const typeError = defineDiagnostic({
  code: "type-error",
  severity: "error",
  message: (p: { code: string; message: string }) => `${p.code}: ${p.message}`,
  hint: (p) => hints[p.code] ?? "Correct the type, as your editor shows it; `--no-types` leaves the type check out.",
});

/** For messages that say nothing of workflows. */
const hints: Readonly<Record<string, string>> = {
  TS7022: "Jobs that need each other, by `needs` or by outputs, could never start: let one of the two go.",
  TS2448: "Make it above what reads it; jobs that need each other could never start.",
  TS5097:
    'Set "allowImportingTsExtensions": true in tsconfig.json, beside "noEmit": modules name each other as their files are called.',
  TS2454: "Make it above what reads it; jobs that need each other could never start.",
};

export const typesUncheckable = defineDiagnostic({
  code: "types-uncheckable",
  severity: "error",
  message: (p: { version: string; problem: string }) =>
    `TypeScript ${p.version} cannot check the sources: ${p.problem}`,
  hint: () => "Mend tsconfig.json or the installation of TypeScript; `--no-types` leaves the type check out.",
});

export const typescriptTooOld = defineDiagnostic({
  code: "typescript-too-old",
  severity: "error",
  message: (p: { version: string }) =>
    `TypeScript ${p.version} cannot check the sources: their types need ${leastTypeScript} or newer.`,
  hint: () => "Run `npm install --save-dev typescript@latest`; `--no-types` leaves the type check out.",
});
