import { fail, type LockedAction } from "@yardmaster/core";
import type { ActionReference } from "../resolve/action-reference.ts";
import type { CoolDown } from "../resolve/cool-down.ts";
import { readLocked } from "../resolve/read-locked.ts";
import { resolveAction } from "../resolve/resolve-action.ts";
import { updateAction } from "../resolve/update-action.ts";
import type { ReaderFor } from "../servers/choose-reader.ts";
import { mapBounded } from "../servers/map-bounded.ts";
import { lockedServer } from "../servers/server.ts";
import type { LockChange } from "./lock-change.ts";

export interface PinOptions {
  readonly coolDown: CoolDown;
  readonly allowsBranch: boolean;
  readonly takesMajor: boolean;
  /** False locks tags of images alone. */
  readonly needsDigest: boolean;
}

type Entries = Readonly<Record<string, LockedAction>>;

/** Enough to hide the waiting, few enough for a server's limits on requests at one time. */
const maximumAtOnce = 8;

/** Resolves what was named to entries of the lock. */
export function planBinding(
  references: readonly (ActionReference & { readonly ref: string })[],
  entries: Entries,
  readerFor: ReaderFor,
  { coolDown, allowsBranch }: PinOptions,
): Promise<readonly LockChange[]> {
  return mapBounded(references, maximumAtOnce, async (reference) => {
    const { action } = reference;
    const before = entryOf(entries, action);
    const { server, reader } = readerFor(reference.server ?? before?.server);
    const resolved = await resolveAction(reference, reader, { coolDown, allowsBranch, lockedSha: before?.sha });
    if (!resolved.ok) return { action, before, after: fail(resolved.error) };
    return { action, before, after: await readLocked({ action, ...resolved.value, ...lockedServer(server) }, reader) };
  });
}

/** Looks for newer releases of entries. One without a digest is read at its own commit when there is none. */
export function planUpdate(
  actions: readonly string[],
  entries: Entries,
  readerFor: ReaderFor,
  { coolDown, takesMajor }: PinOptions,
): Promise<readonly LockChange[]> {
  return mapBounded(actions, maximumAtOnce, async (action) => {
    const before = entryOf(entries, action);
    if (!before) throw new Error(`${action} is not in the lock.`);
    const { server, reader } = readerFor(before.server);
    const update = await updateAction(action, before, reader, { coolDown, takesMajor });
    if (!update.ok) return { action, before, after: fail(update.error) };
    const { target, note } = update.value;
    const change = { action, before, ...(note === undefined ? {} : { note }) };
    if (target.sha === before.sha && target.version === before.version && before.digest !== undefined) {
      return { ...change, after: { ok: true, value: before } };
    }
    return { ...change, after: await readLocked({ action, ...target, ...lockedServer(server) }, reader) };
  });
}

function entryOf(entries: Entries, action: string): LockedAction | undefined {
  return Object.hasOwn(entries, action) ? entries[action] : undefined;
}
