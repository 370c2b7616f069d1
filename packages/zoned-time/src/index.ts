export { formatRfc3339 } from "./format-rfc3339.ts";
export { formatRunId } from "./format-run-id.ts";
export { formatUtc } from "./format-utc.ts";
export { parseInstant } from "./parse-instant.ts";
export type { Parsed } from "./parsed.ts";
export { parseTimeZone, phoenix, type TimeZone } from "./time-zone.ts";
