/**
 * Patterns of `branches`, `tags`, `paths` and their like, as GitHub reads them: `*` for any characters but `/`, `**` for
 * any, `?` and `+` for the character before them, `[…]`, and `\` in front of what shall stand for itself.
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
  try {
    const expression = new RegExp(`^${sourceOf(pattern)}$`, "su");
    return { isNegated, isLiteral: !/[*?+[\]\\]/.test(pattern), matches: (name) => expression.test(name) };
  } catch {
    return undefined;
  }
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

function sourceOf(pattern: string): string {
  let source = "";
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? "";
    if (character === "*") {
      const isAny = pattern[index + 1] === "*";
      // Folders in front may be none: `**/x` is the `x` of the root as well.
      if (isAny && pattern[index + 2] === "/" && (index === 0 || pattern[index - 1] === "/")) {
        source += "(?:.*/)?";
        index += 2;
      } else if (isAny) {
        source += ".*";
        index += 1;
      } else source += "[^/]*";
    } else if (character === "?" || character === "+") source += character;
    else if (character === "[") {
      const end = pattern.indexOf("]", index + 1);
      if (end === -1) throw new SyntaxError("A range is not closed.");
      source += `[${pattern.slice(index + 1, end).replace(/[\\^[]/g, "\\$&")}]`;
      index = end;
    } else if (character === "\\") {
      index += 1;
      source += escaped(pattern[index] ?? "\\");
    } else source += escaped(character);
  }
  return source;
}

function escaped(character: string): string {
  return character.replace(/[\^$\\.*+?()[\]{}|/]/, "\\$&");
}
