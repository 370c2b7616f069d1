import type { Diagnostic } from "@yardmaster/core";
import { checkDocument } from "../documents/check-document.ts";
import { checkAlone, type MadeFile } from "../documents/check-files.ts";
import { type CheckText, checkWithGitHubParser } from "../documents/check-text.ts";
import { generator } from "../documents/generator.ts";
import { isDiagram, printDiagram } from "../documents/print-diagram.ts";
import { printDocument } from "../documents/print-document.ts";
import { readBack } from "../documents/read-back.ts";
import type { Problem } from "../sources/problem.ts";
import type { PlacedDocument } from "./compiled-source.ts";
import type { LoadedDocuments } from "./load-documents.ts";

export interface PrintedDocuments {
  readonly made: readonly MadeFile[];
  readonly problems: readonly Problem[];
}

export interface PrintOptions {
  readonly genCommand: string;
  readonly checkText: CheckText;
  /** Unless stated, what was printed is read again: nothing else has to be asked of a text that is known to read back. */
  readonly isReadBack?: boolean;
}

/**
 * Checks each document by itself, prints those without an error, reads back what was printed, and has it checked where
 * that takes no other file.
 */
export async function printDocuments(
  { documents, problems }: LoadedDocuments,
  { genCommand, checkText, isReadBack = true }: PrintOptions,
): Promise<PrintedDocuments> {
  const mistaken = new Set(problems.filter(({ diagnostic }) => isError(diagnostic)).map(({ source }) => source));
  const made: MadeFile[] = [];
  const found: Problem[] = [];
  const diagrams = documents.filter(({ document }) => isDiagram(document));
  for (const loaded of documents) {
    const { source, index } = loaded;
    const diagnostics = checkDocument(loaded.document);
    // Builders that went on after a mistake have not made what was meant.
    const file =
      mistaken.has(source) || diagrams.includes(loaded)
        ? undefined
        : print(loaded, diagnostics, genCommand, isReadBack);
    // What stands in for GitHub's parser may ask for any other file.
    if (file) made.push(checkText === checkWithGitHubParser ? await checkAlone(file) : file);
    found.push(...diagnostics.map((diagnostic) => ({ diagnostic, source, document: { source, index } })));
  }
  const isWhole = made.length + diagrams.length === documents.length;
  for (const { source, index, path } of isWhole ? diagrams : []) {
    const all = documents.map(({ document }) => document);
    const text = await printDiagram(all, { generator, source, command: genCommand });
    made.push({ path, source, text, tree: undefined, document: { source, index }, escapes: [] });
  }
  return { made, problems: found };
}

function print(
  { document, path, source, index }: PlacedDocument,
  diagnostics: readonly Diagnostic[],
  command: string,
  isReadBack: boolean,
): MadeFile | undefined {
  const text = printDocument(document, diagnostics, { generator, source, command });
  if (text === undefined) return undefined;
  const tree = isReadBack ? readBack(document, path, text) : undefined;
  const escapes = ("escapes" in document && document.escapes) || [];
  return { path, source, text, tree, document: { source, index }, escapes };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
