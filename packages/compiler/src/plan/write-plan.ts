import type { PinChanges } from "@yardmaster/core";

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
      /** Its pins and labels that were changed; without `after`, none are known. */
      readonly pins?: PinChanges;
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
