/**
 * Seconds to wait, at least 1, by `retry-after`, or by `x-ratelimit-reset` once nothing remains of the limit. The reset is
 * measured from the answer's own `date`: the clock of this machine may be wrong.
 * @returns undefined when the headers do not say.
 */
export function secondsToWait(headers: Readonly<Record<string, unknown>>): number | undefined {
  const retryAfter = wholeSeconds(headers["retry-after"]);
  if (retryAfter !== undefined) return Math.max(1, retryAfter);
  const reset = wholeSeconds(headers["x-ratelimit-reset"]);
  const date = Date.parse(String(headers.date));
  if (headers["x-ratelimit-remaining"] !== "0" || reset === undefined || Number.isNaN(date)) return undefined;
  return Math.max(1, reset - date / 1000);
}

/** Whether a 403 is a limit's; a 429 always is. Some secondary limits show only in the message. */
export function isRateLimited(status: number, headers: Readonly<Record<string, unknown>>, message: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return "retry-after" in headers || headers["x-ratelimit-remaining"] === "0" || /\brate limit\b/i.test(message);
}

function wholeSeconds(value: unknown): number | undefined {
  return typeof value === "string" && /^\d{1,10}$/.test(value) ? Number(value) : undefined;
}
