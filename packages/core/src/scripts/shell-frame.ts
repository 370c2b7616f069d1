import type { ShellRedirection, ShellValue, ShellWord } from "./shell-command.ts";

/** A command before the whole script is read: what stands behind its group is added to the group. */
export interface FoundCommand {
  readonly words: readonly ShellWord[];
  readonly own: readonly FoundRedirection[];
  readonly groups: readonly FoundGroup[];
  readonly isSubstitution: boolean;
  readonly start: number;
  readonly end: number;
  pipe?: FoundCommand;
}

export type FoundRedirection = { -readonly [K in keyof ShellRedirection]: ShellRedirection[K] };

/** Commands that share their redirections: in `{ }`, `( )`, or a compound command. */
export interface FoundGroup {
  readonly redirections: FoundRedirection[];
  pipe?: FoundCommand;
}

export interface OpenWord extends ShellWord {
  text: string;
  raw: string;
  isQuoted: boolean;
  end: number;
  readonly values: ShellValue[];
}

/** What can contain commands has words of its own; the others are parts of the word around them. */
export interface Frame {
  readonly kind:
    | "command"
    | "subshell"
    | "group"
    | "double-quotes"
    | "document"
    | "arithmetic"
    | "index"
    | "parameter"
    | "backticks";
  readonly start: number;
  word: OpenWord | undefined;
  words: OpenWord[];
  redirections: FoundRedirection[];
  /** `case` constructs that are open, and whether a pattern of the innermost stands here. */
  cases: number;
  pattern: boolean;
  next: "word" | "delimiter" | FoundRedirection;
  /** Of the frame around a subshell, and those that are open here. */
  readonly groups: FoundGroup[];
  readonly isSubstitution: boolean;
  /** The group that has just been closed: redirections and pipes behind it are its own. */
  closed: FoundGroup | undefined;
  /** Whose output the next command reads. */
  feeding: (FoundCommand | FoundGroup)[];
}

export function makeFrame(kind: Frame["kind"], start: number, groups: FoundGroup[], isSubstitution: boolean): Frame {
  return {
    ...{ kind, start, word: undefined, words: [], redirections: [], cases: 0, pattern: false, next: "word", groups },
    ...{ isSubstitution, closed: undefined, feeding: [] },
  };
}

export function emptyWord(start: number): OpenWord {
  return { text: "", raw: "", isQuoted: false, values: [], start, end: start };
}

export function isCommandFrame({ kind }: Frame): boolean {
  return kind === "command" || kind === "subshell" || kind === "group";
}

/** Inside `[[ … ]]` operators and parentheses end no command. */
export function inCondition({ words, word }: Frame): boolean {
  return words[0]?.text === "[[" && (word ?? words.at(-1))?.text !== "]]";
}
