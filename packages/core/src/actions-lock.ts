/** `workflows-src/actions.lock.json`: the commit of every action in use, and what its metadata declared there. */
export interface ActionsLock {
  readonly version: 1;
  /** By `owner/repo` or `owner/repo/path`. */
  readonly actions: Readonly<Record<string, LockedAction>>;
}

export interface LockedAction {
  /** Release tag of the commit, such as `v7.0.1`. */
  readonly version: string;
  /** Full SHA-1 of the commit: 40 hex digits. */
  readonly sha: string;
  /** `runs.using` of the metadata, such as `node24` or `composite`. */
  readonly using: string;
  readonly inputs: Readonly<Record<string, LockedInput>>;
  readonly outputs: readonly string[];
}

export interface LockedInput {
  readonly required: boolean;
  readonly default?: string | number | boolean;
}
