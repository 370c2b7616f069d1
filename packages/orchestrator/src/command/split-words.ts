import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { hasUnprintable } from "../text/visible-text.ts";
import { strayQuote, unbalancedQuote, unknownEscape, unprintableCharacter } from "./refusals.ts";

export interface Word {
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

/**
 * Splits a command line as a shell would, of whose quoting it knows what a value needs: single and double quotes around a
 * value (`key="two words"`) or around a key with its value (`"key=two words"`), and `\"` and `\\` inside double quotes.
 */
export function splitWords(line: string): Result<readonly Word[], Diagnostic> {
  const unprintable = findUnprintable(line);
  if (unprintable) return fail(unprintable);
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (isBlank(line.charAt(at))) {
      at++;
      continue;
    }
    const read = isStraightQuote(line.charAt(at)) ? readQuotedWord(line, at) : readWord(line, at);
    if (!read.ok) return read;
    words.push(read.value.word);
    at = read.value.end;
  }
  return ok(words);
}

function findUnprintable(line: string): Diagnostic | undefined {
  let column = 1;
  for (const character of line) {
    if (character !== "\t" && (hasUnprintable(character) || unusualBlank.test(character))) {
      return unprintableCharacter({ column, character });
    }
    column += character.length;
  }
  return undefined;
}

interface ReadWord {
  readonly word: Word;
  readonly end: number;
}

function readWord(line: string, start: number): Result<ReadWord, Diagnostic> {
  const column = start + 1;
  const text = /^[^\s=]*/.exec(line.slice(start))?.[0] ?? "";
  const mark = quoteMark.exec(text);
  if (mark) return fail(strayQuote({ column: column + mark.index, mark: mark[0] }));
  const end = start + text.length;
  if (line.charAt(end) !== "=") return ok({ word: { text, value: undefined, column }, end });
  const value = readValue(line, end + 1);
  return value.ok ? ok({ word: { text, value: value.value.text, column }, end: value.value.end }) : value;
}

/** Quotes around a word are for a value with blanks: a task or an option in quotes is a slip of the finger. */
function readQuotedWord(line: string, start: number): Result<ReadWord, Diagnostic> {
  const column = start + 1;
  const mark = line.charAt(start);
  const quoted = readQuoted(line, start, mark);
  if (!quoted.ok) return quoted;
  const { text, end } = quoted.value;
  const key = /^[^\s="'\u2018\u2019\u201C\u201D-][^\s="'\u2018\u2019\u201C\u201D]*(?==)/u.exec(text)?.[0];
  if (key === undefined) return fail(strayQuote({ column, mark }));
  return ok({ word: { text: key, value: text.slice(key.length + 1), column }, end });
}

interface ReadValue {
  readonly text: string;
  readonly end: number;
}

function readValue(line: string, start: number): Result<ReadValue, Diagnostic> {
  const mark = line.charAt(start);
  if (isStraightQuote(mark)) return readQuoted(line, start, mark);
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

function isStraightQuote(character: string): boolean {
  return character === '"' || character === "'";
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t";
}
