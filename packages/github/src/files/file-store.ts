import { fail, ok, type Result } from "@yardmaster/core";
import type { GitHubError } from "../contract/github.ts";
import type { GitHubOptions } from "../contract/github-options.ts";
import { createClient } from "../requests/client.ts";
import { repeatPolicyOf } from "../requests/repeat-policy.ts";
import type { RepeatPolicy } from "../requests/repeat-request.ts";
import { type FilePlace, fileRequests, type StoredFile } from "./file-store-requests.ts";

export type { FilePlace } from "./file-store-requests.ts";

export interface FileChange<T> {
  /** The file as it shall be; absent: as it is. At most 1,000,000 bytes as UTF-8. */
  readonly text?: string;
  /** What the caller wants to know of this change. */
  readonly value: T;
}

/** What stands at a place: a text, nothing, or what cannot be read as one (over 1 MB, or not UTF-8). */
export type StoredText = { readonly text: string } | "missing" | "unreadable";

/** Files on a branch that many write to at once. */
export interface FileStore {
  /**
   * Reads, changes and writes by compare-and-swap on the blob, again and again while others write in between, within the
   * waits and the deadline of the options. A change whose answer was lost is read again, so `change` must leave alone what
   * it has already made. Makes a missing branch without a parent, of nothing but a README.md.
   * @param change Pure: it is called once a round.
   * @returns the value of the change that stands; an error when none does, as far as GitHub says.
   */
  update<T>(place: FilePlace, change: (stored: StoredText) => FileChange<T>): Promise<Result<T, GitHubError>>;
}

/** Rounds in a row in which the write failed and the file stayed the same: then it is no race. */
const maximumStalls = 6;
const firstPauseMilliseconds = 250;
const longestPauseMilliseconds = 8_000;

export function createFileStore(options: GitHubOptions): FileStore {
  const policy = repeatPolicyOf(options);
  const requests = fileRequests(createClient(options, policy));
  return {
    async update(place, change) {
      const pause = createPauses(policy);
      let before: StoredFile | undefined;
      let stalls = 0;
      for (let round = 0; ; round++) {
        const stored = await requests.read(place);
        if (!stored.ok) return stored;
        const file = stored.value;
        stalls = round > 0 && file?.sha === before?.sha ? stalls + 1 : 0;
        before = file;
        const { text, value } = change(
          file ? (file.text === undefined ? "unreadable" : { text: file.text }) : "missing",
        );
        if (text === undefined) return ok(value);
        const branch = file ? ok(undefined) : await requests.makeBranch(place);
        const written = branch.ok ? await requests.write(place, text, file?.sha) : branch;
        if (written.ok) return ok(value);
        if (!mayPass(written.error) || stalls >= maximumStalls || !(await pause(round))) return fail(written.error);
      }
    },
  };
}

/** 409 and 422 also say that another writer was first; 404 that a branch of this moment is not everywhere yet. */
function mayPass({ status, carriedOut }: GitHubError): boolean {
  return carriedOut === "unknown" || status === 404 || status === 409 || status === 422;
}

/** Pauses that double, each shortened by chance, so that the writers of one moment come back one by one. */
function createPauses({ maximumWaitSeconds, remainingMilliseconds, wait, random }: RepeatPolicy) {
  let budget = Math.min(maximumWaitSeconds * 1000, remainingMilliseconds());
  return async (round: number): Promise<boolean> => {
    const longest = Math.min(firstPauseMilliseconds * 2 ** round, longestPauseMilliseconds);
    const milliseconds = Math.ceil(longest * (0.25 + 0.75 * random()));
    if (milliseconds > Math.min(budget, remainingMilliseconds())) return false;
    budget -= milliseconds;
    await wait(milliseconds);
    return true;
  };
}
