import { type Diagnostic, isLetThrough, isWithin, type ModelPath } from "@yardmaster/core";
import type { TextProblem } from "./check-files.ts";

/** What GitHub's parser says of a node that a rule has refused already, with a better sentence, is not said again. */
export function dropRepeats(parsed: readonly TextProblem[], ruled: readonly TextProblem[]): readonly TextProblem[] {
  return parsed.filter(({ diagnostic, file }) => {
    const others = ruled.filter((other) => other.file === file).map((other) => other.diagnostic);
    return dropRepeated([diagnostic], others, pathOf).length > 0;
  });
}

/** The same of one file. What GitHub says at each place of a ring of jobs, a rule says once, with the places beside it. */
export function dropRepeated(
  parsed: readonly Diagnostic[],
  ruled: readonly Diagnostic[],
  pathOf: (placed: Placed) => ModelPath,
): readonly Diagnostic[] {
  const refusals = ruled.filter((one) => one.severity === "error" || isLetThrough(one));
  const refused = refusals.flatMap((one) => [one, ...(one.related ?? [])].map(pathOf));
  return parsed.filter((one) => !refused.some((other) => overlap(pathOf(one), other)));
}

type Placed = Pick<Diagnostic, "place">;

function pathOf({ place }: Placed): ModelPath {
  return place && "path" in place ? place.path : [];
}

/** Both name one node, or one names a node inside the other's. */
function overlap(a: ModelPath, b: ModelPath): boolean {
  return Math.min(a.length, b.length) > 0 && (isWithin(a, b) || isWithin(b, a));
}
