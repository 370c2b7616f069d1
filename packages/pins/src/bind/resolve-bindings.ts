import type { ActionsLock, Diagnostic, ImageReference, LockedAction } from "@yardmaster/core";
import { pinMoved, pinTooNew, pinUnreleased } from "../resolve/diagnostics.ts";
import { type Access, withReaders } from "../servers/choose-reader.ts";
import type { LockChange } from "./lock-change.ts";
import type { BindRequest } from "./parse-bind-request.ts";
import { type LockedImageChange, planImages } from "./plan-images.ts";
import { planBinding, planUpdate } from "./plan-lock.ts";

export interface ResolvedBindings {
  readonly changes: readonly LockChange[];
  readonly images: readonly LockedImageChange[];
  /** What could not be resolved, or may not be taken. With one, nothing is to be written. */
  readonly problems: readonly Diagnostic[];
  /** The lock with all that was resolved. */
  readonly lock: ActionsLock;
}

const refusals: readonly string[] = [pinTooNew.code, pinUnreleased.code, pinMoved.code];

/** Resolves what was asked for to entries of the lock. Network. */
export async function resolveBindings(
  request: BindRequest,
  before: ActionsLock,
  access: Access,
): Promise<ResolvedBindings> {
  const changes = await withReaders(access, (readerFor) =>
    request.kind === "update"
      ? planUpdate(request.actions, before.actions, readerFor, request.options)
      : planBinding(request.references, before.actions, readerFor, request.options),
  );
  const images =
    request.kind === "bind" ? await planImages(request.images, before.images ?? {}, request.options.needsDigest) : [];
  const problems = [...changes, ...images].flatMap(({ after }) => (after.ok ? [] : [after.error]));
  return { changes, images, problems, lock: mergeLock(before, changes, images) };
}

/** Whether a pin is sound and may not be taken; anything else could not be read, or was named wrongly. */
export function isRefusal({ code }: Diagnostic): boolean {
  return refusals.includes(code);
}

function mergeLock(
  before: ActionsLock,
  changes: readonly LockChange[],
  imageChanges: readonly LockedImageChange[],
): ActionsLock {
  const images = imageChanges.flatMap(({ key, after }): [string, ImageReference][] =>
    after.ok ? [[key, after.value]] : [],
  );
  const taken = changes.flatMap(({ action, after }): [string, LockedAction][] =>
    after.ok ? [[action, after.value]] : [],
  );
  return {
    ...before,
    actions: { ...before.actions, ...Object.fromEntries(taken) },
    ...(images.length > 0 ? { images: { ...before.images, ...Object.fromEntries(images) } } : {}),
  };
}
