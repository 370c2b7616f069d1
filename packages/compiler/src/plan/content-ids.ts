import { createHash } from "node:crypto";

/**
 * Identifies a generated text, but for what checkouts and editors change without meaning to: line ends, a byte order
 * mark, blanks at its end.
 */
export function digestText(text: string): string {
  return createHash("sha256").update(plainText(text)).digest("hex");
}

/**
 * Whether git has a file's content: as it is, with the line ends that git has, or as it was generated.
 * @param ids of blobs, by SHA-1 or SHA-256.
 */
export function isAmong(ids: ReadonlySet<string>, content: Uint8Array): boolean {
  if (ids.size === 0) return false;
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
  const isText = Buffer.compare(content, Buffer.from(text)) === 0;
  const forms = isText ? [text.replaceAll("\r\n", "\n"), plainText(text)].map((form) => Buffer.from(form)) : [];
  return [content, ...forms].some((form) => ids.has(blobId("sha1", form)) || ids.has(blobId("sha256", form)));
}

/** Every generated text has one newline at its end. */
function plainText(text: string): string {
  return `${text
    .replace(/^\ufeff/, "")
    .replaceAll("\r\n", "\n")
    .trimEnd()}\n`;
}

function blobId(algorithm: "sha1" | "sha256", content: Uint8Array): string {
  return createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest("hex");
}
