import { count, defineDiagnostic } from "@yardmaster/core";

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

export const lineEndsChanged = defineDiagnostic({
  code: "line-ends-changed",
  severity: "warning",
  message: (p: { first: string; others: number; rules: readonly string[] }) =>
    `${p.first}${p.others > 0 ? ` and ${count(p.others, "other generated file")}` : ""} differ${p.others > 0 ? "" : "s"} from what the sources make only in line ends (CR LF), which a checkout on Windows changes.`,
  hint: (p) =>
    `Run \`yardmaster init\`, or add to .gitattributes yourself: ${p.rules.map((rule) => `\`${rule}\``).join(", ")}.`,
});

export const fileBumped = defineDiagnostic({
  code: "file-bumped",
  severity: "error",
  message: (p: { path: string; source: string; bumps: readonly string[]; force: string }) =>
    `${p.path} has other pins than ${p.source} makes: ${p.bumps.join("; ")}.`,
  hint: (p) => `Run \`yardmaster adopt\` to take them into the lock of actions; or discard them with \`${p.force}\`.`,
});
