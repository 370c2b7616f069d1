import { type GeneratedHeader, readHeader } from "@yardmaster/yaml-io";
import { readDataHeader } from "../documents/print-data.ts";
import { readDiagramHeader } from "../documents/print-diagram.ts";

/** How a file that differs from what the sources make of it stands to that. */
export type Standing =
  | { readonly kind: "foreign" }
  /** `spent`: nothing in it is anybody's. `open`: that is to be found out. `source` as its header names it. */
  | { readonly kind: "spent" | "open"; readonly source: string; readonly text: string };

/** @param after what the sources make; undefined for a file that none makes. */
export function compareFile(path: string, before: Uint8Array, after: string | undefined): Standing {
  const text = new TextDecoder().decode(before);
  const header = headerOf(path, text);
  if (!header) return { kind: "foreign" };
  const isSpent = header.isSealed || isTorn(text) || hasBody(path, header, after);
  return { kind: isSpent ? "spent" : "open", source: header.source, text };
}

/** Whether a generated file is unedited, as far as it says so itself, or holds what the sources make below its header. */
export function isAsMade(path: string, text: string, after: string): boolean {
  const header = headerOf(path, text);
  return header !== undefined && (header.isSealed || hasBody(path, header, after));
}

function headerOf(path: string, text: string): GeneratedHeader | undefined {
  if (path.endsWith(".mmd")) return readDiagramHeader(text);
  return path.endsWith(".json") ? readDataHeader(text) : readHeader(text);
}

function hasBody(path: string, { body }: GeneratedHeader, after: string | undefined): boolean {
  return after !== undefined && body.trimEnd() === headerOf(path, after)?.body.trimEnd();
}

/** Both sides of an unfinished merge are in git already: regenerating is how the conflict gets resolved. */
function isTorn(text: string): boolean {
  return /^<{7} .*^>{7} /ms.test(text);
}
