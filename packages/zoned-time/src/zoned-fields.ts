import { formatInTimeZone } from "date-fns-tz/formatInTimeZone";
import { getTimezoneOffset } from "date-fns-tz/getTimezoneOffset";
import type { TimeZone } from "./time-zone.ts";

/** An instant as the clocks of a zone show it; the sub-second part is cut off. */
export interface ZonedFields {
  /** `2026-11-22` */
  readonly date: string;
  /** `08:06:00` */
  readonly time: string;
  /** `-07:00`, `+00:00` for UTC; in whole minutes, as RFC 3339 has them, also where Monrovia kept seconds until 1972. */
  readonly offset: string;
}

/**
 * @throws RangeError for an invalid date, for instants outside the years 1970 to 9999 in UTC, and where the zone's clocks
 * show the year 10000.
 */
export function zonedFields(instant: Date, zone: TimeZone): ZonedFields {
  const milliseconds = instant.getTime();
  if (!(milliseconds >= Date.UTC(1970))) throw outOfRange(milliseconds, zone);
  // date-fns-tz computes this token from the instant. Its other fields, and `getTimezoneOffset` of a named zone, pass
  // through a date in the host's zone and are wrong near changes of the clock; of a numeric offset they are exact.
  const offset = formatInTimeZone(instant, zone, "xxx");
  const wallClock = milliseconds + getTimezoneOffset(offset);
  if (Math.max(milliseconds, wallClock) >= Date.UTC(10_000)) throw outOfRange(milliseconds, zone);
  const text = new Date(wallClock).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 19), offset };
}

function outOfRange(milliseconds: number, zone: TimeZone): RangeError {
  return new RangeError(`No instant of the years 1970 to 9999 in ${zone}: ${milliseconds} ms after the epoch.`);
}
