import { type Escape, escapeAround, isWithin, type ModelPath } from "@yardmaster/core";
import type { ParserError } from "./read-workflow.ts";
import type { WorkflowFile } from "./workflow-file.ts";

export interface Judged {
  readonly error: ParserError;
  /** The author's reason to let it through; undefined for an error that stands. */
  readonly why: string | undefined;
}

/**
 * Errors inside of what was let through by `raw` do not stand, and neither do those that go away without it. Those that
 * come up without it, because the converter gets further, do.
 * @param read gives the parser's errors again, without some nodes.
 */
export async function overruleRawErrors(
  errors: readonly ParserError[],
  { tree, escapes }: Required<Pick<WorkflowFile, "tree" | "escapes">>,
  read: (without: readonly ModelPath[]) => Promise<readonly ParserError[]>,
): Promise<readonly Judged[]> {
  const pathOf = ({ place }: ParserError): ModelPath =>
    ("location" in place && tree.pathAt(place.location.line, place.location.column)) || [];
  const reasonFor = (error: ParserError): string | undefined => escapeOf(error, pathOf(error), escapes)?.why;
  const rest = await read(escapes.map(({ path }) => path));
  const isAbout = (error: ParserError, others: readonly ParserError[]): boolean =>
    others.some(
      (other) => other.reason === error.reason && JSON.stringify(other.place) === JSON.stringify(error.place),
    );
  const overruled = errors.map((error) => ({ error, why: reasonFor(error) })).filter(({ why }) => why !== undefined);
  const standing = rest.filter((error) => reasonFor(error) === undefined);
  const caused = standing.filter((error) => !isAbout(error, errors) && isAroundOne(pathOf(error), escapes));
  return [
    ...overruled,
    ...standing.filter((error) => !caused.includes(error)).map((error) => ({ error, why: undefined })),
  ];
}

/** Also for a mapping of which a key was let through, when the parser says which keys it misses there. */
function escapeOf(error: ParserError, path: ModelPath, escapes: readonly Escape[]): Escape | undefined {
  const within = escapeAround(path, escapes);
  if (within || !missesKeys.test(error.reason)) return within;
  // An error about a mapping stands at its brace, or at its first key.
  const holders = [path, path.slice(0, -1)].map((holder) => JSON.stringify(holder));
  return escapes.find((hatch) => holders.includes(JSON.stringify(hatch.path.slice(0, -1))));
}

const missesKeys =
  /^(?:Required property is missing: |There's not enough info to determine what you meant\. |Expected one of uses)/;

/** Whether a node contains something that was let through: without it, the node may look incomplete. */
function isAroundOne(path: ModelPath, escapes: readonly Escape[]): boolean {
  return escapes.some((hatch) => isWithin(hatch.path, path));
}
