import { defineDiagnostic } from "@yardmaster/core";

export const sourceInvalid = defineDiagnostic({
  code: "source-invalid",
  severity: "error",
  message: (p: { problem: string }) => `The module cannot be compiled: ${withFullStop(p.problem)}`,
  hint: () => "Correct the TypeScript at this place.",
});

export const sourceImportMissing = defineDiagnostic({
  code: "source-import-missing",
  severity: "error",
  message: (p: { problem: string }) => withFullStop(p.problem),
  hint: () => "Correct the path, or install the package.",
});

export const sourceAwaits = defineDiagnostic({
  code: "source-awaits",
  severity: "error",
  message: () => "The module awaits at its top level, and sources are evaluated in one synchronous step.",
  hint: () => "Compute the value without `await`; put network look-ups into a generated file.",
});

export const sourceImportMeta = defineDiagnostic({
  code: "source-import-meta",
  severity: "error",
  message: () => "The module reads `import.meta`, which has no meaning in a bundled source.",
  hint: () => "Import the file you need, or write its path relative to the repository's root.",
});

export const sourceReadsDirname = defineDiagnostic({
  code: "source-dirname",
  severity: "error",
  message: (p: { name: string }) => `The module reads \`${p.name}\`, which has no meaning in a bundled source.`,
  hint: () => "Import the file you need, or write its path relative to the repository's root.",
});

export const sourceMissing = defineDiagnostic({
  code: "source-missing",
  severity: "error",
  message: (p: { source: string }) => `${p.source} is a link to something that is not there, or is no file.`,
  hint: () => "Mend or remove the link.",
});

export const packageUnloadable = defineDiagnostic({
  code: "package-unloadable",
  severity: "error",
  message: (p: { packageName: string; error: string }) =>
    `The package "${p.packageName}" cannot be loaded: ${withFullStop(p.error)}`,
  hint: () => "The mistake is in the package or its installation: mend that, or take another version.",
});

export const packageThrows = defineDiagnostic({
  code: "package-throws",
  severity: "error",
  message: (p: { source: string; packageName: string; error: string }) =>
    `The package "${p.packageName}" fails while ${p.source} is evaluated: ${withFullStop(p.error)}`,
  hint: () => "See what it is given here, and which version of it is installed.",
});

export const sourceSuspicious = defineDiagnostic({
  code: "source-suspicious",
  severity: "warning",
  message: (p: { problem: string }) => withFullStop(p.problem),
});

export const sourceThrows = defineDiagnostic({
  code: "source-throws",
  severity: "error",
  message: (p: { source: string; error: string; forgotten?: string | undefined }) =>
    `Evaluating ${p.source} fails: ${withFullStop(p.error)}`,
  hint: ({ forgotten }) =>
    forgotten === undefined
      ? "Correct the line that throws."
      : `\`${forgotten}\` is a part of the language: add it to the import from "yardmaster".`,
});

export const handleReadEarly = defineDiagnostic({
  code: "handle-read-early",
  severity: "error",
  message: (p: { read: string }) => `\`${p.read}\` is read here before the job or the step that has it is made.`,
  hint: () => "Make it above what reads it; jobs that need each other, by `needs` or by outputs, could never start.",
});

export const sourceExits = defineDiagnostic({
  code: "source-exits",
  severity: "error",
  message: (p: { source: string; call: string }) => `Evaluating ${p.source} calls \`${p.call}\`.`,
  hint: () => "Throw an error instead; it will be reported at its line.",
});

export const sourceExportsNothing = defineDiagnostic({
  code: "source-exports-nothing",
  severity: "error",
  message: (p: { source: string }) => `${p.source} exports no workflow, action or task table.`,
  hint: () =>
    "Export what `workflow(…)` returns, or rename the module so that it no longer ends in .workflow.ts, .action.ts or .tasks.ts.",
});

export const sourceName = defineDiagnostic({
  code: "source-name",
  severity: "error",
  message: (p: { path: string }) =>
    `${p.path} is named almost like a source, and is not read: sources end in .workflow, .action or .tasks, and .ts, .mts, .cts, .js, .mjs or .cjs.`,
  hint: () => "Rename the module, for example to end in .workflow.ts, or so that it looks like no source.",
});

export const documentNotExported = defineDiagnostic({
  code: "document-not-exported",
  severity: "error",
  message: (p: { path: string }) => `${p.path} would be made here, but no source exports it, so it is not written.`,
  hint: () =>
    "Export it from a module that ends in .workflow.ts, .action.ts or .tasks.ts, by itself or in a list or map.",
});

export const jobInNoWorkflow = defineDiagnostic({
  code: "job-in-no-workflow",
  severity: "warning",
  message: (p: { id: string }) => `The job "${p.id}" is in no workflow, so it is not written.`,
  hint: () => "Add it to `jobs` of its workflow, or take it out.",
});

export const documentExportedTwice = defineDiagnostic({
  code: "document-exported-twice",
  severity: "error",
  message: (p: { path: string; first: string; second: string }) =>
    `What makes ${p.path} is exported by ${p.first} and again by ${p.second}.`,
  hint: () => "Export it from one source; other modules may import it.",
});

export const policiesMissing = defineDiagnostic({
  code: "policies-missing",
  severity: "error",
  message: (p: { source: string }) => `${p.source} exports no list \`policies\`, so it asks nothing of any workflow.`,
  hint: () => "Write `export const policies = […]`, or rename the module.",
});

export const policyInvalid = defineDiagnostic({
  code: "policy-invalid",
  severity: "error",
  message: (p: { source: string; index: number }) => `\`policies[${p.index}]\` of ${p.source} is no policy.`,
  hint: () =>
    "Put there what `policy(…)` or a policy of the language returns; those are functions, and have to be called.",
});

/** Of errors after which it is not known what a source makes. */
export const unreadableCodes: ReadonlySet<string> = new Set(
  [
    sourceInvalid,
    sourceImportMissing,
    sourceAwaits,
    sourceImportMeta,
    sourceReadsDirname,
    sourceMissing,
    sourceThrows,
    sourceExits,
    sourceExportsNothing,
    sourceName,
    packageUnloadable,
    packageThrows,
    documentNotExported,
    policiesMissing,
    policyInvalid,
  ].map(({ code }) => code),
);

function withFullStop(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
