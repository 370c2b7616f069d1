import type { TimeZone } from "./time-zone.ts";
import { zonedFields } from "./zoned-fields.ts";

/**
 * Such as `2026-11-22T15:06:00Z`, in whole seconds.
 * @throws RangeError for an invalid date, and outside the years 1970 to 9999.
 */
export function formatUtc(instant: Date): string {
  const { date, time } = zonedFields(instant, "UTC" as TimeZone);
  return `${date}T${time}Z`;
}
