import type { RepositoryFacts } from "@yardmaster/core";
import { createPublishedLookUp, createVersionLookUp } from "../documents/look-up-published.ts";
import { createReader, type RepositoryReader } from "./repository-reader.ts";
import type { RepositoryTexts } from "./repository-texts.ts";

/** A reader that also knows actions of other repositories. @param candidates every file that may be asked for. */
export async function openReader(
  texts: RepositoryTexts,
  candidates: readonly string[],
  facts?: Partial<RepositoryFacts>,
): Promise<RepositoryReader> {
  const { publishedAction } = await import("@yardmaster/analyzer");
  const published = createPublishedLookUp(publishedAction, {
    read: (path) => facts?.text?.(path) ?? texts.text(path),
    versionOf: createVersionLookUp(() => candidates.map((path) => texts.text(path) ?? "")),
  });
  return createReader(texts, candidates, { published, ...facts });
}
