import type { TimeZone } from "./time-zone.ts";
import { zonedFields } from "./zoned-fields.ts";

/**
 * `%Y-%m-%dT%H-%M-%S%z`, such as `2026-11-22T08-06-00-0700`: without `:`, which artifact names forbid.
 * @throws RangeError for an invalid date, and outside the years 1970 to 9999.
 */
export function formatRunId(instant: Date, zone: TimeZone): string {
  const { date, time, offset } = zonedFields(instant, zone);
  return `${date}T${time.replaceAll(":", "-")}${offset.replace(":", "")}`;
}
