/** How a file on the disk stands to its text; `line-ends`: only in that some of its lines end in CR LF. */
export type Likeness = "same" | "line-ends" | "different";

/**
 * Git turns LF into CR LF on a checkout for Windows, and no editor needs all lines alike: YAML, JSON and TypeScript read
 * both as one line end. A CR alone, a byte order mark and a last newline that is missing are edits. No text that
 * `gen` makes holds a CR.
 */
export function compareText(onDisk: Uint8Array, text: string): Likeness {
  const wanted = Buffer.from(text);
  if (Buffer.compare(onDisk, wanted) === 0) return "same";
  return Buffer.compare(withoutCarriageReturns(onDisk), wanted) === 0 ? "line-ends" : "different";
}

/** Of bytes, so that what is no UTF-8 stays different from the mark that decoding puts in its place. */
function withoutCarriageReturns(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, index) => byte !== 0x0d || bytes[index + 1] !== 0x0a);
}
