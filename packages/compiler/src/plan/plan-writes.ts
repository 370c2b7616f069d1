import type { GeneratedText } from "../documents/generated-text.ts";
import { compareFile } from "./compare-file.ts";
import { compareText } from "./compare-text.ts";
import { findNews } from "./find-news.ts";
import { type Knowledge, nothingKnown } from "./knowledge.ts";
import { mayHaveOtherPins, readPinChanges } from "./read-pin-changes.ts";
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
  knowledge: Knowledge = nothingKnown,
): WritePlan {
  const wanted = new Set(desired.map((file) => file.path));
  const orphans = [...onDisk].flatMap(([path, before]) =>
    wanted.has(path) || isKept(path) ? [] : planOrphan(path, before, knowledge),
  );
  return [...desired.map((file) => planFile(file, onDisk.get(file.path), knowledge)), ...orphans].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

function planFile(
  { path, source, text: after }: GeneratedText,
  before: Uint8Array | undefined,
  knowledge: Knowledge,
): PlannedFile {
  if (!before) return { kind: "create", path, source, after };
  const likeness = compareText(before, after);
  if (likeness === "same") return { kind: "unchanged", path, source };
  if (likeness === "line-ends") return { kind: "unchanged", path, source, lineEnds: true };
  const standing = compareFile(path, before, after);
  if (standing.kind === "foreign") return { kind: "blocked-foreign", path, source, before, after };
  const update = { kind: "update", path, source, before, after } as const;
  if (standing.kind === "spent") return update;
  const { text } = standing;
  if (knowledge.isHeld(path, before)) {
    // A bump that is committed is recorded nowhere else: the lock has to take it before the file is written.
    const { locks } = knowledge;
    const news = locks && mayHaveOtherPins(text, after) && findNews(readPinChanges(path, text, after), locks);
    return news ? { kind: "blocked-bumped", path, source, before, after, pins: news } : update;
  }
  if (knowledge.isMade(path, text)) return update;
  const isKnown = (other: string) => knowledge.isMade(path, other) || knowledge.isHeld(path, Buffer.from(other));
  const pins = readPinChanges(path, text, after, isKnown);
  // A bump of a runner's label is no lock's to take.
  const kind = pins.isPure && pins.labels.length === 0 ? "blocked-bumped" : "blocked-edited";
  return { kind, path, source, before, after, pins };
}

function planOrphan(path: string, before: Uint8Array, { isMade, isHeld }: Knowledge): readonly PlannedFile[] {
  const standing = compareFile(path, before, undefined);
  if (standing.kind === "foreign") return [];
  const { source, text } = standing;
  const isLost = standing.kind === "open" && !isMade(path, text) && !isHeld(path, before);
  return [{ kind: isLost ? "blocked-edited" : "delete-orphan", path, source, before }];
}
