/** Whether a character is one of those that a place of a pattern stands for. */
export type CharacterClass = (character: string) => boolean;

export interface PatternToken {
  readonly matches: CharacterClass;
  /** `any`: none or more. `folders`: any characters and the token behind, or neither. */
  readonly times: "one" | "optional" | "any" | "folders";
}

/**
 * Whether a name as a whole is what the tokens stand for: all ways are followed at once, so that none has to be tried
 * again.
 */
export function matchesTokens(tokens: readonly PatternToken[], name: string): boolean {
  let current = new Set<number>();
  reach(tokens, 0, current);
  for (const character of name) {
    const next = new Set<number>();
    for (const place of current) {
      const token = tokens[place];
      if (!token?.matches(character)) continue;
      // More of the same may follow, and all that may stand behind it.
      if (token.times === "any") reach(tokens, place, next);
      else if (token.times === "folders") addFolders(place, next);
      else reach(tokens, place + 1, next);
    }
    if (next.size === 0) return false;
    current = next;
  }
  return current.has(tokens.length);
}

/** A place, and those that can be reached from it without a character. */
function reach(tokens: readonly PatternToken[], start: number, places: Set<number>): void {
  for (let place = start; ; ) {
    const times = tokens[place]?.times;
    if (times === "folders") {
      // Somebody may be within the folders already, and has not passed them by.
      addFolders(place, places);
      place += 2;
      continue;
    }
    if (places.has(place)) return;
    places.add(place);
    if (times !== "any" && times !== "optional") return;
    place += 1;
  }
}

/** Within folders: they end with the token behind, and cannot be left out any more. */
function addFolders(place: number, places: Set<number>): void {
  places.add(place);
  places.add(place + 1);
}

/**
 * The characters between `[` and `]`: each, and ranges.
 * @returns undefined for a range that goes backwards.
 */
export function charactersOf(characters: readonly string[]): CharacterClass | undefined {
  const single = new Set<string>();
  const ranges: [number, number][] = [];
  for (let index = 0; index < characters.length; index++) {
    const [first = "", dash, last] = characters.slice(index, index + 3);
    if (dash === "-" && last !== undefined) {
      const range: [number, number] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
      if (range[0] > range[1]) return undefined;
      ranges.push(range);
      index += 2;
    } else single.add(first);
  }
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    return single.has(character) || ranges.some(([first, last]) => code >= first && code <= last);
  };
}
