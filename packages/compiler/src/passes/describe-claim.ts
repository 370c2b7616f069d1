import type { SourceLocation } from "@yardmaster/core";
import { fileClaimedTwice } from "../documents/diagnostics.ts";
import type { Claim } from "../documents/find-claims.ts";
import { documentExportedTwice } from "../sources/diagnostics.ts";
import type { LoadedDocument } from "../sources/load-sources.ts";
import type { Locator } from "../sources/locator.ts";
import type { Problem } from "../sources/problem.ts";

/** Two documents with one file, said at the second, with the place of the first. */
export function describeClaim({ path, first, second }: Claim<LoadedDocument>, locator: Locator): Problem {
  const { source, index } = second;
  const document = { source, index };
  if (first.document === second.document) {
    return { diagnostic: documentExportedTwice({ path, first: first.source, second: source }), source, document };
  }
  const other = placeText(first.source, locator.node({ source: first.source, index: first.index, path: [] }));
  return { diagnostic: fileClaimedTwice({ path, other }), source, document };
}

function placeText(source: string, location: SourceLocation | undefined): string {
  return location ? `${location.file}:${location.line}:${location.column}` : source;
}
