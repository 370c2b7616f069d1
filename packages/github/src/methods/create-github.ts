import { setTimeout as sleep } from "node:timers/promises";
import type { GitHub } from "../contract/github.ts";
import { createClient } from "../requests/client.ts";
import type { RepeatPolicy } from "../requests/repeat-request.ts";
import { commentMethods } from "./comments.ts";
import { dispatchMethods } from "./dispatches.ts";
import { peopleMethods } from "./people.ts";
import { pullRequestMethods } from "./pull-requests.ts";
import { runMethods } from "./runs.ts";

export interface GitHubOptions {
  /** Sent to the origin of `apiUrl` alone. */
  readonly token: string;
  /** `https://api.github.com`, or `https://HOST/api/v3` of GitHub Enterprise Server; plain http only to loopback. */
  readonly apiUrl: string;
  readonly userAgent: string;
  /** Of one request, from connecting to the last byte of the answer. */
  readonly timeoutMilliseconds: number;
  /**
   * Until the deadline of the whole run, by a clock that only goes forward; asked before each request and each wait, neither
   * of which outlasts it. Unbounded unless given.
   */
  readonly remainingMilliseconds?: () => number;
  /**
   * Of all waits of one call together. A longer one is an error at once. Unless given: 120 without `remainingMilliseconds`,
   * and what that leaves otherwise.
   */
  readonly maximumWaitSeconds?: number;
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** 0 up to 1, as `Math.random`: lengthens the waits that a limit asks for by up to a quarter. */
  readonly random?: () => number;
  /** Hears of each repeated request in one line without secrets. */
  readonly log?: (line: string) => void;
}

/**
 * GitHub by Octokit. Its plugins for retries and limits are not used: both would send a dispatch again, neither retries a
 * time-out, and their waits have no common bound. Here a read fails four times at most, and every call ends with the waits'
 * bound. An unusable token or address is an `invalid` of every method.
 */
export function createGitHub(options: GitHubOptions): GitHub {
  const client = createClient(options, repeatPolicyOf(options));
  return {
    ...peopleMethods(client),
    ...pullRequestMethods(client),
    ...dispatchMethods(client),
    ...runMethods(client),
    ...commentMethods(client),
  };
}

/** The bounds on repeated requests that the options set. */
export function repeatPolicyOf({
  remainingMilliseconds,
  maximumWaitSeconds = remainingMilliseconds ? Number.POSITIVE_INFINITY : 120,
  wait = sleep,
  random = Math.random,
  log = () => {},
}: GitHubOptions): RepeatPolicy {
  return {
    maximumWaitSeconds,
    remainingMilliseconds: remainingMilliseconds ?? (() => Number.POSITIVE_INFINITY),
    wait,
    random,
    log,
  };
}
