import { fail, ok, type Result } from "../diagnostics/result.ts";

const firstYear = 2026;
const lastYear = 2040;
const dayMilliseconds = 86_400_000;

const known = new Map<string, Result<number, "unknown" | "varies">>();

/**
 * Minutes by which a zone is ahead of UTC, where that is one number on every day of 2026 to 2040; no rule of the IANA
 * database has ever held for less than a day. `unknown` is no zone, `varies` one with daylight saving time or another
 * change in those years. The zones are those of the `Intl` that this Node was built with, so a change of law takes effect
 * with a newer Node.
 */
export function fixedOffsetMinutes(zone: string): Result<number, "unknown" | "varies"> {
  const cached = known.get(zone);
  if (cached) return cached;
  const found = findOffset(zone);
  known.set(zone, found);
  return found;
}

function findOffset(zone: string): Result<number, "unknown" | "varies"> {
  const offsetAt = offsetReader(zone);
  if (!offsetAt) return fail("unknown");
  const first = offsetAt(Date.UTC(firstYear, 0, 1));
  for (let instant = Date.UTC(firstYear, 0, 1); instant < Date.UTC(lastYear + 1, 0, 1); instant += dayMilliseconds) {
    if (offsetAt(instant) !== first) return fail("varies");
  }
  return ok(first);
}

/** @returns undefined for a zone that `Intl` does not know. A bare offset such as `+07:00` is no zone to GitHub. */
function offsetReader(zone: string): ((instant: number) => number) | undefined {
  if (!/^[A-Za-z]/.test(zone)) return undefined;
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    return (instant) => {
      const name = format.formatToParts(instant).find((part) => part.type === "timeZoneName")?.value ?? "";
      const [, sign, hours = "0", minutes = "0"] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
      return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    };
  } catch {
    return undefined;
  }
}
