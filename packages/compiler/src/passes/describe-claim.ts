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
  const location = locator.node({ source: first.source, index: first.index, path: [] });
  const place = location ? { location } : { file: first.source };
  if (first.document === second.document) {
    const diagnostic = documentExportedTwice({ path, first: first.source, second: source });
    const related = [{ message: "It is exported here as well.", place: { file: first.source } }];
    return { diagnostic: { ...diagnostic, related }, source, document };
  }
  const diagnostic = fileClaimedTwice({ path, other: placeText(first.source, location) });
  return { diagnostic: { ...diagnostic, related: [{ message: "It is made here as well.", place }] }, source, document };
}

function placeText(source: string, location: SourceLocation | undefined): string {
  return location ? `${location.file}:${location.line}:${location.column}` : source;
}
