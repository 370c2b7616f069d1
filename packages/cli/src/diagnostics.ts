import { defineDiagnostic } from "@yardmaster/core";
import { count } from "./report/count.ts";

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

export const fileRefused = defineDiagnostic({
  code: "file-refused",
  severity: "error",
  message: (p: { operation: string; path: string; reason: string }) =>
    `The system refuses to ${p.operation} ${p.path}: ${p.reason}.`,
  hint: () => "Remove the cause and run the command again. Every generated file is whole, old or new.",
});

interface DriftParameters {
  readonly path: string;
  readonly source: string;
  readonly gen: string;
  readonly force: string;
}

export const fileMissing = defineDiagnostic({
  code: "file-missing",
  severity: "error",
  message: (p: DriftParameters) => `${p.path} does not exist, and ${p.source} makes it.`,
  hint: (p) => `Run \`${p.gen}\`.`,
});

export const fileStale = defineDiagnostic({
  code: "file-stale",
  severity: "error",
  message: (p: DriftParameters) => `${p.path} is not what ${p.source} makes now.`,
  hint: (p) => `Edit ${p.source} if the change is not wanted, then run \`${p.gen}\`.`,
});

export const fileEdited = defineDiagnostic({
  code: "file-edited",
  severity: "error",
  message: (p: DriftParameters) => `${p.path} was edited after ${p.source} made it.`,
  hint: (p) =>
    `Put the change into ${p.source} (a version bump into the lock, with \`yardmaster adopt\`) and run \`${p.gen}\`; or discard it with \`${p.force}\`.`,
});

export const fileOrphan = defineDiagnostic({
  code: "file-orphan",
  severity: "error",
  message: (p: DriftParameters) => `${p.path} was made by ${p.source}, which no longer makes it.`,
  hint: (p) => `Run \`${p.gen}\` to delete it.`,
});

export const fileForeign = defineDiagnostic({
  code: "file-foreign",
  severity: "error",
  message: (p: DriftParameters) =>
    `${p.path} was not written by yardmaster, and ${p.source} makes a file of that name.`,
  hint: (p) => `Move the file away, give the workflow another id, or overwrite the file with \`${p.force}\`.`,
});

export const lockMissing = defineDiagnostic({
  code: "lock-missing",
  severity: "error",
  message: (p: { file: string }) => `${p.file} does not exist, so there are no actions to bind.`,
  hint: () => "Restore the file from git.",
});

export const bindingsStale = defineDiagnostic({
  code: "bindings-stale",
  severity: "error",
  message: (p: { path: string; lock: string }) => `${p.path} is not what ${p.lock} makes now.`,
  hint: () => "Run `yardmaster bind`.",
});

export const attributesEncoding = defineDiagnostic({
  code: "attributes-encoding",
  severity: "error",
  message: () => ".gitattributes is no UTF-8 text, so nothing can be added to it without changing it.",
  hint: () => "Save the file as UTF-8 and run `yardmaster init` again.",
});

export const lineEndsChanged = defineDiagnostic({
  code: "line-ends-changed",
  severity: "warning",
  message: (p: { first: string; others: number; rules: readonly string[] }) =>
    `${p.first}${p.others > 0 ? ` and ${count(p.others, "other generated file")}` : ""} differ${p.others > 0 ? "" : "s"} from what the sources make only in line ends (CR LF), which a checkout on Windows changes.`,
  hint: (p) =>
    `Run \`yardmaster init\`, or add to .gitattributes yourself: ${p.rules.map((rule) => `\`${rule}\``).join(", ")}.`,
});
