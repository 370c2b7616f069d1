import { cut, visible } from "./visible-text.ts";

/** Text of other people as a code span, where neither mentions nor links nor HTML have a meaning, and which it cannot leave. */
export function inlineCode(text: string, maximumCharacters: number): string {
  // An empty code span does not exist in Markdown.
  return text === "" ? "(empty)" : `\`${codeText(cut(text, maximumCharacters).head)}\``;
}

/** For code spans, fenced code and cells of tables: backticks would end the code, bars the cell. */
export function codeText(text: string): string {
  return visible(text).replace(/[`|]/g, (mark) => (mark === "`" ? "\\u{60}" : "\\u{7c}"));
}

/** A link where the address can be nothing else than the page of a run; else the id alone. */
export function linkToRun({ id, url }: { readonly id: string; readonly url: string }): string {
  const isPage = /^https?:\/\/[A-Za-z0-9.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+(?:\/attempts\/\d+)?$/.test(url);
  return isPage ? `[${inlineCode(id, 30)}](${url})` : inlineCode(id, 30);
}
