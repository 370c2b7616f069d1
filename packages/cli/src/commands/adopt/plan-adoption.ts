import { isBlocked, type PlannedFile, type WritePlan } from "@yardmaster/compiler";
import type { PinChanges } from "@yardmaster/core";

export interface Adoption {
  readonly writes: WritePlan;
  /** Files with a difference that is no bump: theirs is to be kept, and said. */
  readonly left: readonly PlannedFile[];
}

/** Every changed pin in the generated files, also beside other edits. */
export function changesIn(plan: WritePlan): Pick<PinChanges, "changes" | "images"> {
  const found = plan.flatMap((file) => ("pins" in file && file.pins ? file.pins : []));
  return { changes: found.flatMap(({ changes }) => changes), images: found.flatMap(({ images }) => images) };
}

/**
 * What `gen` would do with the new lock, and may now: the bumps that blocked a file have been taken.
 * @param before the plan with the old lock.
 * @param after the plan with the new one.
 */
export function planAdoption(before: WritePlan, after: WritePlan): Adoption {
  const bumped = new Set(before.filter((file) => file.kind === "blocked-bumped").map((file) => file.path));
  const freed = after.map((file): PlannedFile => {
    if (!isBlocked(file) || file.after === undefined || !bumped.has(file.path) || stillDiffers(file)) return file;
    return { kind: "update", path: file.path, source: file.source, before: file.before, after: file.after };
  });
  return { writes: freed.filter((file) => !isBlocked(file)), left: freed.filter(isBlocked) };
}

/** Its source makes the pin of something else than the lock: what the bot wrote there is not to be lost. */
function stillDiffers(file: PlannedFile): boolean {
  if (file.kind !== "blocked-bumped") return false;
  const { changes, images } = file.pins;
  return images.length > 0 || changes.some(({ from, to }) => from.ref !== to.ref);
}
