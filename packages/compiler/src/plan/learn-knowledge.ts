import { join } from "node:path";
import { type ActionsLock, parseActionsLock } from "@yardmaster/core";
import type { GeneratedText } from "../documents/generated-text.ts";
import type { CompilerHost } from "../host/compiler-host.ts";
import { compareFile } from "./compare-file.ts";
import { compareText } from "./compare-text.ts";
import { digestText, isAmong } from "./content-ids.ts";
import { type Knowledge, type Locks, nothingKnown } from "./knowledge.ts";
import { readMade } from "./made-files.ts";
import { mayHaveOtherPins } from "./read-pin-changes.ts";

const lockFile = "workflows-src/actions.lock.json";

interface Place {
  readonly root: string;
  readonly host: CompilerHost;
}

interface OpenFile {
  readonly path: string;
  readonly text: string;
  readonly before: Uint8Array;
  readonly after: string | undefined;
}

/**
 * Finds out what {@link planWrites} has to know: nothing while every file is as it should be. The record of what was
 * made is read first; git is asked, once for all files, about what that does not know, and about pins.
 */
export async function learnKnowledge(
  desired: readonly GeneratedText[],
  onDisk: ReadonlyMap<string, Uint8Array>,
  isKept: (path: string) => boolean,
  { root, host }: Place,
): Promise<Knowledge> {
  const open = findOpen(desired, onDisk, isKept);
  if (open.length === 0) return nothingKnown;
  const made = readMade(root, host.files);
  const isMade = (path: string, text: string) => made.get(path) === digestText(text);
  const asked = open.filter((file) => !isMade(file.path, file.text) || hasOtherPins(file));
  const ids =
    asked.length === 0
      ? undefined
      : await host.git?.blobIds(
          root,
          asked.map(({ path }) => path),
        );
  if (!ids) return { ...nothingKnown, isMade };
  const isHeld = (path: string, content: Uint8Array) => isAmong(ids.get(path) ?? new Set(), content);
  const bumped = asked.some((file) => hasOtherPins(file) && isHeld(file.path, file.before));
  return { isMade, isHeld, locks: bumped ? await readLocks(root, host) : undefined };
}

function findOpen(
  desired: readonly GeneratedText[],
  onDisk: ReadonlyMap<string, Uint8Array>,
  isKept: (path: string) => boolean,
): readonly OpenFile[] {
  const wanted = new Map(desired.map((file) => [file.path, file.text]));
  return [...onDisk].flatMap(([path, before]) => {
    const after = wanted.get(path);
    if (after === undefined ? isKept(path) : compareText(before, after) !== "different") return [];
    const standing = compareFile(path, before, after);
    return standing.kind === "open" ? [{ path, text: standing.text, before, after }] : [];
  });
}

function hasOtherPins({ text, after }: OpenFile): boolean {
  return after !== undefined && mayHaveOtherPins(text, after);
}

async function readLocks(root: string, { files, git }: CompilerHost): Promise<Locks | undefined> {
  const now = parse(decode(await files.read(join(root, lockFile))));
  return now && { now, committed: parse(decode(await git?.committed(root, lockFile))) };
}

function decode(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder().decode(bytes);
}

/** What is wrong with the lock is for others to say. */
function parse(text: string | undefined): ActionsLock | undefined {
  const lock = text === undefined ? undefined : parseActionsLock(text, lockFile);
  return lock?.ok ? lock.value : undefined;
}
