import { type FilterPattern, parseFilterPattern, type Value } from "@yardmaster/core";

/** The patterns of a filter, in their order. */
export interface PatternList {
  readonly texts: readonly string[];
  /** What is no pattern. */
  readonly broken: readonly string[];
  /** @returns the last pattern that matches, which decides; undefined where none does. */
  deciding(name: string): DecidingPattern | undefined;
}

export interface DecidingPattern {
  /** As it is written. */
  readonly text: string;
  readonly isNegated: boolean;
}

const read = new WeakMap<object, PatternList>();
const single = new Map<string, PatternList>();
const singleLimit = 4096;

/**
 * A filter's patterns, one or a list, parsed once for each model.
 * @returns undefined where the filter is not stated: absent, or null.
 */
export function patternsOf(value: Value | undefined): PatternList | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "object") {
    const known = read.get(value) ?? parse(Array.isArray(value) ? (value as readonly Value[]) : []);
    read.set(value, known);
    return known;
  }
  const text = String(value);
  const known = single.get(text) ?? parse([text]);
  if (single.size >= singleLimit) single.clear();
  single.set(text, known);
  return known;
}

/** Patterns as people write them: a number in place of a text is that text. */
function parse(values: readonly Value[]): PatternList {
  const texts = values.flatMap((value) => (typeof value === "object" ? [] : [String(value)]));
  const patterns: readonly (readonly [string, FilterPattern | undefined])[] = texts.map((text) => [
    text,
    parseFilterPattern(text),
  ]);
  return {
    texts,
    broken: patterns.flatMap(([text, pattern]) => (pattern ? [] : [text])),
    deciding(name) {
      for (let index = patterns.length - 1; index >= 0; index--) {
        const [text, pattern] = patterns[index] ?? ["", undefined];
        if (pattern?.matches(name)) return { text, isNegated: pattern.isNegated };
      }
      return undefined;
    },
  };
}
