import type { ActionMetadata } from "./action-metadata.ts";
import type { ImageReference } from "./image-reference.ts";

/** GitHub's own lock, made by `gh actions-lock`; a public preview since 2026-10. */
export const githubLockFile = ".github/workflows/actions.lock";

/**
 * `workflows-src/actions.lock.json`: the commit of every action in use, and what its metadata declared there, and the
 * images that jobs run in.
 */
export interface ActionsLock {
  /** 2 where there are images: a program that knows 1 alone would drop them. */
  readonly version: 1 | 2;
  /** By `owner/repo`, `owner/repo/path`, or `owner/repo/.github/workflows/file.yml`: what `uses` has before the `@`. */
  readonly actions: Readonly<Record<string, LockedAction>>;
  /** By the name that sources have for it: one image may be in use in several versions. */
  readonly images?: Readonly<Record<string, ImageReference>>;
}

export interface LockedAction extends ActionMetadata {
  /** Release tag of the commit, such as `v7.0.1`; a branch, or a commit's first 12 digits, where the author allowed it. */
  readonly version: string;
  /** Full SHA-1 of the commit: 40 hex digits. */
  readonly sha: string;
  /** Origin of the server that it was read from, such as `https://ghes.example`; absent for github.com. */
  readonly server?: string;
  /** `sha256:` and 64 hex digits, of the metadata file's bytes. Absent where nobody has read the file at this commit. */
  readonly digest?: string;
}
