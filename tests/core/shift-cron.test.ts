import { fixedOffsetMinutes, parseCron, shiftCron } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

function shift(cron: string, zone: string): readonly string[] | string {
  const parsed = parseCron(cron);
  if (!parsed.ok) return parsed.error;
  const offset = fixedOffsetMinutes(zone);
  if (!offset.ok) return offset.error;
  const shifted = shiftCron(parsed.value, offset.value);
  return shifted.ok ? shifted.value : shifted.error;
}

const examples = suite("a cron in a zone, as crons in UTC");
const phoenix = "America/Phoenix";
for (const [cron, zone, expected] of [
  ["30 18 * * MON", phoenix, ["30 1 * * 2"]],
  ["30 16 * * MON", phoenix, ["30 23 * * MON"]],
  ["30 18 * * *", phoenix, ["30 1 * * *"]],
  ["*/15 */6 * * *", phoenix, ["*/15 1,7,13,19 * * *"]],
  ["0 * * * *", phoenix, ["0 * * * *"]],
  ["0 * * * 6", phoenix, ["0 7-23 * * 6", "0 0-6 * * 0"]],
  ["0 18 1 * *", phoenix, ["0 1 2 * *"]],
  ["0 18 31 * *", phoenix, ["0 1 1 1,2,4,6,8,9,11 *"]],
  ["0 18 31 DEC *", phoenix, ["0 1 1 1 *"]],
  ["0 18 28,29 2 *", phoenix, ["0 1 29 2 *", "0 1 1 3 *"]],
  ["0 20 * JAN *", phoenix, ["0 3 2-31 1 *", "0 3 1 2 *"]],
  ["0 18 1 * 1", phoenix, ["0 1 2 * 2"]],
  ["0 8 2 * *", "Asia/Tokyo", ["0 23 1 * *"]],
  ["0 9 1 * *", "Asia/Tokyo", ["0 0 1 * *"]],
  ["0 1 * * 0", "Asia/Tokyo", ["0 16 * * 6"]],
  ["0,30 5 * * *", "Asia/Kolkata", ["0 0 * * *", "30 23 * * *"]],
  ["0,30 5 * * 1", "Asia/Kolkata", ["30 23 * * 0", "0 0 * * 1"]],
  ["*/15 23 * * *", "Asia/Kathmandu", ["15,30,45 17 * * *", "0 18 * * *"]],
  ["7 7 * * *", "UTC", ["7 7 * * *"]],
  // From 20 on, as GitHub's documents have it: minutes 20, 35 and 50.
  ["20/15 * * * *", "UTC", ["20/15 * * * *"]],
  ["20/15 18 * * MON", phoenix, ["20/15 1 * * 2"]],
  ["20/15 5 * * *", "Asia/Kolkata", ["5,20 0 * * *", "50 23 * * *"]],
  ["0 20/2 * * 5/1", phoenix, ["0 3,5 * * 0,6"]],
] as const) {
  examples(`${cron} in ${zone}`, () => assert.equal(shift(cron, zone), expected));
}
for (const [cron, zone, reason] of [
  ["0 18 28 2 *", phoenix, "the end of February is another day in leap years"],
  ["0 8 1 * *", "Asia/Tokyo", "the end of February is another day in leap years"],
  ["0 18 * 1 1", phoenix, "its days of the week would cross into another month"],
  ["0 18 31 * 1", phoenix, "its days of the month would be others in each month, beside days of the week"],
  ["0 18 */2 * 1", phoenix, "crons disagree on a step from `*` in one day field beside the other"],
  ["0 18 * * 1", "Europe/Berlin", "varies"],
  ["0 18 * * 1", "Africa/Casablanca", "varies"],
  ["0 18 * * 1", "Mars/Olympus", "unknown"],
  ["0 18 * * 1", "+07:00", "unknown"],
] as const) {
  examples(`${cron} in ${zone} cannot be said, for a reason`, () => assert.is(shift(cron, zone), reason));
}
examples("zones without a change from 2026 on have one offset", () => {
  for (const [zone, minutes] of [
    [phoenix, -420],
    ["America/Mexico_City", -360],
    ["Asia/Kathmandu", 345],
    ["Etc/UTC", 0],
    ["Pacific/Kiritimati", 840],
  ] as const) {
    assert.equal(fixedOffsetMinutes(zone), { ok: true, value: minutes });
  }
});
examples.run();

const grammar = suite("the grammar of crons");
for (const [cron, reason] of [
  ["@daily", "it has 1 fields, not 5"],
  ["0 0 * * * *", "it has 6 fields, not 5"],
  ["60 0 * * *", '"60" is no minute from 0 to 59'],
  ["0 24 * * *", '"24" is no hour from 0 to 23'],
  ["0 0 0 * *", '"0" is no day from 1 to 31'],
  ["0 0 * 13 *", '"13" is no month from 1 to 12'],
  ["0 0 * * 7", '"7" is no weekday from 0 to 6'],
  ["0 0 * * MON-XYZ", '"MON-XYZ" is no weekday from 0 to 6'],
  ["0 0 * * FRI-MON", 'the range "FRI-MON" goes backwards'],
  ["*/0 0 * * *", '"*/0" has no step that is a number above 0'],
  ["1/2/3 0 * * *", '"1/2/3" has no step that is a number above 0'],
  ["1,,2 0 * * *", '"" is no minute from 0 to 59'],
  ["1-2-3 0 * * *", '"1-2-3" is no minute from 0 to 59'],
] as const) {
  grammar(`${cron} is none`, () => assert.equal(parseCron(cron), { ok: false, error: reason }));
}
grammar("lists, ranges, steps and names", () => {
  const parsed = parseCron("1,5-9/2,*/30  0 * jan,MAR-apr sun-TUE");
  assert.ok(parsed.ok);
  assert.equal(parsed.ok && [parsed.value.minute.values, parsed.value.month.values, parsed.value.weekday.values], [
    [0, 1, 5, 7, 9, 30],
    [1, 3, 4],
    [0, 1, 2],
  ]);
});
grammar.run();

// --- an independent reading of crons: every minute of three years, one of them a leap year, is asked by itself
type Fields = readonly (readonly number[])[];
const bounds = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

function matcher(cron: string): (instant: Date) => boolean {
  const texts = cron.split(" ");
  const fields: Fields = texts.map((text, index) => {
    const [min, max] = bounds[index] as readonly [number, number];
    return Array.from({ length: max - min + 1 }, (_, value) => min + value).filter((value) =>
      text.split(",").some((part) => {
        const [span = "", step = "1"] = part.split("/");
        const [from = min, to = part.includes("/") ? max : from] =
          span === "*" ? [min, max] : span.split("-").map(Number);
        return value >= from && value <= to && (value - from) % Number(step) === 0;
      }),
    );
  });
  const has = (index: number, value: number): boolean => (fields[index] as readonly number[]).includes(value);
  return (instant) => {
    const day = has(2, instant.getUTCDate());
    const weekday = has(4, instant.getUTCDay());
    const isDay = texts[2] === "*" || texts[4] === "*" ? day && weekday : day || weekday;
    return (
      has(0, instant.getUTCMinutes()) && has(1, instant.getUTCHours()) && has(3, instant.getUTCMonth() + 1) && isDay
    );
  };
}

const start = Date.UTC(2027, 0, 1);
const end = Date.UTC(2030, 0, 1);
const everyMinutes = 15;

/** Crons whose minutes are quarters, so that every quarter of an hour is enough to ask. */
function randomCron(random: (below: number) => number): string {
  const some = (items: readonly string[]): string => items[random(items.length)] as string;
  return [
    some(["0", "*/15", "0,30", "15,45", "45", "15/15"]),
    some(["*", "0", "18", "*/6", "0-9", "17-23", "6,18", "1-23/2", "5/7"]),
    some(["*", "*", "*", "1", "15", "28", "31", "1-7", "28,29", "30-31", "2-31"]),
    some(["*", "*", "*", "1", "2", "3", "12", "2-3", "1-6", "2,4-12/2"]),
    some(["*", "*", "1", "0", "6", "1-5", "0,6"]),
  ].join(" ");
}

const brute = suite("by brute force");
brute("the crons in UTC run at exactly the instants of the local one, each once", () => {
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  const offsets = [-420, 540, 330, 345, -600, 840, 0];
  let expressible = 0;
  for (let round = 0; round < 70; round++) {
    const cron = randomCron(random);
    const offset = offsets[round % offsets.length] as number;
    const parsed = parseCron(cron);
    assert.ok(parsed.ok, cron);
    const shifted = parsed.ok ? shiftCron(parsed.value, offset) : undefined;
    if (!shifted?.ok) continue;
    expressible += 1;
    const local = matcher(cron);
    const utc = shifted.value.map(matcher);
    for (let instant = start; instant < end; instant += everyMinutes * 60_000) {
      const expected = local(new Date(instant + offset * 60_000)) ? 1 : 0;
      const runs = utc.filter((matches) => matches(new Date(instant))).length;
      if (runs !== expected) {
        assert.unreachable(`${cron} at ${offset}: ${shifted.value.join(" | ")} at ${new Date(instant).toISOString()}`);
      }
    }
  }
  assert.ok(expressible > 30, `${expressible} of 60`);
});
brute.run();
