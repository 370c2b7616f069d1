import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startProgram } from "../helpers/start-program.ts";

const hosts = ["UTC", "America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Phoenix"];
const program = startProgram("tests/zoned-time/print-quarter-hours.ts");
const quarterHour = 15 * 60_000;
const test = suite("run ids for every quarter hour of 2026, on hosts in five zones");

/** From the wall clock as UTC and an offset, by arithmetic alone. */
function runId(instant: number, offsetMinutes: number): string {
  const wallClock = new Date(instant + offsetMinutes * 60_000).toISOString().slice(0, 19).replaceAll(":", "-");
  const minutes = Math.abs(offsetMinutes);
  const digits = `${Math.floor(minutes / 60)}`.padStart(2, "0") + `${minutes % 60}`.padStart(2, "0");
  return `${wallClock}${offsetMinutes < 0 ? "-" : "+"}${digits}`;
}

/** The law of 2026: 8 March 2:00 to 1 November 2:00 local time. */
function newYorkOffsetMinutes(instant: number): number {
  return instant >= Date.UTC(2026, 2, 8, 7) && instant < Date.UTC(2026, 10, 1, 6) ? -240 : -300;
}

/** Half an hour of daylight saving: until 5 April 2:00 and from 4 October 2:00 local time. */
function lordHoweOffsetMinutes(instant: number): number {
  return instant >= Date.UTC(2026, 3, 4, 15) && instant < Date.UTC(2026, 9, 3, 15, 30) ? 630 : 660;
}

const expected: string[] = [];
for (let instant = Date.UTC(2026); instant < Date.UTC(2027); instant += quarterHour) {
  const offsets = [-420, newYorkOffsetMinutes(instant), lordHoweOffsetMinutes(instant)];
  expected.push(offsets.map((offset) => runId(instant, offset)).join(" "));
}

test("covers the year", () => {
  assert.is(expected.length, 35_040);
  assert.is(
    expected[(Date.UTC(2026, 2, 8, 9) - Date.UTC(2026)) / quarterHour],
    "2026-03-08T02-00-00-0700 2026-03-08T05-00-00-0400 2026-03-08T20-00-00+1100",
  );
});

for (const host of hosts) {
  test(`Phoenix, New York and Lord Howe as seen from ${host}`, async () => {
    const { stdout } = await promisify(execFile)(process.execPath, program, {
      env: { ...process.env, TZ: host },
      maxBuffer: 16 * 1024 * 1024,
      timeout: 60_000,
    });
    const [hostLine, ...lines] = stdout.trimEnd().split("\n");
    assert.is(hostLine, `host ${host}`);
    assert.is(lines.length, expected.length);
    assert.equal(
      lines.filter((line, index) => line !== expected[index]),
      [],
    );
  });
}

test.run();
