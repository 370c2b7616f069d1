import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareDocuments } from "./compare-documents.ts";

export interface DocumentCounts {
  /** Read, printed and read again. */
  readonly documents: number;
  readonly keys: number;
  readonly comments: number;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly lost: readonly { readonly file: string; readonly what: string }[];
}

/** All `*.yml` and `*.yaml` below a folder. */
export function runDocuments(folder: string): DocumentCounts {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const compared = files.map((file) => ({
    file,
    comparison: compareDocuments(readFileSync(join(folder, file), "utf8"), file),
  }));
  const counted = compared.flatMap(({ comparison }) => ("lost" in comparison ? [comparison] : []));
  return {
    documents: counted.length,
    keys: counted.reduce((sum, { keys }) => sum + keys, 0),
    comments: counted.reduce((sum, { comments }) => sum + comments, 0),
    skipped: compared.flatMap(({ file, comparison }) =>
      "skipped" in comparison ? [{ file, reason: comparison.skipped }] : [],
    ),
    lost: compared.flatMap(({ file, comparison }) =>
      "lost" in comparison ? comparison.lost.map((what) => ({ file, what })) : [],
    ),
  };
}

export function printCounts({ documents, keys, comments, skipped, lost }: DocumentCounts): string {
  return [
    ...skipped.map(({ file, reason }) => `skipped ${file}: ${reason}`),
    ...lost.map(({ file, what }) => `LOST ${file}: ${what}`),
    `${documents} documents with ${keys} keys and ${comments} comments, ${skipped.length} files skipped, ${lost.length} losses`,
    "",
  ].join("\n");
}
