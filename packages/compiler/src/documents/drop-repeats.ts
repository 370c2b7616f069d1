import type { Diagnostic, ModelPath } from "@yardmaster/core";
import type { TextProblem } from "./check-files.ts";

/** What GitHub's parser says of a node that a rule has refused already, with a better sentence, is not said again. */
export function dropRepeats(parsed: readonly TextProblem[], ruled: readonly TextProblem[]): readonly TextProblem[] {
  return parsed.filter(({ diagnostic, file }) => {
    const others = ruled.filter((other) => other.file === file).map((other) => other.diagnostic);
    return dropRepeated([diagnostic], others, pathOf).length > 0;
  });
}

/** The same of one file. */
export function dropRepeated(
  parsed: readonly Diagnostic[],
  ruled: readonly Diagnostic[],
  pathOf: (diagnostic: Diagnostic) => ModelPath,
): readonly Diagnostic[] {
  const refused = ruled.filter(({ severity }) => severity === "error").map(pathOf);
  return parsed.filter((one) => !refused.some((other) => overlap(pathOf(one), other)));
}

function pathOf({ place }: Diagnostic): ModelPath {
  return place && "path" in place ? place.path : [];
}

/** Both name one node, or one names a node inside the other's. */
function overlap(a: ModelPath, b: ModelPath): boolean {
  const shared = Math.min(a.length, b.length);
  return shared > 0 && a.slice(0, shared).every((key, depth) => key === b[depth]);
}
