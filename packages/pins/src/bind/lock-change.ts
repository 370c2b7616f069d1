import type { Diagnostic, LockedAction, Result } from "@yardmaster/core";

/** What comes of one entry of the lock. */
export interface LockChange {
  readonly action: string;
  readonly before: LockedAction | undefined;
  readonly after: Result<LockedAction, Diagnostic>;
  /** Why a newer version is not taken. */
  readonly note?: string;
}
