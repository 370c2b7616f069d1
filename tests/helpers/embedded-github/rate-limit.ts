import { errorReply, type Reply } from "./reply.ts";

export interface RateLimit {
  /** How many a window takes; the rest is refused and does nothing. */
  readonly requests: number;
  readonly perMilliseconds: number;
  readonly retryAfterSeconds: number;
}

/** @returns what refuses a request, or undefined within the limit; counts it either way. */
export function createRateLimit(limit: RateLimit | undefined): () => Reply | undefined {
  let windowStart = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return () => {
    if (!limit) return undefined;
    if (performance.now() - windowStart >= limit.perMilliseconds) {
      windowStart = performance.now();
      taken = 0;
    }
    taken++;
    if (taken <= limit.requests) return undefined;
    const refusal = errorReply(429, "You have exceeded a secondary rate limit. Please wait before you try again.");
    return { ...refusal, headers: { "retry-after": String(limit.retryAfterSeconds) } };
  };
}
