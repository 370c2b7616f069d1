import type { Judged, NodeComment } from "@yardmaster/analyzer";
import type { Diagnostic, ModelPath, SourceDocument } from "@yardmaster/core";

/** Takes away what the notes of a source answer, and says which of them answer nothing. */
export async function heedComments(found: readonly Diagnostic[], document: SourceDocument): Promise<Judged> {
  if (document.yardmaster === "data") return { kept: found, suppressed: [] };
  const { applySuppressions, mentionsSuppression } = await import("@yardmaster/analyzer");
  const comments: readonly NodeComment[] = [
    ...document.header.map((text) => ({ path: [], isAtEnd: false, text })),
    ...document.comments.map(({ path, position, text }) => ({ path, isAtEnd: position === "end", text })),
  ].filter(({ text }) => mentionsSuppression(text));
  return comments.length === 0
    ? { kept: found, suppressed: [] }
    : applySuppressions(found, comments, pathOf, await suppressibleCodes());
}

/** What a comment may answer: all that rules find, and what GitHub's parser says. */
export async function suppressibleCodes(): Promise<ReadonlySet<string>> {
  known ??= import("@yardmaster/analyzer").then(
    ({ diagnostics }) => new Set([...diagnostics.map(({ code }) => code), ...furtherCodes]),
  );
  return known;
}

let known: Promise<ReadonlySet<string>> | undefined;

/** Found by the compiler itself, as rules find theirs. */
const furtherCodes: readonly string[] = [];

function pathOf({ place }: Diagnostic): ModelPath | undefined {
  return place && "path" in place ? place.path : undefined;
}
