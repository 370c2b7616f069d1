import type { SimulatedEvent } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, repositoryOf, runOf } from "../../helpers/simulated-files.ts";
import { eventsPage, type StartCase, testCases } from "./start-cases.ts";

const page = `${eventsPage}, schedule`;
const at = (instant: string): Partial<SimulatedEvent> => ({ name: "schedule", instant });
const on = (cron: string, zone?: string) =>
  `{schedule: [{cron: "${cron}"${zone === undefined ? "" : `, timezone: ${zone}`}}]}`;

const cases: readonly StartCase[] = [
  {
    says: "the example: quarter past four",
    on: on("15 4,5 * * *"),
    event: at("2026-11-27T04:15:00Z"),
    comesTo: "yes event-listed",
    text: "`on` lists `schedule`; `15 4,5 * * *` is due at 2026-11-27T04:15:00Z",
    path: "on.schedule.0.cron",
    source: page,
  },
  {
    says: "the example: any second of that minute",
    on: on("15 4,5 * * *"),
    event: at("2026-11-27T05:15:59Z"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "the example: a minute later",
    on: on("15 4,5 * * *"),
    event: at("2026-11-27T04:16:00Z"),
    comesTo: "no cron-not-due",
    text: "`15 4,5 * * *` is not due at 2026-11-27T04:16:00Z",
    path: "on.schedule",
    source: page,
  },
  {
    says: "every operator: a step",
    on: on("20/15 * * * *"),
    event: at("2026-11-27T04:50:00Z"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "every operator: a range",
    on: on("30 4-6 * * *"),
    event: at("2026-11-27T06:30:00Z"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "a weekday",
    on: on("30 5 * * 1,3"),
    event: at("2026-11-25T05:30:00Z"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "another weekday",
    on: on("30 5 * * 1,3"),
    event: at("2026-11-26T05:30:00Z"),
    comesTo: "no cron-not-due",
    source: page,
  },
  {
    says: "Sunday is 0",
    on: on("0 5 * * SUN"),
    event: at("2026-11-29T05:00:00Z"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "a day of the month or a weekday: the day",
    on: on("0 5 13 * 5"),
    event: at("2026-12-13T05:00:00Z"),
    comesTo: "yes event-listed",
    source: "crontab(5)",
  },
  {
    says: "a day of the month or a weekday: the weekday",
    on: on("0 5 13 * 5"),
    event: at("2026-11-27T05:00:00Z"),
    comesTo: "yes event-listed",
    source: "crontab(5)",
  },
  {
    says: "a month",
    on: on("0 5 * JAN *"),
    event: at("2026-11-27T05:00:00Z"),
    comesTo: "no cron-not-due",
    source: page,
  },
  {
    says: "a time zone without summer time",
    on: on("30 18 * * 1", "America/Phoenix"),
    event: at("2026-12-01T01:30:00Z"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "a time zone: not its hour in UTC",
    on: on("30 18 * * 1", "America/Phoenix"),
    event: at("2026-11-30T18:30:00Z"),
    comesTo: "no cron-not-due",
    source: page,
  },
  {
    says: "a time zone in summer",
    on: on("0 9 * * *", "Europe/Berlin"),
    event: at("2026-07-01T07:00:00Z"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "a time zone in winter",
    on: on("0 9 * * *", "Europe/Berlin"),
    event: at("2026-12-01T08:00:00Z"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "a time that the clock skips runs at the next that there is",
    on: on("30 2 * * *", "Europe/Berlin"),
    event: at("2026-03-29T01:00:00Z"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "a time that the clock skips: not an hour later",
    on: on("30 2 * * *", "Europe/Berlin"),
    event: at("2026-03-29T01:30:00Z"),
    comesTo: "no cron-not-due",
    source: page,
  },
  {
    says: "a zone that nobody knows",
    on: on("30 2 * * *", "Bogus/Zone"),
    event: at("2026-03-29T01:00:00Z"),
    comesTo: "no zone-unknown",
    source: page,
  },
  {
    says: "what is no cron",
    on: on("@daily"),
    event: at("2026-03-29T00:00:00Z"),
    comesTo: "no cron-invalid",
    source: page,
  },
  {
    says: "more often than every 5 minutes",
    on: on("* * * * *"),
    event: at("2026-11-27T04:16:00Z"),
    comesTo: "unknown cron-too-often",
    source: page,
  },
  {
    says: "every 5 minutes",
    on: on("*/5 * * * *"),
    event: at("2026-11-27T04:15:00Z"),
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "two crons, the second due",
    on: "{schedule: [{cron: '0 1 * * *'}, {cron: '0 2 * * *'}]}",
    event: at("2026-11-27T02:00:00Z"),
    comesTo: "yes event-listed",
    path: "on.schedule.1.cron",
    source: page,
  },
  {
    says: "two crons, none due",
    on: "{schedule: [{cron: '0 1 * * *'}, {cron: '0 2 * * *'}]}",
    event: at("2026-11-27T03:00:00Z"),
    comesTo: "no cron-not-due",
    text: "`0 1 * * *` and `0 2 * * *` are not due at 2026-11-27T03:00:00Z",
    source: page,
  },
  {
    says: "the payload says the cron: then the instant does not decide",
    on: on("0 1 * * *"),
    event: { ...at("2026-11-27T09:00:00Z"), payload: { schedule: "0 1 * * *" } },
    comesTo: "yes event-listed",
    source: page,
  },
  {
    says: "the payload says another cron",
    on: on("0 1 * * *"),
    event: { ...at("2026-11-27T01:00:00Z"), payload: { schedule: "0 2 * * *" } },
    comesTo: "no cron-not-due",
    text: "`schedule` lists `0 1 * * *`, not `0 2 * * *`",
    source: page,
  },
  {
    says: "`schedule` without a cron",
    on: "schedule",
    event: at("2026-11-27T01:00:00Z"),
    comesTo: "no cron-not-due",
    source: page,
  },
];

const test = suite("the cron of a run");
test("stands in github.event.schedule, by the instant", () => {
  const text = `on: {schedule: [{cron: "0 1 * * *"}, {cron: "0 2 * * *"}]}
jobs:
  a: {if: "github.event.schedule == '0 2 * * *'", runs-on: x, steps: [{run: "true"}]}
  b: {if: "github.event.schedule == '0 1 * * *'", runs-on: x, steps: [{run: "true"}]}`;
  const { jobs } = runOf(repositoryOf({ "main.yml": text }), "main.yml", eventOf(at("2026-11-27T02:00:00Z")));
  assert.equal(
    jobs.map(({ verdict }) => verdict),
    ["runs", "skipped"],
  );
});
test.run();

testCases("schedules", cases);
