import type { ActionsLock } from "@yardmaster/core";

/** What is known of files that differ from what the sources make: whose text may be replaced, since it is not lost. */
export interface Knowledge {
  /** `gen` or `adopt` left this text here last. */
  readonly isMade: (path: string, text: string) => boolean;
  /** git has this content of the file. */
  readonly isHeld: (path: string, content: Uint8Array) => boolean;
  /** Undefined without a lock. */
  readonly locks: Locks | undefined;
}

export interface Locks {
  readonly now: ActionsLock;
  /** That of git's last commit, where it has one. */
  readonly committed: ActionsLock | undefined;
}

/** Without record and without git. */
export const nothingKnown: Knowledge = { isMade: () => false, isHeld: () => false, locks: undefined };
