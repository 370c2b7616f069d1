import { type GeneratedHeader, readHeader } from "@yardmaster/yaml-io";
import type { GeneratedText } from "../documents/generated-text.ts";
import { readDataHeader } from "../documents/print-data.ts";
import { compareText } from "./compare-text.ts";
import { readPinChanges } from "./read-pin-changes.ts";
import type { PlannedFile, WritePlan } from "./write-plan.ts";

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
  // A bump of a runner's label is no lock's to take.
  const kind = pins.isPure && pins.labels.length === 0 ? "blocked-bumped" : "blocked-edited";
  return { kind, path, source, before, after, pins };
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
