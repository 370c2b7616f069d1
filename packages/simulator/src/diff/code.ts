/**
 * Text of a workflow as code for people and in Markdown, on one line: no backtick, no control or direction character and no
 * line end is left, so that it cannot leave the code.
 */
export function code(text: string): string {
  const visible = text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`)
    .replaceAll("`", "'");
  if (visible === "") return "`(empty)`";
  const characters = [...visible];
  return `\`${characters.length > shown ? `${characters.slice(0, shown - 1).join("")}…` : visible}\``;
}

const shown = 200;

/** Several, as a sentence lists them; the first few of many. */
export function codes(texts: readonly string[]): string {
  if (texts.length === 0) return "none";
  const more = texts.length > listed ? ` and ${texts.length - listed} more` : "";
  return texts.slice(0, listed).map(code).join(", ") + more;
}

const listed = 12;
