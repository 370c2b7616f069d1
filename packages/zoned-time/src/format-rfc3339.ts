import type { TimeZone } from "./time-zone.ts";
import { zonedFields } from "./zoned-fields.ts";

/**
 * Such as `2026-11-22T08:06:00-07:00`, in whole seconds.
 * @throws RangeError for an invalid date, and outside the years 1970 to 9999.
 */
export function formatRfc3339(instant: Date, zone: TimeZone): string {
  const { date, time, offset } = zonedFields(instant, zone);
  return `${date}T${time}${offset}`;
}
