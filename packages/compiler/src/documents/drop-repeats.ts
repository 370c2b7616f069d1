import type { ModelPath } from "@yardmaster/core";
import type { TextProblem } from "./check-files.ts";

/** What GitHub's parser says of a node that a rule has refused already, with a better sentence, is not said again. */
export function dropRepeats(parsed: readonly TextProblem[], ruled: readonly TextProblem[]): readonly TextProblem[] {
  const errors = ruled.filter(({ diagnostic }) => diagnostic.severity === "error");
  return parsed.filter(
    (one) => !errors.some((other) => other.file === one.file && overlap(pathOf(one), pathOf(other))),
  );
}

function pathOf({ diagnostic: { place } }: TextProblem): ModelPath {
  return place && "path" in place ? place.path : [];
}

/** Both name one node, or one names a node inside the other's. */
function overlap(a: ModelPath, b: ModelPath): boolean {
  const shared = Math.min(a.length, b.length);
  return shared > 0 && a.slice(0, shared).every((key, depth) => key === b[depth]);
}
