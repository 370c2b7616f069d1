/**
 * Text of a file for a terminal or a log, on its line: control and direction characters as escapes, and no beginning that
 * the Actions runner would obey as a command.
 */
export function visibleText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\ufeff]/gu, escapeCharacter)
    .replace(/^(\s*):(?=:)/, "$1\\u{3a}")
    .replaceAll("##[", "#\\u{23}[");
}

function escapeCharacter(character: string): string {
  if (character === "\t") return character;
  if (character === "\r") return "\\r";
  if (character === "\n") return "\\n";
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
