import type { Parsed } from "./parsed.ts";

const rfc3339 =
  /^(\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:(\.\d{1,3})\d*)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * An RFC 3339 instant: date, time with seconds, and offset, none left out; digits past the millisecond are cut off.
 * Refused: leap seconds (`:60`), which JavaScript cannot represent, and instants outside the years 1970 to 9999 in UTC.
 */
export function parseInstant(text: string): Parsed<Date> {
  const match = rfc3339.exec(text);
  if (!match) return { ok: false, error: `${quote(text)} is no instant; write one such as "2026-11-22T15:06:00Z".` };
  const [, wallClock = "", fraction = "", offset = ""] = match;
  const local = new Date(`${wallClock.toUpperCase()}Z`);
  // `Date` counts 30 February on into March.
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(wallClock.toUpperCase())) {
    return { ok: false, error: `${quote(text)} names a date that does not exist.` };
  }
  const instant = new Date(`${wallClock}${fraction}${offset}`.toUpperCase());
  if (instant.getTime() < Date.UTC(1970) || instant.getTime() >= Date.UTC(10_000)) {
    return { ok: false, error: `${quote(text)} is outside the years 1970 to 9999.` };
  }
  return { ok: true, value: instant };
}

function quote(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
}
