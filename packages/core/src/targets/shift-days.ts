import { fail, ok, type Result } from "../diagnostics/result.ts";
import type { Cron, CronField } from "./cron.ts";
import { printCronValues } from "./print-cron-values.ts";

/** The three day fields of a cron, as text. */
export interface DayFields {
  readonly day: string;
  readonly month: string;
  readonly weekday: string;
}

/** Of January to December, by kind of year. */
const monthLengths = {
  common: [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
  leap: [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
} as const;
type Year = keyof typeof monthLengths;

/**
 * The day fields for the same days one day later (1) or earlier (-1), as several crons where one cannot say it.
 *
 * Whether a cron with both day fields needs one or both of them to match, differs between crons; shifting both fields is
 * right either way as long as neither changes its kind. Where they cannot both be shifted so, the reason is returned.
 */
export function shiftDays(cron: Cron, by: 1 | -1): Result<readonly DayFields[], string> {
  const { day, month, weekday } = cron;
  const weekdays = weekday.isStar ? "*" : printCronValues(weekday.values.map((value) => (value + by + 7) % 7));
  if (weekday.isStar) {
    return day.isStar && month.isStar ? ok([{ day: "*", month: "*", weekday: "*" }]) : shiftDates(day, month, by);
  }
  if (month.values.length < 12) return fail("its days of the week would cross into another month");
  if (day.isStar) return ok([{ day: "*", month: "*", weekday: weekdays }]);
  if ([day, weekday].some(({ text }) => text.startsWith("*"))) {
    return fail("crons disagree on a step from `*` in one day field beside the other");
  }
  const dates = shiftDates(day, month, by);
  if (!dates.ok) return dates;
  const [only] = dates.value;
  if (!only || dates.value.length > 1 || only.month !== "*") {
    return fail("its days of the month would be others in each month, beside days of the week");
  }
  return ok([{ ...only, weekday: weekdays }]);
}

function shiftDates(day: CronField, month: CronField, by: 1 | -1): Result<readonly DayFields[], string> {
  const leap = datesOf("leap", day, month, by);
  const common = datesOf("common", day, month, by);
  const withoutLeapDay = new Set(leap);
  withoutLeapDay.delete(dateKey(2, 29));
  if (withoutLeapDay.size !== common.size || [...common].some((date) => !withoutLeapDay.has(date))) {
    return fail("the end of February is another day in leap years");
  }
  const months = new Map<string, number[]>();
  for (let number = 1; number <= 12; number++) {
    const days = [...leap].filter((key) => Math.floor(key / 100) === number).map((key) => key % 100);
    if (days.length === 0) continue;
    const text = days.length === lengthOf("leap", number) ? "*" : printCronValues(days);
    months.set(text, [...(months.get(text) ?? []), number]);
  }
  return ok(
    [...months].map(([days, numbers]) => ({
      day: days,
      month: numbers.length === 12 ? "*" : printCronValues(numbers),
      weekday: "*",
    })),
  );
}

/** The dates of one kind of year, shifted; February 29 is none in a common year. */
function datesOf(year: Year, day: CronField, month: CronField, by: 1 | -1): ReadonlySet<number> {
  const dates = new Set<number>();
  for (const number of month.values) {
    for (const value of day.values) if (value <= lengthOf(year, number)) dates.add(neighbour(year, number, value + by));
  }
  return dates;
}

function neighbour(year: Year, month: number, day: number): number {
  if (day === 0) {
    const before = month === 1 ? 12 : month - 1;
    return dateKey(before, lengthOf(year, before));
  }
  return day > lengthOf(year, month) ? dateKey(month === 12 ? 1 : month + 1, 1) : dateKey(month, day);
}

function dateKey(month: number, day: number): number {
  return month * 100 + day;
}

function lengthOf(year: Year, month: number): number {
  return monthLengths[year][month - 1] as number;
}
