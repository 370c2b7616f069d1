/** What becomes of one file, relative to the root. */
export type InitFile = { readonly path: string } & (
  | { readonly change: "create"; readonly after: string }
  | { readonly change: "update"; readonly before: Uint8Array; readonly after: string }
  | { readonly change: "unchanged" }
  /** It is somebody's own, and stays. `why` says what could be added, in a sentence. */
  | { readonly change: "left"; readonly why: string }
);

const byteOrderMark = "\ufeff";

/** @returns undefined for bytes that are no UTF-8, which could not be written back as they were. */
export function decodeWhole(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** In the line ends that the text has. */
export function appendLines(text: string, lines: readonly string[]): string {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const isWhole = text === "" || text === byteOrderMark || text.endsWith("\n");
  return (isWhole ? text : `${text}${end}`) + lines.map((line) => `${line}${end}`).join("");
}
