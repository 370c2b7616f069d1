/** A word of a shell script, without its quotes. Values stand in its text as U+0000, substitutions as U+0001. */
export interface ShellWord {
  readonly text: string;
  /** As it is written, quotes and substitutions included. */
  readonly raw: string;
  /** Some of it stands in quotes, or behind a backslash. */
  readonly isQuoted: boolean;
  readonly values: readonly ShellValue[];
  /** Offsets in the script. */
  readonly start: number;
  readonly end: number;
}

/** What stands in a script for a text that is not known: an expression. */
export interface ShellValue {
  /** Among the values of the script, in the order in which they stand. */
  readonly index: number;
  /** Offset in the text of its word. */
  readonly at: number;
}

export interface ShellRedirection {
  /** `>`, `>>`, `>|`, `>&`, `<`, `<>`, `<&`, `<<`, `<<<`, `&>` or `&>>`. */
  readonly operator: string;
  /** In front of the operator, such as the 2 of `2>`. */
  readonly descriptor: number | undefined;
  /** The file, the descriptor after `&`, the text after `<<<`, or the delimiter after `<<`. */
  readonly target: ShellWord;
  readonly document?: HereDocument;
}

export interface HereDocument {
  /** Without the line of the delimiter; its tabs are there even after `<<-`. */
  readonly text: string;
  /** Offset in the script. */
  readonly start: number;
  /** The delimiter is quoted: nothing in it is expanded. */
  readonly isLiteral: boolean;
}

/** A simple command; of a loop over words, its head: `for x in a b`. */
export interface ShellCommand {
  /** Assignments in front of the name included, redirections not; a command may have assignments alone. */
  readonly words: readonly ShellWord[];
  /** Its own, then those of the groups, subshells and loops that it stands in, from the inside out. */
  readonly redirections: readonly ShellRedirection[];
  /** What reads its output. */
  readonly pipesTo: ShellCommand | undefined;
  /** In `$(…)` or backticks: what it prints becomes a part of a word. */
  readonly isSubstitution: boolean;
  /** Offsets in the script. */
  readonly start: number;
  readonly end: number;
  /** Of the script, from 0. */
  readonly line: number;
}

export interface ShellScript {
  /** In the order in which they begin, those in substitutions, functions and here-documents among them. */
  readonly commands: readonly ShellCommand[];
  /** Names of the functions that it defines. */
  readonly functions: ReadonlySet<string>;
}

const assignment = /^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/;

/** The words from the name of the command on; empty where it only assigns. */
export function wordsOfCommand({ words }: Pick<ShellCommand, "words">): readonly ShellWord[] {
  const first = words.findIndex(({ text }) => !assignment.test(text));
  return first === -1 ? [] : words.slice(first);
}
