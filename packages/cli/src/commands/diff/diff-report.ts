import type { Change } from "@yardmaster/simulator";
import type { Unreadable } from "./unreadable.ts";

/** What is said of two sides, in whatever form. */
export interface DiffReport {
  /** As people named it. */
  readonly old: string;
  readonly new: string;
  /** By kind, those that widen first. */
  readonly changes: readonly Change[];
  readonly unreadable: readonly Unreadable[];
}
