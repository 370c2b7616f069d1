import { type CharacterClass, charactersOf, matchesTokens, type PatternToken } from "./pattern-tokens.ts";

/**
 * Patterns of `branches`, `tags`, `paths` and their like, as GitHub reads them: `*` for any characters but `/`, `**` for
 * any, `?` and `+` for the character before them, `[…]`, and `\` in front of what shall stand for itself. A match takes time
 * by the length of the name times that of the pattern, whatever stands in it.
 * Source: docs.github.com, "Workflow syntax", "Filter pattern cheat sheet".
 */
export interface FilterPattern {
  readonly isNegated: boolean;
  /** It stands for one name alone. */
  readonly isLiteral: boolean;
  /** Without the `!`. */
  matches(name: string): boolean;
}

/** @returns undefined for what is no pattern: a range that is not closed, `+` after nothing. */
export function parseFilterPattern(text: string): FilterPattern | undefined {
  const isNegated = text.startsWith("!");
  const pattern = isNegated ? text.slice(1) : text;
  const isLiteral = !/[*?+[\]\\]/.test(pattern);
  if (isLiteral) return { isNegated, isLiteral, matches: (name) => name === pattern };
  const tokens = tokensOf(pattern);
  if (!tokens) return undefined;
  // Most names differ in front of the first `*` or behind the last: an `a?` or `a+` in front takes its letter with it, and the
  // slash behind `**` may be none.
  const [start = ""] = /^[^*?+[\]\\]*(?![?+])/.exec(pattern) ?? [];
  const [, end = ""] = /\/?([^*?+[\]\\]*)$/.exec(pattern) ?? [];
  return {
    isNegated,
    isLiteral,
    matches: (name) => name.startsWith(start) && name.endsWith(end) && matchesTokens(tokens, name),
  };
}

/**
 * Whether a name passes a list of patterns: in their order, the last that matches decides. What is no pattern matches
 * nothing.
 */
export function passesFilter(patterns: readonly (FilterPattern | undefined)[], name: string): boolean {
  let passes = false;
  for (const pattern of patterns) if (pattern?.matches(name)) passes = !pattern.isNegated;
  return passes;
}

const anything: CharacterClass = () => true;
const noSlash: CharacterClass = (character) => character !== "/";

function tokensOf(pattern: string): readonly PatternToken[] | undefined {
  const tokens: PatternToken[] = [];
  const characters = [...pattern];
  /** Whether the last token is a character that `?` and `+` may be for. */
  let isCharacter = false;
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? "";
    const last = tokens.at(-1);
    if (character === "*") {
      let end = index;
      while (characters[end + 1] === "*") end += 1;
      const isAny = end > index;
      const isFolder = index === 0 || characters[index - 1] === "/";
      // Folders in front may be none: `**/x` is the `x` of the root as well.
      if (end === index + 1 && isFolder && characters[end + 1] === "/" && !/[?+]/.test(characters[end + 2] ?? "")) {
        tokens.push({ matches: anything, times: "folders" }, { matches: (each) => each === "/", times: "one" });
        end += 1;
      } else tokens.push({ matches: isAny ? anything : noSlash, times: "any" });
      index = end;
      isCharacter = false;
    } else if (character === "+" || character === "?") {
      if (!last || (character === "+" && !isCharacter)) return undefined;
      if (isCharacter && character === "?") tokens[tokens.length - 1] = { ...last, times: "optional" };
      if (isCharacter && character === "+") tokens.push({ ...last, times: "any" });
      isCharacter = false;
    } else if (character === "[") {
      const end = characters.indexOf("]", index + 1);
      const matches = end === -1 ? undefined : charactersOf(characters.slice(index + 1, end));
      if (!matches) return undefined;
      tokens.push({ matches, times: "one" });
      index = end;
      isCharacter = true;
    } else {
      const literal = character === "\\" ? (characters[++index] ?? "\\") : character;
      tokens.push({ matches: (each) => each === literal, times: "one" });
      isCharacter = true;
    }
  }
  return tokens;
}
