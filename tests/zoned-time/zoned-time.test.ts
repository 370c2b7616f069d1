import { formatRfc3339, formatRunId, formatUtc, parseInstant, parseTimeZone, phoenix } from "@yardmaster/zoned-time";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const formats = suite("instants in a zone");

function zone(name: string) {
  const parsed = parseTimeZone(name);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

formats("a run id has no colon, and its offset says the zone", () => {
  assert.is(formatRunId(new Date("2026-11-22T15:06:00Z"), phoenix), "2026-11-22T08-06-00-0700");
  assert.is(formatRfc3339(new Date("2026-11-22T15:06:00Z"), phoenix), "2026-11-22T08:06:00-07:00");
  assert.is(formatUtc(new Date("2026-11-22T15:06:00Z")), "2026-11-22T15:06:00Z");
});

formats("sub-second parts are cut off, never rounded up", () => {
  assert.is(formatRunId(new Date("2026-12-31T23:59:59.999Z"), zone("UTC")), "2026-12-31T23-59-59+0000");
});

formats("the day and the year follow the zone", () => {
  assert.is(formatRfc3339(new Date("2027-01-01T06:59:59Z"), phoenix), "2026-12-31T23:59:59-07:00");
  assert.is(formatRfc3339(new Date("2026-12-31T10:00:00Z"), zone("Pacific/Kiritimati")), "2027-01-01T00:00:00+14:00");
});

formats("offsets with minutes, and both passes of an hour that clocks show twice", () => {
  assert.is(formatRfc3339(new Date("2026-05-01T00:00:00Z"), zone("Asia/Kathmandu")), "2026-05-01T05:45:00+05:45");
  assert.is(formatRfc3339(new Date("2026-05-01T00:00:00Z"), zone("Pacific/Marquesas")), "2026-04-30T14:30:00-09:30");
  assert.is(formatRfc3339(new Date("2026-11-01T05:30:00Z"), zone("America/New_York")), "2026-11-01T01:30:00-04:00");
  assert.is(formatRfc3339(new Date("2026-11-01T06:30:00Z"), zone("America/New_York")), "2026-11-01T01:30:00-05:00");
  assert.is(formatRfc3339(new Date("2026-04-04T14:45:00Z"), zone("Australia/Lord_Howe")), "2026-04-05T01:45:00+11:00");
  assert.is(formatRfc3339(new Date("2026-04-04T15:00:00Z"), zone("Australia/Lord_Howe")), "2026-04-05T01:30:00+10:30");
});

formats("zones agree with Intl, read as fields, over 57 years", () => {
  const names = ["America/Phoenix", "America/Denver", "America/New_York", "Europe/London", "Asia/Kathmandu"];
  for (const name of names) {
    const intl = new Intl.DateTimeFormat("sv-SE", { timeZone: name, dateStyle: "short", timeStyle: "medium" });
    for (let instant = Date.UTC(1972); instant < Date.UTC(2029); instant += 1_234_567_890) {
      const date = new Date(instant);
      assert.is(
        formatRfc3339(date, zone(name)).slice(0, 19),
        intl.format(date).replace(" ", "T"),
        `${name} ${instant}`,
      );
    }
  }
});

formats("refuses what has no four-digit form that sorts", () => {
  const message = (milliseconds: number, name: string) =>
    `No instant of the years 1970 to 9999 in ${name}: ${milliseconds} ms after the epoch.`;
  for (const [instant, name] of [
    [Number.NaN, "UTC"],
    [-1, "UTC"],
    [Date.UTC(10_000), "America/Phoenix"],
    [Date.UTC(9999, 11, 31, 23), "Asia/Kathmandu"],
  ] as const) {
    assert.throws(
      () => formatRunId(new Date(instant), zone(name)),
      (error: unknown) => error instanceof RangeError && error.message === message(instant, name),
    );
  }
  assert.is(formatRunId(new Date(0), phoenix), "1969-12-31T17-00-00-0700");
  assert.is(formatRunId(new Date(Date.UTC(10_000) - 1), zone("UTC")), "9999-12-31T23-59-59+0000");
});

formats.run();

const zones = suite("names of zones");

zones("are those of the IANA database", () => {
  assert.equal(parseTimeZone("Europe/London"), { ok: true, value: "Europe/London" });
  assert.equal(parseTimeZone("UTC"), { ok: true, value: "UTC" });
});

for (const name of ["", " ", "Bogus/Zone", "America/Phoenix ", "+07:00", "-0700", "UTC+7", "Z", ":America/Phoenix"]) {
  zones(`refuses ${JSON.stringify(name)}`, () => {
    const error = `${JSON.stringify(name)} is no time zone; name one such as "America/Phoenix".`;
    assert.equal(parseTimeZone(name), { ok: false, error });
  });
}

zones.run();

const instants = suite("RFC 3339 instants");

for (const [text, expected] of [
  ["2026-11-22T15:06:00Z", "2026-11-22T15:06:00.000Z"],
  ["2026-11-22T08:06:00-07:00", "2026-11-22T15:06:00.000Z"],
  ["2026-11-22t20:51:00.5+05:45", "2026-11-22T15:06:00.500Z"],
  ["2026-11-22T15:06:00.9999999z", "2026-11-22T15:06:00.999Z"],
  ["2028-02-29T00:00:00-00:00", "2028-02-29T00:00:00.000Z"],
  ["1970-01-01T05:45:00+05:45", "1970-01-01T00:00:00.000Z"],
  ["9999-12-31T23:59:59.9999Z", "9999-12-31T23:59:59.999Z"],
] as const) {
  instants(`reads ${text}`, () => {
    assert.equal(parseInstant(text), { ok: true, value: new Date(expected) });
  });
}

const form = 'is no instant; write one such as "2026-11-22T15:06:00Z".';
const missing = "names a date that does not exist.";
const range = "is outside the years 1970 to 9999.";
for (const [text, why] of [
  ["", form],
  ["now", form],
  ["2026-11-22", form],
  ["2026-11-22T15:06Z", form],
  ["2026-11-22T15:06:00", form],
  ["2026-11-22 15:06:00Z", form],
  ["2026-11-22T15:06:00.Z", form],
  ["2026-11-22T15:06:00012Z", form],
  ["2026-11-22T24:00:00Z", form],
  ["2026-12-31T23:59:60Z", form],
  ["2026-11-22T15:06:00+24:00", form],
  ["2026-11-22T15:06:00-0700", form],
  [" 2026-11-22T15:06:00Z", form],
  ["2026-11-22T15:06:00Z\n", form],
  ["+002026-11-22T15:06:00Z", form],
  ["2026-02-29T00:00:00Z", missing],
  ["2026-04-31T00:00:00Z", missing],
  ["2026-13-01T00:00:00Z", missing],
  ["2026-00-10T00:00:00Z", missing],
  ["1969-12-31T23:59:59Z", range],
  ["1970-01-01T00:00:00+00:01", range],
  ["9999-12-31T23:59:59-00:01", range],
] as const) {
  instants(`refuses ${JSON.stringify(text)}`, () => {
    assert.equal(parseInstant(text), { ok: false, error: `${JSON.stringify(text)} ${why}` });
  });
}

instants("quotes at most 64 characters", () => {
  const parsed = parseInstant("9".repeat(100_000));
  assert.equal(parsed, { ok: false, error: `"${"9".repeat(64)}…" ${form}` });
});

instants.run();
