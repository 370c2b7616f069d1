import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { hasUnprintable } from "../visible-text.ts";
import { slashCommand } from "./find-command-line.ts";
import {
  commandTooLong,
  duplicateKey,
  missingTask,
  strayQuote,
  unbalancedQuote,
  unexpectedWord,
  unknownEscape,
  unknownOption,
  unprintableCharacter,
} from "./refusals.ts";

/** What a command line says, before anybody asks whether there is such a task. */
export type Command =
  | { readonly kind: "help"; readonly task: string | undefined }
  | {
      readonly kind: "task";
      readonly task: string;
      /** In the order given; keys are unique. */
      readonly values: ReadonlyMap<string, string>;
      readonly dryRun: boolean;
    };

/** UTF-16 code units. */
export const maximumCommandCharacters = 2_000;

const options = ["--dry-run"];

/**
 * Reads `[/orchestrate] TASK key=value key="two words" [--dry-run]` or `[/orchestrate] help [TASK]`.
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

  if (first.text === "help") {
    const surplus = rest.find((word, index) => index > 0 || word.value !== undefined);
    if (surplus) return fail(unexpectedWord({ word: surplus.text, column: surplus.column }));
    return ok({ kind: "help", task: rest[0]?.text });
  }
  if (first.text.startsWith("-")) return fail(missingTask({ known: knownTasks }));
  return parseArguments(first.text, rest);
}

function parseArguments(task: string, words: readonly Word[]): Result<Command, Diagnostic> {
  const values = new Map<string, string>();
  let dryRun = false;
  for (const { text, value, column } of words) {
    if (text.startsWith("-")) {
      if (text !== "--dry-run" || value !== undefined) return fail(unknownOption({ name: text, known: options }));
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

interface Word {
  /** The key where there is a value. */
  readonly text: string;
  /** After the first `=`, without its quotes; absent where there is none. */
  readonly value: string | undefined;
  /** Counts from 1, in UTF-16 code units of the line. */
  readonly column: number;
}

/** No-break and typographic spaces: they look like a blank and are none. */
const unusualBlank = /[^\P{Zs} ]/u;
/** Curly quotes come from phones and word processors; taken as letters they would cut a value in two. */
const quoteMark = /["'\u2018\u2019\u201C\u201D]/u;

function splitWords(line: string): Result<readonly Word[], Diagnostic> {
  let column = 1;
  for (const character of line) {
    if (character !== "\t" && (hasUnprintable(character) || unusualBlank.test(character))) {
      return fail(unprintableCharacter({ column, character }));
    }
    column += character.length;
  }
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (isBlank(line.charAt(at))) {
      at++;
      continue;
    }
    const column = at + 1;
    const bare = /^[^\s=]*/.exec(line.slice(at))?.[0] ?? "";
    const mark = quoteMark.exec(bare);
    if (mark) return fail(strayQuote({ column: column + mark.index, mark: mark[0] }));
    at += bare.length;
    if (line.charAt(at) !== "=") {
      words.push({ text: bare, value: undefined, column });
      continue;
    }
    const value = readValue(line, at + 1);
    if (!value.ok) return value;
    words.push({ text: bare, value: value.value.text, column });
    at = value.value.end;
  }
  return ok(words);
}

interface ReadValue {
  readonly text: string;
  readonly end: number;
}

function readValue(line: string, start: number): Result<ReadValue, Diagnostic> {
  const mark = line.charAt(start);
  if (mark === '"' || mark === "'") return readQuoted(line, start, mark);
  const text = /^\S*/.exec(line.slice(start))?.[0] ?? "";
  const stray = quoteMark.exec(text);
  if (stray) return fail(strayQuote({ column: start + stray.index + 1, mark: stray[0] }));
  return ok({ text, end: start + text.length });
}

function readQuoted(line: string, start: number, mark: string): Result<ReadValue, Diagnostic> {
  let text = "";
  let at = start + 1;
  while (at < line.length) {
    const character = line.charAt(at);
    if (character === mark) {
      const next = line.charAt(at + 1);
      if (next !== "" && !isBlank(next)) return fail(strayQuote({ column: at + 1, mark }));
      return ok({ text, end: at + 1 });
    }
    if (mark === '"' && character === "\\") {
      const escaped = line.charAt(at + 1);
      if (escaped !== '"' && escaped !== "\\") {
        return fail(unknownEscape({ column: at + 1, escape: line.slice(at, at + 2) }));
      }
      text += escaped;
      at += 2;
    } else if (character === "\t") {
      return fail(unprintableCharacter({ column: at + 1, character }));
    } else {
      text += character;
      at++;
    }
  }
  return fail(unbalancedQuote({ column: start + 1, mark }));
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t";
}
