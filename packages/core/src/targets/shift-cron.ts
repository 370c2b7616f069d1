import { ok, type Result } from "../diagnostics/result.ts";
import type { Cron } from "./cron.ts";
import { printCronValues } from "./print-cron-values.ts";
import { type DayFields, shiftDays } from "./shift-days.ts";

const hoursADay = 24;
const minutesADay = hoursADay * 60;

/** Times of day, in UTC, that fall on the same day as the local ones, or one day later or earlier. */
interface Times {
  readonly dayShift: -1 | 0 | 1;
  readonly minute: string;
  readonly hour: string;
}

/**
 * The crons in UTC that run at exactly the instants of a cron in a zone that is always `offsetMinutes` ahead of UTC
 * (-420 for Phoenix; within a day). No instant is in two of them, so nothing runs twice.
 * @returns the reason, as the end of a sentence, when no crons can say it.
 */
export function shiftCron(cron: Cron, offsetMinutes: number): Result<readonly string[], string> {
  const crons: string[] = [];
  for (const { dayShift, minute, hour } of timesOf(cron, offsetMinutes)) {
    const days = daysOf(cron, dayShift);
    if (!days.ok) return days;
    crons.push(...days.value.map(({ day, month, weekday }) => `${minute} ${hour} ${day} ${month} ${weekday}`));
  }
  return ok(crons);
}

function daysOf(cron: Cron, dayShift: Times["dayShift"]): Result<readonly DayFields[], string> {
  if (dayShift !== 0) return shiftDays(cron, dayShift);
  return ok([{ day: cron.day.text, month: cron.month.text, weekday: cron.weekday.text }]);
}

function timesOf(cron: Cron, offsetMinutes: number): readonly Times[] {
  const isEveryDay = cron.day.isStar && cron.month.isStar && cron.weekday.isStar;
  const minutesAt = new Map<number, number[]>();
  for (const hour of cron.hour.values) {
    for (const minute of cron.minute.values) {
      const time = hour * 60 + minute - offsetMinutes;
      const at = isEveryDay ? (time + minutesADay) % minutesADay : time;
      const utcHour = Math.floor(at / 60);
      minutesAt.set(utcHour, [...(minutesAt.get(utcHour) ?? []), at - utcHour * 60]);
    }
  }
  const groups = new Map<string, { dayShift: Times["dayShift"]; minutes: readonly number[]; hours: number[] }>();
  for (const [utcHour, minutes] of [...minutesAt].sort(([a], [b]) => a - b)) {
    const dayShift = Math.floor(utcHour / hoursADay) as Times["dayShift"];
    const key = `${dayShift} ${printCronValues(minutes)}`;
    const group = groups.get(key) ?? { dayShift, minutes, hours: [] };
    group.hours.push(utcHour - dayShift * hoursADay);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ dayShift, minutes, hours }) => ({
    dayShift,
    minute:
      minutes.length === cron.minute.values.length && offsetMinutes % 60 === 0 ? cron.minute.text : every(minutes, 60),
    hour: every(hours, hoursADay),
  }));
}

function every(values: readonly number[], count: number): string {
  return values.length === count ? "*" : printCronValues(values);
}
