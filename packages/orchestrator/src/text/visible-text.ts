const maximumQuotedCharacters = 80;

/**
 * Controls, line and paragraph separators, bidirectional and other invisible formatting, lone surrogates, and what fonts show
 * nothing of: fillers, the blank of Braille, and variation selectors but for the two that emoji take.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u2800]|(?![\uFE0E\uFE0F])\p{Default_Ignorable_Code_Point}/gu;

/**
 * Text of other people on one line, in quotes, with everything a reader cannot see written as `\u{…}`. What the runner
 * takes for a command is broken up: `::` at the start of a line, and the older `##[`, which it looks for anywhere in one.
 */
export function quote(text: string, maximumCharacters: number = maximumQuotedCharacters): string {
  const { head, rest } = cut(text, maximumCharacters);
  const quoted = `"${visible(head.replace(/["\\]/g, "\\$&"))}"`;
  return rest > 0 ? `${quoted} (and ${rest} more characters)` : quoted;
}

/** As {@link quote}, without the quotes and whole: for texts that are bounded and carry their own punctuation. */
export function visible(text: string): string {
  return text
    .replace(unprintable, escapeCharacter)
    .replace(/:(?=:)/g, "\\u{3a}")
    .replace(/##(?=\[)/g, "#\\u{23}");
}

/**
 * The last net for whatever a program prints, line by line: no line of it is a command to the runner, which looks for `::` at the
 * start of one, behind blanks, too.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^((?:[^\S\r\n]|\u0085)*):(?=:)/gm, "$1\\u{3a}").replace(/##(?=\[)/g, "#\\u{23}");
}

/** Cuts between code points, never inside one. */
export function cut(text: string, maximumCharacters: number): { readonly head: string; readonly rest: number } {
  if (text.length <= maximumCharacters) return { head: text, rest: 0 };
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(maximumCharacters - 1));
  const head = text.slice(0, splitsPair ? maximumCharacters - 1 : maximumCharacters);
  return { head, rest: text.length - head.length };
}

export function hasUnprintable(text: string): boolean {
  return text.search(unprintable) >= 0;
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
