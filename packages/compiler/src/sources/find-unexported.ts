import type { SourceDocument } from "@yardmaster/core";
import { documentPath } from "../repository/document-path.ts";
import { documentNotExported } from "./diagnostics.ts";
import type { Problem } from "./problem.ts";

export interface UnexportedDocument extends Problem {
  /** Where it would be written. */
  readonly path: string;
}

/**
 * Documents that builders made and no source exports: their files would be missing without a word.
 * @param made in the order of the evaluation.
 * @param isForeign whether a document, by its position, is another repository's: its file is written there.
 */
export function findUnexported(
  made: readonly SourceDocument[],
  exported: readonly { readonly document: SourceDocument }[],
  isForeign: (index: number) => boolean,
): readonly UnexportedDocument[] {
  const paths = new Set(exported.map(({ document }) => documentPath(document)));
  return made.flatMap((document, index) => {
    const path = documentPath(document);
    if (paths.has(path) || isForeign(index)) return [];
    paths.add(path);
    return [{ diagnostic: documentNotExported({ path }, { path: [] }), made: index, path }];
  });
}
