import { fail, ok, type Result } from "../diagnostics/result.ts";

/** One field of a cron. */
export interface CronField {
  readonly text: string;
  /** Ascending, without repetition. */
  readonly values: readonly number[];
  /** `*`, which crons tell from a list of all values: it leaves the choice of days to the other day field. */
  readonly isStar: boolean;
}

/** A cron as GitHub takes it: five fields, no `@daily` and no seconds. */
export interface Cron {
  readonly minute: CronField;
  readonly hour: CronField;
  readonly day: CronField;
  readonly month: CronField;
  /** 0 is Sunday; 7 is none. */
  readonly weekday: CronField;
}

interface Range {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Of the values from `min` on. */
  readonly names?: readonly string[];
}

const ranges = {
  minute: { name: "minute", min: 0, max: 59 },
  hour: { name: "hour", min: 0, max: 23 },
  day: { name: "day", min: 1, max: 31 },
  month: {
    name: "month",
    min: 1,
    max: 12,
    names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
  },
  weekday: { name: "weekday", min: 0, max: 6, names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] },
} as const satisfies Record<keyof Cron, Range>;

/**
 * Reads a cron by GitHub's grammar. Source: docs.github.com, "Events that trigger workflows", `schedule`.
 * @returns the reason, as the end of a sentence, when it is none.
 */
export function parseCron(text: string): Result<Cron, string> {
  const parts = text.trim().split(/ +/);
  if (parts.length !== 5) return fail(`it has ${parts.length} fields, not 5`);
  const names = ["minute", "hour", "day", "month", "weekday"] as const;
  const fields: Partial<Record<keyof Cron, CronField>> = {};
  for (const [index, name] of names.entries()) {
    const field = parseField(parts[index] as string, ranges[name]);
    if (!field.ok) return field;
    fields[name] = field.value;
  }
  return ok(fields as Cron);
}

function parseField(text: string, range: Range): Result<CronField, string> {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const found = parsePart(part, range);
    if (!found.ok) return found;
    for (const value of found.value) values.add(value);
  }
  return ok({ text, values: [...values].sort((a, b) => a - b), isStar: text === "*" });
}

function parsePart(part: string, range: Range): Result<readonly number[], string> {
  const [span = "", step, ...more] = part.split("/");
  const every = step === undefined ? 1 : wholeNumber(step);
  if (more.length > 0 || every === undefined || every === 0)
    return fail(`"${part}" has no step that is a number above 0`);
  const bounds = parseSpan(span, range);
  if (!bounds.ok) return bounds;
  const [first, last] = bounds.value;
  // `20/15` is from 20 on: GitHub's documents give it as an example.
  const isOpen = step !== undefined && !span.includes("-");
  return ok(steps(first, isOpen ? range.max : last, every));
}

function parseSpan(span: string, range: Range): Result<readonly [number, number], string> {
  if (span === "*") return ok([range.min, range.max]);
  const [start = "", end, ...more] = span.split("-");
  const first = parseValue(start, range);
  const last = end === undefined ? first : parseValue(end, range);
  if (more.length > 0 || first === undefined || last === undefined) {
    return fail(`"${span}" is no ${range.name} from ${range.min} to ${range.max}`);
  }
  return first <= last ? ok([first, last]) : fail(`the range "${span}" goes backwards`);
}

function parseValue(text: string, range: Range): number | undefined {
  const named = range.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named === -1 ? wholeNumber(text) : range.min + named;
  return value !== undefined && value >= range.min && value <= range.max ? value : undefined;
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

function steps(first: number, last: number, every: number): readonly number[] {
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, index) => first + index * every);
}
