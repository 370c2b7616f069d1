import type { Parsed } from "./parsed.ts";

declare const validated: unique symbol;

/** The name of a zone in the runtime's IANA database. Only {@link parseTimeZone} makes one. */
export type TimeZone = string & { readonly [validated]: true };

/**
 * Refuses what libraries read as "the host's zone" or as an offset with a sign of either meaning: the empty name,
 * `undefined`, `+07:00`. Case is ignored, as in IANA names.
 */
export function parseTimeZone(name: string): Parsed<TimeZone> {
  if (/^[A-Za-z]/.test(name)) {
    try {
      new Intl.DateTimeFormat("en-US", { timeZone: name });
      return { ok: true, value: name as TimeZone };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return { ok: false, error: `${JSON.stringify(name)} is no time zone; name one such as "America/Phoenix".` };
}

/** UTC-07:00 all year: Arizona without the Navajo Nation, which follows America/Denver. */
export const phoenix = "America/Phoenix" as TimeZone;
