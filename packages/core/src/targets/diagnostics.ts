import { defineDiagnostic } from "../diagnostics/diagnostic.ts";

export const targetLacks = defineDiagnostic({
  code: "target-lacks",
  severity: "error",
  message: (p: { target: string; feature: string; reason?: string | undefined }) =>
    `${p.target} does not know ${p.feature}${p.reason === undefined ? "" : `, and ${p.reason}`}.`,
  hint: (p) => `Do without it, or drop ${p.target} as a target of this workflow.`,
});

export const targetLimit = defineDiagnostic({
  code: "target-limit",
  severity: "error",
  message: (p: { target: string; what: string; count: number; limit: number }) =>
    `The workflow has ${p.count} ${p.what}; ${p.target} takes at most ${p.limit}.`,
  hint: (p) => `Bring them down to ${p.limit}, or split the workflow.`,
});

export const cronInvalid = defineDiagnostic({
  code: "cron-invalid",
  severity: "error",
  message: (p: { cron: string; reason: string }) => `The schedule ${JSON.stringify(p.cron)} is no cron: ${p.reason}.`,
  hint: () => "Write five fields, minute hour day month weekday, of `*`, numbers, names, lists, ranges and steps.",
});

export const timeZoneUnknown = defineDiagnostic({
  code: "time-zone-unknown",
  severity: "error",
  message: (p: { zone: string }) => `The time zone ${JSON.stringify(p.zone)} is not in the IANA database.`,
  hint: () => "Write a name such as `America/Phoenix` or `Europe/Berlin`.",
});

export const scheduleNotUtc = defineDiagnostic({
  code: "schedule-not-utc",
  severity: "error",
  message: (p: { target: string; cron: string; zone: string; reason: string }) =>
    `${p.target} runs schedules in UTC, and "${p.cron}" in ${p.zone} cannot be written so: ${p.reason}.`,
  hint: () => "State the schedule in UTC yourself, or choose a time that falls on the same day in UTC.",
});
