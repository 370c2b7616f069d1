import type { LabelChange, PinChanges } from "@yardmaster/core";
import { type GeneratedHeader, readHeader } from "@yardmaster/yaml-io";
import type { GeneratedText } from "../documents/generated-text.ts";
import { readDataHeader } from "../documents/print-data.ts";
import { compareText } from "./compare-text.ts";
import { readPinChanges } from "./read-pin-changes.ts";

/** What has to happen to one file. `source` of an orphan is the module that its header names. */
export type PlannedFile = { readonly path: string; readonly source: string } & (
  | { readonly kind: "create"; readonly after: string }
  | { readonly kind: "update"; readonly before: Uint8Array; readonly after: string }
  /** `lineEnds`: some of its lines end in CR LF on the disk, and that is all. */
  | { readonly kind: "unchanged"; readonly lineEnds?: true }
  | { readonly kind: "delete-orphan"; readonly before: Uint8Array }
  /** Not ours, and in the way. */
  | { readonly kind: "blocked-foreign"; readonly before: Uint8Array; readonly after: string }
  /** Ours, with somebody's edits. Without `after`, an orphan. */
  | {
      readonly kind: "blocked-edited";
      readonly before: Uint8Array;
      readonly after?: string;
      /** Where nothing but pins and these was edited. */
      readonly labels?: readonly LabelChange[];
    }
  /** Ours, with other pins and no other edit. */
  | {
      readonly kind: "blocked-bumped";
      readonly before: Uint8Array;
      readonly after: string;
      readonly pins: PinChanges;
    }
);

export type WritePlan = readonly PlannedFile[];

/**
 * Compares what the sources make with what is on the disk, by bytes but for line ends.
 * @param onDisk every file in the folders that `gen` writes into, ours or not.
 * @param isKept says of a file that is not among them that it is no orphan: a source with errors makes it.
 * @returns one entry for each file that the sources make and each orphan, by path.
 */
export function planWrites(
  desired: readonly GeneratedText[],
  onDisk: ReadonlyMap<string, Uint8Array>,
  isKept: (path: string) => boolean = () => false,
): WritePlan {
  const wanted = new Set(desired.map((file) => file.path));
  const orphans = [...onDisk].flatMap(([path, before]) =>
    wanted.has(path) || isKept(path) ? [] : planOrphan(path, before),
  );
  return [...desired.map((file) => planFile(file, onDisk.get(file.path))), ...orphans].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

/** A file that cannot be written without losing what somebody wrote. */
export function isBlocked(
  file: PlannedFile,
): file is Extract<PlannedFile, { kind: "blocked-foreign" | "blocked-edited" | "blocked-bumped" }> {
  return file.kind.startsWith("blocked-");
}

/** The same plan with the author's consent to lose what is in the way. */
export function forcePlan(plan: WritePlan): WritePlan {
  return plan.map((file) => {
    if (!isBlocked(file)) return file;
    const { path, source, before, after } = file;
    return after === undefined
      ? { kind: "delete-orphan", path, source, before }
      : { kind: "update", path, source, before, after };
  });
}

function planFile({ path, source, text: after }: GeneratedText, before: Uint8Array | undefined): PlannedFile {
  if (!before) return { kind: "create", path, source, after };
  const likeness = compareText(before, after);
  if (likeness === "same") return { kind: "unchanged", path, source };
  if (likeness === "line-ends") return { kind: "unchanged", path, source, lineEnds: true };
  const header = headerOf(path, before);
  if (!header) return { kind: "blocked-foreign", path, source, before, after };
  const loses = isEdited(header, before) && header.body !== headerOf(path, Buffer.from(after))?.body;
  if (!loses) return { kind: "update", path, source, before, after };
  const pins = readPinChanges(path, new TextDecoder().decode(before), after);
  if (!pins.isPure) return { kind: "blocked-edited", path, source, before, after };
  return pins.labels.length > 0
    ? { kind: "blocked-edited", path, source, before, after, labels: pins.labels }
    : { kind: "blocked-bumped", path, source, before, after, pins };
}

function planOrphan(path: string, before: Uint8Array): readonly PlannedFile[] {
  const header = headerOf(path, before);
  if (!header) return [];
  return [{ kind: isEdited(header, before) ? "blocked-edited" : "delete-orphan", path, source: header.source, before }];
}

function headerOf(path: string, content: Uint8Array): GeneratedHeader | undefined {
  const text = new TextDecoder().decode(content);
  return path.endsWith(".json") ? readDataHeader(text) : readHeader(text);
}

/** Both sides of an unfinished merge are in git already: regenerating is how the conflict gets resolved. */
function isEdited(header: GeneratedHeader, content: Uint8Array): boolean {
  return header.digest !== header.bodyDigest && !/^<{7} .*^>{7} /ms.test(new TextDecoder().decode(content));
}
