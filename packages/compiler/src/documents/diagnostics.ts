import { defineDiagnostic } from "@yardmaster/core";

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
    'Take no `\\ / : * ? " < > |`, no blank at an end, no device of Windows such as `con`, and at most 200 bytes.',
});

export const policyBreached = defineDiagnostic({
  code: "policy-breached",
  severity: "error",
  message: (p: { policy: string; description: string; message: string }) =>
    `The policy "${p.policy}" is not kept: ${p.message}`,
  hint: (p) => `Keep to it, or change workflows-src/policies.ts, which says: ${p.description}`,
});

export const policyThrows = defineDiagnostic({
  code: "policy-throws",
  severity: "error",
  message: (p: { policy: string; file: string; error: string }) =>
    `The policy "${p.policy}" fails on ${p.file}: ${/[.!?]$/.test(p.error) ? p.error : `${p.error}.`}`,
  hint: () => "Correct the policy: a model may lack any key, and hold an expression in place of any value.",
});

export const policyAwaits = defineDiagnostic({
  code: "policy-awaits",
  severity: "error",
  message: (p: { policy: string }) =>
    `The policy "${p.policy}" returns a promise, and policies are asked in one synchronous step: what it reports later is lost.`,
  hint: () => "Make the function synchronous.",
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

export const actionlintUnanswered = defineDiagnostic({
  code: "actionlint-unanswered",
  severity: "warning",
  message: (p: { file: string; pattern: string }) =>
    `A finding of ${p.file} that a note ignores is one of actionlint too, and .github/actionlint.yaml, which was written by hand, does not ignore it.`,
  hint: (p) => `Add ${JSON.stringify(p.pattern)} to \`paths\`, ${JSON.stringify(p.file)}, \`ignore\` there.`,
});
