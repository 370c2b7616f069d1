import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { slashCommand } from "./find-command-lines.ts";
import {
  commandTooLong,
  duplicateKey,
  missingTask,
  optionWithValue,
  unexpectedWord,
  unknownOption,
} from "./refusals.ts";
import { reservedWords } from "./reserved-words.ts";
import { splitWords, type Word } from "./split-words.ts";

/** What a command line says, before anybody asks whether there is such a task. */
export type Command =
  | { readonly kind: "help" | "status"; readonly task: string | undefined }
  | { readonly kind: "cancel"; readonly task: string }
  | {
      readonly kind: "task";
      readonly task: string;
      /** In the order given; keys are unique. */
      readonly values: ReadonlyMap<string, string>;
      readonly dryRun: boolean;
    };

/** UTF-16 code units. */
const maximumCommandCharacters = 2_000;

const options = ["--dry-run"];

/**
 * Reads `[/orchestrate] TASK key=value key="two words" "key=two words" [--dry-run]`, `[/orchestrate] help [TASK]`,
 * `[/orchestrate] status [TASK]` or `[/orchestrate] cancel TASK`.
 * @param knownTasks only for the hint of a command that names no task
 */
export function parseCommand(line: string, knownTasks: readonly string[]): Result<Command, Diagnostic> {
  if (line.length > maximumCommandCharacters) {
    return fail(commandTooLong({ characters: line.length, maximum: maximumCommandCharacters }));
  }
  const words = splitWords(line);
  if (!words.ok) return words;
  const [first, ...rest] = words.value[0]?.text === slashCommand ? words.value.slice(1) : words.value;
  if (!first) return fail(missingTask({ known: knownTasks }));
  if (first.value !== undefined) return fail(unexpectedWord({ word: first.text, column: first.column }));

  const reserved = reservedWords.find((word) => word === first.text);
  if (reserved) return parseReserved(reserved, rest, knownTasks);
  if (first.text.startsWith("-")) return fail(missingTask({ known: knownTasks }));
  return parseArguments(first.text, rest);
}

function parseReserved(
  word: (typeof reservedWords)[number],
  rest: readonly Word[],
  knownTasks: readonly string[],
): Result<Command, Diagnostic> {
  const option = rest.find(({ text }) => text.startsWith("-"));
  if (option) return fail(unknownOption({ name: option.text, word }));
  const surplus = rest.find(({ value }, index) => index > 0 || value !== undefined);
  if (surplus) return fail(unexpectedWord({ word: surplus.text, column: surplus.column, command: word }));
  const task = rest[0]?.text;
  if (word !== "cancel") return ok({ kind: word, task });
  return task === undefined ? fail(missingTask({ known: knownTasks })) : ok({ kind: word, task });
}

function parseArguments(task: string, words: readonly Word[]): Result<Command, Diagnostic> {
  const values = new Map<string, string>();
  let dryRun = false;
  for (const { text, value, column } of words) {
    if (text.startsWith("-")) {
      if (value !== undefined) return fail(optionWithValue({ name: text }));
      if (text !== "--dry-run") return fail(unknownOption({ name: text, known: options }));
      if (dryRun) return fail(duplicateKey({ key: text }));
      dryRun = true;
    } else if (value === undefined || text === "") {
      return fail(unexpectedWord({ word: value === undefined ? text : `=${value}`, column }));
    } else if (values.has(text)) {
      return fail(duplicateKey({ key: text }));
    } else {
      values.set(text, value);
    }
  }
  return ok({ kind: "task", task, values, dryRun });
}
