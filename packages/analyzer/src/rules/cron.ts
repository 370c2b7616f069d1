import { asList, asMap, type Cron, defineDiagnostic, parseCron } from "@yardmaster/core";
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

/** Source: docs.github.com, "Events that trigger workflows", `schedule`. What is no cron is reported where it is built. */
export const crons: Rule = {
  reports: [cronNever, cronTooOften],
  workflow({ model }, report) {
    for (const [index, entry] of asList(asMap(model.on)?.schedule).entries()) {
      const text = asMap(entry)?.cron;
      const cron = typeof text === "string" ? parseCron(text) : undefined;
      if (typeof text !== "string" || !cron?.ok) continue;
      const path = ["on", "schedule", index, "cron"];
      const minutes = shortestGapMinutes(cron.value);
      if (neverComes(cron.value)) report(cronNever, { cron: text }, path);
      else if (minutes < 5) report(cronTooOften, { cron: text, minutes }, path);
    }
  },
};

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
