import {
  asList,
  asMap,
  type Cron,
  cronInvalid,
  defineDiagnostic,
  fixedOffsetMinutes,
  parseCron,
  timeZoneUnknown,
} from "@yardmaster/core";
import type { Rule } from "./rule.ts";

export const cronNever = defineDiagnostic({
  code: "cron-never",
  severity: "error",
  message: (p: { cron: string }) =>
    `The schedule ${JSON.stringify(p.cron)} names a day that none of its months has: it never comes.`,
  hint: () => "Name a day that the month has; for the last day of a month, run daily and ask in a step.",
});

export const cronTooOften = defineDiagnostic({
  code: "cron-too-often",
  severity: "warning",
  message: (p: { cron: string; minutes: number }) =>
    `The schedule ${JSON.stringify(p.cron)} comes after ${p.minutes} ${p.minutes === 1 ? "minute" : "minutes"}; GitHub runs one at most every 5 minutes.`,
  hint: () => "Leave at least 5 minutes between two runs, such as `*/5 * * * *`.",
});

/** Source: docs.github.com, "Events that trigger workflows", `schedule`. */
export const crons: Rule = {
  reports: [cronInvalid, timeZoneUnknown, cronNever, cronTooOften],
  workflow({ model, isAdapted }, report) {
    for (const [index, entry] of asList(asMap(model.on)?.schedule).entries()) {
      const { cron: text, timezone: zone } = asMap(entry) ?? {};
      const at = ["on", "schedule", index];
      if (!isAdapted && typeof zone === "string" && isUnknownZone(zone)) {
        report(timeZoneUnknown, { zone }, [...at, "timezone"]);
      }
      if (typeof text !== "string") continue;
      const path = [...at, "cron"];
      const cron = parseCron(text);
      if (!cron.ok) {
        if (!isAdapted) report(cronInvalid, { cron: text, reason: cron.error }, path);
        continue;
      }
      const minutes = shortestGapMinutes(cron.value);
      if (neverComes(cron.value)) report(cronNever, { cron: text }, path);
      else if (minutes < 5) report(cronTooOften, { cron: text, minutes }, path);
    }
  },
};

function isUnknownZone(zone: string): boolean {
  const offset = fixedOffsetMinutes(zone);
  return !offset.ok && offset.error === "unknown";
}

const longestMonthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** With a day of the week beside it, a cron comes on either of the two. */
function neverComes({ day, month, weekday }: Cron): boolean {
  if (!weekday.isStar) return false;
  return month.values.every((number) => Math.min(...day.values) > (longestMonthDays[number - 1] ?? 31));
}

/** Between two runs of one day, and over midnight of a cron that comes daily. */
function shortestGapMinutes({ minute, hour, day, weekday }: Cron): number {
  const times = hour.values.flatMap((hours) => minute.values.map((minutes) => hours * 60 + minutes));
  const [first = 0] = times;
  const all = day.isStar && weekday.isStar ? [...times, first + minutesOfDay] : times;
  return Math.min(minutesOfDay, ...all.slice(1).map((time, index) => time - (all[index] ?? 0)));
}

const minutesOfDay = 24 * 60;
