import { defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const scheduleWithoutCron = defineDiagnostic({
  code: "schedule-without-cron",
  severity: "warning",
  message: () => "`schedule` has no `cron`: nothing says when it comes, and no run starts.",
  hint: () => 'List the times under it, such as `- cron: "30 4 * * 1"`.',
});

/** Source: docs.github.com, "Events that trigger workflows", `schedule`. */
export const scheduleSource: Rule = {
  reports: [scheduleWithoutCron],
  workflow({ events, model }, report) {
    if (!events.has("schedule")) return;
    const { on } = model;
    if (typeof on === "string") report(scheduleWithoutCron, {}, ["on"]);
    else if (Array.isArray(on)) report(scheduleWithoutCron, {}, ["on", on.indexOf("schedule")]);
    else {
      const times = (on as { readonly schedule?: unknown }).schedule;
      const isEmpty = times === null || times === undefined || (Array.isArray(times) && times.length === 0);
      if (isEmpty) report(scheduleWithoutCron, {}, ["on", "schedule"], { at: "key" });
    }
  },
};
