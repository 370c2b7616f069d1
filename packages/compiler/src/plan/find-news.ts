import {
  type ActionsLock,
  compareImageTags,
  compareVersions,
  type ImageChange,
  type PinChange,
  type PinChanges,
  printImage,
  type VersionOrder,
  versionOfComment,
} from "@yardmaster/core";
import type { Locks } from "./knowledge.ts";

/**
 * The pins that somebody, a bot as a rule, has moved on in a file of which git has the text. The others are behind the
 * lock, which was moved since: pins of a lower version, those that the committed lock has, and those that no lock holds.
 * @returns undefined when there is none.
 */
export function findNews(pins: PinChanges, { now, committed }: Locks): PinChanges | undefined {
  const changes = pins.changes.filter((change) => isNewPin(change, now) && !hasPin(change, committed));
  const images = pins.images.filter((change) => isNewImage(change, now) && !hasImage(change.to, committed));
  return changes.length + images.length === 0 ? undefined : { changes, images, labels: [], isPure: true };
}

function isNewPin(change: PinChange, { actions }: ActionsLock): boolean {
  const order = orderTo(change, actions);
  return order !== undefined && order !== "lower";
}

/** Under the same version: a bot may have written the one of another commit behind it. */
function hasPin(change: PinChange, lock: ActionsLock | undefined): boolean {
  return lock?.actions[change.action]?.sha === change.to.ref && orderTo(change, lock.actions) === "same";
}

/** @returns undefined when the lock does not hold the action; `unrelated` without a version. */
function orderTo({ action, to }: PinChange, actions: ActionsLock["actions"]): VersionOrder | undefined {
  const locked = Object.hasOwn(actions, action) ? actions[action] : undefined;
  const version = to.comment === undefined ? undefined : versionOfComment(to.comment);
  return locked && (version === undefined ? "unrelated" : compareVersions(version, locked.version));
}

function isNewImage({ from, to }: ImageChange, lock: ActionsLock): boolean {
  return hasImage(from, lock) && compareImageTags(to.image.tag, from.image.tag) !== "lower";
}

function hasImage({ image }: ImageChange["to"], lock: ActionsLock | undefined): boolean {
  return Object.values(lock?.images ?? {}).some((locked) => printImage(locked) === printImage(image));
}
