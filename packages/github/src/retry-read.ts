import type { Result } from "@yardmaster/core";
import type { GitHubError } from "./github.ts";

export interface RetryPolicy {
  /** Of all waits together. */
  readonly maximumWaitSeconds: number;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly log: (line: string) => void;
}

const maximumAttempts = 4;

/** Repeats a request that changes nothing, while another attempt may help and the policy allows the wait. */
export async function retryRead<T>(
  read: () => Promise<Result<T, GitHubError>>,
  policy: RetryPolicy,
): Promise<Result<T, GitHubError>> {
  let waitedSeconds = 0;
  for (let attempt = 1; ; attempt++) {
    const result = await read();
    if (result.ok) return result;
    const seconds = secondsBeforeNext(result.error, attempt);
    if (seconds === undefined) return result;
    if (attempt === maximumAttempts || waitedSeconds + seconds > policy.maximumWaitSeconds) {
      if (result.error.kind !== "rate-limited") return result;
      return { ok: false, error: { ...result.error, retryAfterSeconds: seconds } };
    }
    policy.log(`${result.error.message} (attempt ${attempt + 1} of ${maximumAttempts} in ${seconds} s)`);
    await policy.wait(seconds * 1000);
    waitedSeconds += seconds;
  }
}

/** Where a limit does not say how long, GitHub's documentation asks for a minute, doubled each time. */
function secondsBeforeNext(error: GitHubError, attempt: number): number | undefined {
  const doubled = 2 ** (attempt - 1);
  switch (error.kind) {
    case "rate-limited":
      return error.retryAfterSeconds ?? 60 * doubled;
    case "server":
      return Math.max(error.retryAfterSeconds ?? 0, doubled);
    case "timeout":
    case "network":
      return doubled;
    default:
      return undefined;
  }
}
