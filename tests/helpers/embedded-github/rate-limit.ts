import { errorReply, type Reply } from "./reply.ts";

/** GitHub counts requests by the time; here a busy machine, which sends fewer in the same time, meets the same limit as a quiet one. */
export interface RateLimit {
  /** So many in a row are taken. */
  readonly requests: number;
  /** So many after them are refused, and do nothing. */
  readonly refusals: number;
  readonly retryAfterSeconds: number;
}

/** @returns what refuses a request, or undefined within the limit; counts it either way. */
export function createRateLimit(limit: RateLimit | undefined): () => Reply | undefined {
  let counted = 0;
  return () => {
    if (!limit || counted++ % (limit.requests + limit.refusals) < limit.requests) return undefined;
    const refusal = errorReply(429, "You have exceeded a secondary rate limit. Please wait before you try again.");
    return { ...refusal, headers: { "retry-after": String(limit.retryAfterSeconds) } };
  };
}
