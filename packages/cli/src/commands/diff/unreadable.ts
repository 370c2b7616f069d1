import type { Side } from "./read-sides.ts";

/** A file that is no workflow on one side, and is compared on neither. */
export interface Unreadable {
  readonly side: "old" | "new";
  /** From the root. */
  readonly file: string;
  /** A sentence without a final stop. */
  readonly reason: string;
}

export function unreadableOf(old: Side, now: Side): readonly Unreadable[] {
  const of = (side: "old" | "new", { read }: Side): readonly Unreadable[] =>
    [...(read.repository.unreadable ?? [])].map(([file, reason]) => ({ side, file, reason }));
  return [...of("old", old), ...of("new", now)];
}
