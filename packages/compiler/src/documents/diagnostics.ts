import { defineDiagnostic } from "@yardmaster/core";

interface NamedParameters {
  readonly uses: string;
  readonly name: string;
  readonly nearest: readonly string[];
}

export const localActionMissing = defineDiagnostic({
  code: "local-action-missing",
  severity: "error",
  message: (p: { uses: string }) =>
    `\`${p.uses}\` names no action: the repository has no action.yml, action.yaml or Dockerfile there.`,
  hint: () => "Correct the folder; it is relative to the root of the repository.",
});

export const localActionAbsent = defineDiagnostic({
  code: "local-action-absent",
  severity: "warning",
  message: (p: { uses: string }) =>
    `The repository has no action for \`${p.uses}\`: the step fails unless an earlier one puts it there.`,
  hint: () => "Correct the folder if the action is of this repository; it is relative to its root.",
});

export const localActionUnreadable = defineDiagnostic({
  code: "local-action-unreadable",
  severity: "error",
  message: (p: { path: string; reason: string }) => `${p.path} ${p.reason}.`,
  hint: () => "Correct that file: GitHub could not load the action either.",
});

export const localActionInput = defineDiagnostic({
  code: "local-action-input",
  severity: "error",
  message: (p: NamedParameters) =>
    `The action of \`${p.uses}\` has no input ${JSON.stringify(p.name)}: GitHub would warn in the log and go on without it.`,
  hint: (p) => insteadOf(p) ?? "Leave it out, or declare it in the action's metadata.",
});

export const localActionRequired = defineDiagnostic({
  code: "local-action-required",
  severity: "warning",
  message: (p: { uses: string; name: string }) =>
    `The action of \`${p.uses}\` requires the input ${JSON.stringify(p.name)}: without it, GitHub gives the empty text.`,
  hint: (p) => `Give \`${p.name}\`.`,
});

export const localActionOutput = defineDiagnostic({
  code: "local-action-output",
  severity: "error",
  message: (p: NamedParameters) =>
    `The action of \`${p.uses}\` has no output ${JSON.stringify(p.name)}: what reads it gets the empty text.`,
  hint: (p) => insteadOf(p) ?? "Declare it in the action's metadata.",
});

function insteadOf({ nearest }: NamedParameters): string | undefined {
  return nearest.length > 0 ? `Write ${nearest.map((name) => JSON.stringify(name)).join(" or ")}.` : undefined;
}

export const fileClaimedTwice = defineDiagnostic({
  code: "file-claimed-twice",
  severity: "error",
  message: (p: { path: string; other: string }) => `${p.path} is made here and also at ${p.other}.`,
  hint: () => "Give one of the two another id.",
});

export const idUnsafe = defineDiagnostic({
  code: "id-unsafe",
  severity: "error",
  message: (p: { id: string }) => `The id ${JSON.stringify(p.id)} cannot be the name of a file on every system.`,
  hint: () =>
    "Use letters, digits, `.`, `-` and `_`, begin with a letter, digit or `_`, and stay under 100 characters.",
});

export const textNotUnicode = defineDiagnostic({
  code: "text-not-unicode",
  severity: "error",
  message: (p: { text: string }) =>
    `The text ${JSON.stringify(p.text)} holds half of a surrogate pair, which no file can hold.`,
  hint: () => "Remove that character, or cut the text between whole characters.",
});

export const rootUnread = defineDiagnostic({
  code: "root-unread",
  severity: "warning",
  message: (p: { folder: string }) =>
    `GitHub looks for workflows at the root of a repository alone, and ${p.folder} is no repository of its own: what is written to ${p.folder}/.github/workflows never runs.`,
  hint: (p) =>
    `Leave \`root\` out, filter the triggers by \`paths: ["${p.folder}/**"]\` and give \`defaults: { run: { "working-directory": "${p.folder}" } }\`; or make the folder a submodule.`,
});

export const rootBelowRepository = defineDiagnostic({
  code: "root-below-repository",
  severity: "warning",
  message: () =>
    "The folder that holds workflows-src lies below the root of its git repository, and GitHub looks for workflows at the root alone: what is written here never runs.",
  hint: () => "Move workflows-src to the root of the repository.",
});

export const dataShape = defineDiagnostic({
  code: "data-shape",
  severity: "error",
  message: (p: { id: string }) => `The data "${p.id}" is not an object without the key \`$generated\`.`,
  hint: () => "Export an object; the key `$generated` is the generator's.",
});
