import { fail, type Result } from "@yardmaster/core";
import type { GitHubError } from "../contract/github.ts";

export interface RepeatPolicy {
  /** Of all waits of one call together. */
  readonly maximumWaitSeconds: number;
  /** Until the deadline of the whole run: no wait outlasts it. */
  readonly remainingMilliseconds: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** 0 up to 1: spreads the clients that one limit has refused in the same instant. */
  readonly random: () => number;
  readonly log: (line: string) => void;
}

/**
 * After what a request goes out again. `failures`: limits, server errors, time-outs and broken connections, for what does
 * no more when done twice. `limits`: a limit's refusal alone, which has done nothing.
 */
export type RepeatAfter = "failures" | "limits";

const maximumFailures = 4;
const maximumSpread = 0.25;

/**
 * Repeats a request while another attempt may help and the policy allows the wait. An error is the last one, and says
 * `unknown` of what any of the attempts may have carried out.
 */
export async function repeatRequest<T>(
  request: () => Promise<Result<T, GitHubError>>,
  repeatAfter: RepeatAfter,
  policy: RepeatPolicy,
): Promise<Result<T, GitHubError>> {
  // Counted beside the clock, so that the calls end whatever `wait` and clock do.
  let budgetSeconds = Math.min(policy.maximumWaitSeconds, policy.remainingMilliseconds() / 1000);
  let refusals = 0;
  let failures = 0;
  let carriedOut: GitHubError["carriedOut"] = "no";
  for (;;) {
    const result = await request();
    if (result.ok) return result;
    if (result.error.carriedOut === "unknown") carriedOut = "unknown";
    const error = { ...result.error, carriedOut };
    const isLimit = error.kind === "rate-limited";
    const seconds = isLimit ? secondsAfterLimit(error, refusals++) : secondsAfterFailure(error, failures++);
    const isLast = !isLimit && (repeatAfter === "limits" || failures === maximumFailures);
    if (seconds === undefined || isLast) return fail(error);
    const isTooLong = (wait: number) => wait > budgetSeconds || wait * 1000 >= policy.remainingMilliseconds();
    if (isTooLong(seconds)) return fail(isLimit ? { ...error, retryAfterSeconds: seconds } : error);
    const spread = isLimit ? seconds * (1 + maximumSpread * policy.random()) : seconds;
    const waited = isTooLong(spread) ? seconds : spread;
    const attempt = isLimit ? "again" : `attempt ${failures + 1} of ${maximumFailures}`;
    policy.log(`${error.message} (${attempt} in ${Math.ceil(waited)} s)`);
    await policy.wait(waited * 1000);
    budgetSeconds -= waited;
  }
}

/** Where a limit does not say how long, GitHub's documentation asks for a minute, doubled each time. */
function secondsAfterLimit(error: GitHubError, before: number): number {
  return error.retryAfterSeconds ?? 60 * 2 ** before;
}

function secondsAfterFailure(error: GitHubError, before: number): number | undefined {
  switch (error.kind) {
    case "server":
      return Math.max(error.retryAfterSeconds ?? 0, 2 ** before);
    case "timeout":
    case "network":
      return 2 ** before;
    default:
      return undefined;
  }
}
