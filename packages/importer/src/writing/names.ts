import { contextNames, javascriptNames, languageNames } from "./reserved-names.ts";

/** The identifiers of one module. */
export interface Names {
  /**
   * A new identifier after a text such as a job's id or a step's name.
   * @param kind what it is, put behind the name where that alone is taken or reserved: `run` is `runJob`.
   */
  take(text: string, kind: string): string;
}

/** @param taken identifiers that the module has already, such as what it exports. */
export function createNames(taken: Iterable<string> = []): Names {
  const names = new Set(taken);
  return {
    take(text, kind) {
      const name = freeName(identifierOf(text, kind), kind, names);
      names.add(name);
      return name;
    },
  };
}

/** Whether a module can call something of its own so. */
export function isReserved(name: string): boolean {
  return languageNames.has(name) || contextNames.has(name) || javascriptNames.has(name);
}

/** @param taken by anything else. */
export function freeName(name: string, kind: string, taken: ReadonlySet<string>): string {
  const isFree = (candidate: string) => !isReserved(candidate) && !taken.has(candidate);
  if (isFree(name)) return name;
  const lastWord = kind.slice(0, 1).toUpperCase() + kind.slice(1);
  const named = name.endsWith(lastWord) || name === kind ? name : name + lastWord;
  if (isFree(named)) return named;
  for (let number = 2; ; number += 1) if (isFree(`${named}${number}`)) return `${named}${number}`;
}

/**
 * A text in the form of an identifier, which may be reserved: `deploy_prod` is `deployProd`.
 * @param kind put before what begins with a digit, and in place of what has neither letters nor digits.
 */
export function identifierOf(text: string, kind: string): string {
  const words = text.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return kind;
  const [first = "", ...others] = withinLength(words);
  const isNumbered = !/^\p{ID_Start}/u.test(first);
  const name = others.reduce(joinWord, isNumbered ? kind + first : uncapitalized(first));
  return name.replace(/[^\p{ID_Continue}]/gu, "");
}

const maximumLength = 40;

/** Steps may have whole sentences for their names. */
function withinLength(words: readonly string[]): readonly string[] {
  let length = 0;
  const kept = words.filter((word) => {
    length += word.length;
    return length <= maximumLength;
  });
  return kept.length > 0 ? kept : words.slice(0, 1);
}

/** Two numbers side by side would be read as one. */
function joinWord(name: string, word: string): string {
  if (/\p{N}$/u.test(name) && /^\p{N}/u.test(word)) return `${name}_${word}`;
  return name + word.slice(0, 1).toUpperCase() + (isShouted(word) ? word.slice(1).toLowerCase() : word.slice(1));
}

function uncapitalized(word: string): string {
  return isShouted(word) ? word.toLowerCase() : word.slice(0, 1).toLowerCase() + word.slice(1);
}

function isShouted(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
}
