import { defineDiagnostic } from "@yardmaster/core";

export const notLinted = defineDiagnostic({
  code: "not-linted",
  severity: "error",
  message: (p: { file: string }) => `${JSON.stringify(p.file)} is neither a workflow nor the metadata of an action.`,
  hint: () => "Name workflows, `action.yml` files, or the folder of a repository.",
});

export const lintPathMissing = defineDiagnostic({
  code: "lint-path-missing",
  severity: "error",
  message: (p: { path: string }) => `There is no file or folder ${JSON.stringify(p.path)}.`,
  hint: () => "Correct the path, or leave it out to lint the repository around the current folder.",
});

export const nothingToLint = defineDiagnostic({
  code: "nothing-to-lint",
  severity: "error",
  message: (p: { folder: string }) =>
    `The folder ${JSON.stringify(p.folder)} holds no workflow, no metadata of an action and no \`dependabot.yml\`.`,
  hint: () => "Name a folder that holds workflows or an `action.yml`, or the file itself.",
});

export const lintPathRefused = defineDiagnostic({
  code: "lint-path-refused",
  severity: "error",
  message: (p: { path: string; reason: string }) =>
    `The system refuses to read ${JSON.stringify(p.path)}: ${p.reason}.`,
  hint: () => "Let your user read the file, or leave it out.",
});

/** What a program says of a script. */
interface ScriptParameters {
  readonly code?: string | undefined;
  readonly message: string;
}

const sentence = (program: string) => (p: ScriptParameters) =>
  `${program} says${p.code ? ` ${p.code}` : ""}: ${p.message}`;
const wiki = (p: ScriptParameters) =>
  `Correct the script, or answer it in the line before: \`# shellcheck disable=${p.code}\`; see https://www.shellcheck.net/wiki/${p.code}.`;

export const shellcheckWarning = defineDiagnostic({
  code: "shellcheck",
  severity: "warning",
  message: sentence("shellcheck"),
  hint: wiki,
});

export const shellcheckNote = defineDiagnostic({
  code: "shellcheck-note",
  severity: "warning",
  isPedantic: true,
  message: sentence("shellcheck"),
  hint: wiki,
});

export const pyflakesWarning = defineDiagnostic({
  code: "pyflakes",
  severity: "warning",
  message: sentence("pyflakes"),
  hint: () => "Correct the script.",
});

/** Of input that cannot be judged: what it holds is not known. */
export const unlintedCodes: ReadonlySet<string> = new Set([
  "yaml-syntax",
  "yaml-alias-limit",
  "yaml-alias-unknown",
  "yaml-alias-circular",
  ...[notLinted, lintPathMissing, nothingToLint, lintPathRefused].map(({ code }) => code),
]);
