import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whole seconds of the slow test files, by path. Only the order of a run follows from it. */
export type Durations = Readonly<Record<string, number>>;

const file = "tests/durations.json";
/** Below this a place at the front of the queue gains nothing. */
const fewestSeconds = 10;

export function readDurations(root: string): Durations {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
}

/** Longest first, so that no long one is left when the others are over; the rest as given. */
export function sortByDuration(files: readonly string[], durations: Durations): string[] {
  return [...files].sort((one, other) => (durations[other] ?? 0) - (durations[one] ?? 0));
}

export function writeDurations(
  root: string,
  finished: Iterable<{ readonly file: string; readonly seconds: number }>,
): void {
  const slow = [...finished]
    .map(({ file: name, seconds }) => [name, Math.round(seconds)] as const)
    .filter(([, seconds]) => seconds >= fewestSeconds)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(join(root, file), `${JSON.stringify(Object.fromEntries(slow), null, 2)}\n`);
}
