/** A minute as people of a zone read it. */
export interface LocalMinute {
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
  /** From 1. */
  readonly month: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();
const lately = new Map<string, readonly LocalMinute[] | undefined>();

/**
 * The minute of an instant in a zone, and in front of it those that the clock has just skipped: what is due in them runs
 * now. Source: docs.github.com, "Events that trigger workflows", `schedule`.
 * @param instant ISO 8601.
 * @param zone IANA.
 * @returns undefined for a zone that nobody knows.
 */
export function localMinutes(instant: string, zone: string): readonly LocalMinute[] | undefined {
  const key = `${zone} ${instant}`;
  if (lately.has(key)) return lately.get(key);
  const found = compute(Math.floor(Date.parse(instant) / 60_000), zone);
  if (lately.size > 64) lately.clear();
  lately.set(key, found);
  return found;
}

/** @param minute since 1970. */
function compute(minute: number, zone: string): readonly LocalMinute[] | undefined {
  const format = formatOf(zone);
  if (!format) return undefined;
  const now = wallClock(minute, format);
  const before = wallClock(minute - 1, format);
  const skipped = Array.from({ length: Math.max(0, now - before - 1) }, (_, index) => before + 1 + index);
  return [...skipped, now].map(partsOf);
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  let format: Intl.DateTimeFormat | undefined;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch {
    format = undefined;
  }
  formats.set(zone, format);
  return format;
}

/** What the clock shows, as minutes since 1970 of a place without offset. */
function wallClock(minute: number, format: Intl.DateTimeFormat): number {
  const parts = Object.fromEntries(
    format.formatToParts(minute * 60_000).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute: minutes = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minutes) / 60_000;
}

function partsOf(wall: number): LocalMinute {
  const date = new Date(wall * 60_000);
  return {
    minute: date.getUTCMinutes(),
    hour: date.getUTCHours(),
    day: date.getUTCDate(),
    month: date.getUTCMonth() + 1,
    weekday: date.getUTCDay(),
  };
}
