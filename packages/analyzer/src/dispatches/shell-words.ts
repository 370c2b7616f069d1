export interface ShellWord {
  /** Without its quotes. */
  readonly text: string;
  /** Nothing in it is for the shell or the runner to fill in. */
  readonly isLiteral: boolean;
}

/** The words of a command, to its end: a line break or an operator outside quotes. */
export function shellWords(text: string): readonly ShellWord[] {
  const words: ShellWord[] = [];
  const word = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\{\{.*?\}\}|\$\([^)]*\)|\$\{[^}]*\}|\\.|[^\s;&|()<>"'\\])+/y;
  for (let index = 0; index < text.length; ) {
    const [blank = ""] = /^[ \t]+/.exec(text.slice(index)) ?? [];
    index += blank.length;
    word.lastIndex = index;
    const [found] = word.exec(text) ?? [];
    if (found === undefined) break;
    index += found.length;
    words.push({ text: unquoted(found), isLiteral: !/[$`*?]/.test(found) });
  }
  return words;
}

function unquoted(word: string): string {
  return word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, double = "", single = "") => double + single);
}
