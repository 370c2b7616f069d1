import { defineDiagnostic } from "@yardmaster/core";

export const actionReferenceInvalid = defineDiagnostic({
  code: "action-reference-invalid",
  severity: "error",
  message: (p: { text: string; problem: string }) => `${JSON.stringify(p.text)} ${p.problem}.`,
  hint: () => "Write it as `uses` has it, such as actions/checkout@v7.",
});

export const actionUnreadable = defineDiagnostic({
  code: "action-unreadable",
  severity: "error",
  message: (p: { action: string; problem: string; hint: string }) => `${p.action} ${p.problem}.`,
  hint: (p) => p.hint,
});

export const imageUnreadable = defineDiagnostic({
  code: "image-unreadable",
  severity: "error",
  message: (p: { image: string; problem: string; hint: string }) => `The image ${p.image} ${p.problem}.`,
  hint: (p) => p.hint,
});

export const actionRefMissing = defineDiagnostic({
  code: "action-ref-missing",
  severity: "error",
  message: (p: { action: string; ref: string; near: readonly string[] }) =>
    `${p.action} has no tag, branch or commit ${JSON.stringify(p.ref)}.`,
  hint: (p) => (p.near.length > 0 ? `Did you mean ${p.near.join(" or ")}?` : "Name a tag of the repository."),
});

export const pinTooNew = defineDiagnostic({
  code: "pin-too-new",
  severity: "error",
  message: (p: TooNew) =>
    `${p.action} ${p.version} was ${p.basis} on ${p.date}, and is to be ${p.minimumDays} days old before it is taken.`,
  hint: (p) =>
    p.older === undefined
      ? "Wait, or accept it with `--min-age 0`."
      : `Take \`${p.action}@${p.older}\`, the newest that is old enough, or accept this one with \`--min-age 0\`.`,
});

export const pinUnreleased = defineDiagnostic({
  code: "pin-unreleased",
  severity: "error",
  message: (p: { action: string; ref: string; newest: string | undefined }) =>
    `${p.action}@${p.ref} is no release: its commit has no tag.`,
  hint: (p) =>
    p.newest === undefined
      ? "Accept it under that name with `--allow-branch`."
      : `Take \`${p.action}@${p.newest}\`, or accept the commit under that name with \`--allow-branch\`.`,
});

export const pinMoved = defineDiagnostic({
  code: "pin-moved",
  severity: "error",
  message: (p: { action: string; version: string; locked: string; now: string | undefined }) =>
    `${p.action} ${p.version} is commit ${p.locked} in the lock, and ${p.now === undefined ? "the tag is gone" : `the tag now names ${p.now}`}.`,
  hint: (p) =>
    `Find out why the tag moved before you trust it; then run \`yardmaster bind ${p.action}@REF\` with a version you have read.`,
});

export const metadataMissing = defineDiagnostic({
  code: "metadata-missing",
  severity: "error",
  message: (p: { action: string; version: string; files: readonly string[] }) =>
    `${p.action} ${p.version} has no ${p.files.join(" or ")}.`,
  hint: () => "Name the folder of the action behind the repository, or the file of the reusable workflow.",
});

export const metadataInvalid = defineDiagnostic({
  code: "metadata-invalid",
  severity: "error",
  message: (p: { action: string; version: string; file: string; problem: string }) =>
    `The file ${p.file} of ${p.action} ${p.version} ${p.problem}.`,
  hint: (p) => `Take another version of ${p.action}, or report this to its authors.`,
});

interface TooNew {
  readonly action: string;
  readonly version: string;
  readonly basis: string;
  /** YYYY-MM-DD in UTC. */
  readonly date: string;
  readonly minimumDays: number;
  readonly older: string | undefined;
}
