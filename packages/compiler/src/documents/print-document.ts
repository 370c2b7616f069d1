import { asMap, type Diagnostic, type SourceDocument, seal } from "@yardmaster/core";
import { type GeneratedFile, printAction, printWorkflow } from "@yardmaster/yaml-io";
import { printData } from "./print-data.ts";

/**
 * The text of a document's file.
 * @param diagnostics all that is said of the document so far.
 * @returns undefined when one of them is an error: what is wrong is never printed.
 */
export function printDocument(
  document: SourceDocument,
  diagnostics: readonly Diagnostic[],
  file: Required<GeneratedFile>,
): string | undefined {
  if (document.yardmaster === "data") {
    const value = asMap(document.value);
    return value && !diagnostics.some(isError) ? printData(value, file) : undefined;
  }
  const sealed = seal(document, diagnostics);
  if (!sealed.ok) return undefined;
  return sealed.value.yardmaster === "action" ? printAction(sealed.value, file) : printWorkflow(sealed.value, file);
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
