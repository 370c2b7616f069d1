import { defineDiagnostic, nearestNames } from "@yardmaster/core";
import { quote } from "../text/visible-text.ts";

/** How a command line can be wrong. The code is the `reason_code` of the record. */

const shownNames = 3;

/** @param also further names that are suggested, and not listed */
function didYouMean(name: string, known: readonly string[], what: string, also: readonly string[] = []): string {
  const nearest = name === "" ? [] : nearestNames(name, [...known, ...also]);
  if (nearest.length > 0) return `Did you mean ${nearest.map((each) => `"${each}"`).join(" or ")}?`;
  if (known.length === 0) return `There are no ${what}.`;
  const shown = known.slice(0, shownNames).map((each) => `"${each}"`);
  const more = known.length - shown.length;
  return `Use one of the ${what}: ${shown.join(", ")}${more > 0 ? ` (and ${more} more)` : ""}.`;
}

export const noCommand = defineDiagnostic<void>({
  code: "no-command",
  severity: "error",
  message: () => "No line of a paragraph, outside code, quotes, tables and HTML, begins with the word /orchestrate.",
  hint: () => "Write /orchestrate, a task and its arguments on a line of their own.",
});

export const commentTooLong = defineDiagnostic<{ readonly characters: number; readonly maximum: number }>({
  code: "comment-too-long",
  severity: "error",
  message: (p) => `The text has ${p.characters} characters; GitHub's own limit is ${p.maximum}.`,
  hint: () => "Send the command in a shorter comment.",
});

export const commentTooDeep = defineDiagnostic<{ readonly line: number; readonly maximum: number }>({
  code: "comment-too-deep",
  severity: "error",
  message: (p) => `Line ${p.line} nests more than ${p.maximum} quotes or lists.`,
  hint: () => "Send the command in a comment of its own.",
});

export const commentTooIntricate = defineDiagnostic<void>({
  code: "comment-too-intricate",
  severity: "error",
  message: () => "The comment holds too many lists in lists, or too many brackets and marks of HTML around a command.",
  hint: () => "Send the command in a comment of its own.",
});

export const tooManyCommands = defineDiagnostic<{ readonly commands: number; readonly maximum: number }>({
  code: "too-many-commands",
  severity: "error",
  message: (p) => `The comment gives ${p.commands} commands; at most ${p.maximum} are read, and none was.`,
  hint: () => "Split them over several comments.",
});

export const repeatedCommand = defineDiagnostic<{ readonly line: number; readonly first: number }>({
  code: "repeated-command",
  severity: "error",
  message: (p) => `Line ${p.line} repeats the command of line ${p.first}; no command of the comment was read.`,
  hint: () => "Give each command once; to run one twice, send a second comment.",
});

export type HiddenBy =
  | "HTML"
  | "code"
  | "a link"
  | "an image"
  | "a footnote"
  | "a formula"
  | "a line break"
  | "emphasis"
  | "struck-out text"
  | "a character reference"
  | "a backslash escape"
  | "the name of an emoji"
  | "several blanks in a row";

/** `what` it holds, or the `place` where it stands. */
export const hiddenText = defineDiagnostic<{ readonly what: HiddenBy } | { readonly place: string }>({
  code: "hidden-text",
  severity: "error",
  message: (p) =>
    "what" in p
      ? `The command line holds ${p.what}, which readers of the comment see differently.`
      : `The command line stands ${p.place}: readers of the comment may not see it as its author's own words.`,
  hint: (p) => {
    if ("place" in p)
      return "Write the command into a paragraph before all HTML and tables, or into a comment of its own.";
    return withoutPlainText.has(p.what)
      ? `Write the command without ${p.what}, or give it on the repository's page Actions.`
      : "Write the command as plain text, without backticks, brackets and angle brackets.";
  },
});

const withoutPlainText: ReadonlySet<HiddenBy> = new Set([
  "emphasis",
  "struck-out text",
  "a character reference",
  "a backslash escape",
  "the name of an emoji",
  "several blanks in a row",
]);

export const wrongCase = defineDiagnostic<{ readonly word: string; readonly expected: string }>({
  code: "wrong-case",
  severity: "error",
  message: (p) => `The word ${quote(p.word)} is no command.`,
  hint: (p) => `Did you mean "${p.expected}"?`,
});

export const commandTooLong = defineDiagnostic<{ readonly characters: number; readonly maximum: number }>({
  code: "command-too-long",
  severity: "error",
  message: (p) => `The command line has ${p.characters} characters; at most ${p.maximum} are read.`,
  hint: () => "Shorten the arguments.",
});

export const unprintableCharacter = defineDiagnostic<{ readonly column: number; readonly character: string }>({
  code: "unprintable-character",
  severity: "error",
  message: (p) => `Column ${p.column} of the command holds the invisible or control character ${quote(p.character)}.`,
  hint: () => "Type the command again instead of pasting it.",
});

export const unbalancedQuote = defineDiagnostic<{ readonly column: number; readonly mark: string }>({
  code: "unbalanced-quote",
  severity: "error",
  message: (p) => `The quote ${p.mark} that opens at column ${p.column} is not closed.`,
  hint: (p) => `Close it with ${p.mark}, or write \\" for a quote inside double quotes.`,
});

export const strayQuote = defineDiagnostic<{ readonly column: number; readonly mark: string }>({
  code: "stray-quote",
  severity: "error",
  message: (p) => `The quote ${p.mark} at column ${p.column} stands inside a word.`,
  hint: () => 'Quote a whole value with straight quotes: key="two words" or "key=two words".',
});

export const unknownEscape = defineDiagnostic<{ readonly column: number; readonly escape: string }>({
  code: "unknown-escape",
  severity: "error",
  message: (p) => `The escape ${quote(p.escape)} at column ${p.column} has no meaning.`,
  hint: () => 'Inside double quotes write \\" for a quote and \\\\ for a backslash.',
});

export const missingTask = defineDiagnostic<{ readonly known: readonly string[] }>({
  code: "missing-task",
  severity: "error",
  message: () => "The command names no task.",
  hint: (p) => didYouMean("", p.known, "tasks"),
});

export const unknownTask = defineDiagnostic<{
  readonly name: string;
  readonly known: readonly string[];
  /** Other first words of a command, where one may have been meant. */
  readonly words: readonly string[];
}>({
  code: "unknown-task",
  severity: "error",
  message: (p) => `There is no task ${quote(p.name)}.`,
  hint: (p) => didYouMean(p.name, p.known, "tasks", p.words),
});

/** `word`: the command that takes no options at all. */
export const unknownOption = defineDiagnostic<
  { readonly name: string; readonly known: readonly string[] } | { readonly name: string; readonly word: string }
>({
  code: "unknown-option",
  severity: "error",
  message: (p) =>
    "word" in p ? `The command "${p.word}" takes no option ${quote(p.name)}.` : `There is no option ${quote(p.name)}.`,
  hint: (p) =>
    "word" in p ? "Leave the option out; --dry-run goes with a task." : didYouMean(p.name, p.known, "options"),
});

export const optionWithValue = defineDiagnostic<{ readonly name: string }>({
  code: "option-with-value",
  severity: "error",
  message: (p) => `The option ${quote(p.name)} is given a value, which no option takes.`,
  hint: () => "Write an input without hyphens before it, as key=value, and --dry-run without a value.",
});

/** `command`: the one that takes a task and nothing else; absent for a word among the inputs of a task. */
export const unexpectedWord = defineDiagnostic<{
  readonly word: string;
  readonly column: number;
  readonly command?: string;
}>({
  code: "unexpected-word",
  severity: "error",
  message: ({ word, column, command }) =>
    command === undefined
      ? `The word ${quote(word)} at column ${column} is neither key=value nor an option.`
      : `The command "${command}" takes one task; ${quote(word)} at column ${column} is one word more.`,
  hint: ({ command }) =>
    command === undefined
      ? 'Write arguments as key=value; put values with blanks in quotes: key="two words".'
      : `Write /orchestrate ${command} TASK and nothing else on the line.`,
});

export const unknownKey = defineDiagnostic<{
  readonly key: string;
  readonly task: string;
  readonly known: readonly string[];
  readonly usage: string;
}>({
  code: "unknown-key",
  severity: "error",
  message: (p) => `The task ${quote(p.task)} has no input ${quote(p.key)}.`,
  hint: (p) => `${didYouMean(p.key, p.known, "inputs")} Usage: ${p.usage}.`,
});

export const duplicateKey = defineDiagnostic<{ readonly key: string }>({
  code: "duplicate-key",
  severity: "error",
  message: (p) => `${quote(p.key)} is given more than once.`,
  hint: () => "Give it once.",
});

export const missingInput = defineDiagnostic<{
  readonly key: string;
  readonly task: string;
  readonly usage: string;
}>({
  code: "missing-input",
  severity: "error",
  message: (p) => `The task ${quote(p.task)} needs the input ${quote(p.key)}.`,
  hint: (p) => `Add ${p.key}=VALUE. Usage: ${p.usage}.`,
});

export const valueTooLong = defineDiagnostic<{
  readonly key: string;
  readonly characters: number;
  readonly maximum: number;
}>({
  code: "value-too-long",
  severity: "error",
  message: (p) => `The value of ${quote(p.key)} has ${p.characters} characters; an input takes at most ${p.maximum}.`,
  hint: () => "Shorten the value.",
});

export const wrongType = defineDiagnostic<{ readonly key: string; readonly value: string; readonly expected: string }>({
  code: "wrong-type",
  severity: "error",
  message: (p) => `The input ${quote(p.key)} takes ${p.expected}, not ${quote(p.value)}.`,
  hint: (p) => `Change the value of ${p.key}.`,
});

export const wrongChoice = defineDiagnostic<{
  readonly key: string;
  readonly value: string;
  readonly options: readonly string[];
}>({
  code: "wrong-choice",
  severity: "error",
  message: (p) => `The input ${quote(p.key)} does not take ${quote(p.value)}.`,
  hint: (p) => didYouMean(p.value, p.options, "values"),
});

export const reservedValue = defineDiagnostic<{ readonly key: string }>({
  code: "reserved-value",
  severity: "error",
  message: (p) =>
    `The value of ${quote(p.key)} holds what looks like the id of a command, by which runs are told apart.`,
  hint: (p) => `Write ${p.key} without "rc-…".`,
});
