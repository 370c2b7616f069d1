import type { TemplatePiece } from "../writing/write-template.ts";

/** Characters that are nothing, or something else, in an editor: written as escapes. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
  /[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A literal of TypeScript. */
export function writeString(text: string): string {
  return JSON.stringify(text).replace(invisible, escaped);
}

/** A key of an object. */
export function writeKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return isIdentifier(key) ? key : writeString(key);
}

/** What reads a property: `.name`, or `["odd-name"]`. */
export function writeProperty(name: string): string {
  return isIdentifier(name) ? `.${name}` : `[${writeString(name)}]`;
}

export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text);
}

/** `tag` before a template on one line, whose escapes are JavaScript's own: `format`. */
export function writeInline(tag: string, pieces: readonly TemplatePiece[]): string {
  const parts = pieces.map((piece) => (typeof piece === "string" ? escapeCooked(piece) : `\${${piece.source}}`));
  return `${tag}\`${parts.join("")}\``;
}

function escapeCooked(text: string): string {
  return text
    .replace(/[\\`]|\$\{/g, (special) => `\\${special}`)
    .replaceAll("\r", "\\r")
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t")
    .replace(invisible, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
