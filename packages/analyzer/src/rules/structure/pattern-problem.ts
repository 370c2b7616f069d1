/** What is wrong with a pattern of a filter; `text` is the part of it. */
export interface PatternProblem {
  /** `refused`: GitHub refuses the workflow. `never`: it matches nothing that there can be. `braces`: they are no alternatives. */
  readonly kind: "refused" | "never" | "braces";
  /** The end of a sentence. */
  readonly reason: string;
  readonly text: string;
}

/**
 * What GitHub refuses: source docs.github.com, "Workflow syntax", "Filter pattern cheat sheet"; that a broken one refuses the
 * workflow without a word: dora-rs/dora#1917. What refs cannot have: git, `check-ref-format`. Braces: datahub-project/datahub#16506.
 */
export function patternProblem(pattern: string, isRef: boolean): PatternProblem | undefined {
  const body = pattern.startsWith("!") ? pattern.slice(1) : pattern;
  if (body === "") return { kind: "refused", reason: "nothing follows the `!`", text: pattern };
  return syntaxProblem(body) ?? (isRef ? refProblem(body) : pathProblem(body)) ?? bracesProblem(body);
}

function syntaxProblem(pattern: string): PatternProblem | undefined {
  let canRepeat = false;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] as string;
    if (character === "\\") {
      index++;
      canRepeat = true;
    } else if (character === "?" || character === "+") {
      if (!canRepeat) {
        const text = pattern.slice(Math.max(0, index - 1), index + 1);
        return refused(
          `\`${character}\` repeats the character before it, and there is none that can be repeated`,
          text,
        );
      }
      canRepeat = false;
    } else if (character === "[") {
      const end = pattern.indexOf("]", index + 1);
      if (end === -1) return refused("the `[` has no `]`", pattern.slice(index));
      const problem = setProblem(pattern.slice(index + 1, end), pattern.slice(index, end + 1));
      if (problem) return problem;
      index = end;
      canRepeat = true;
    } else canRepeat = character !== "*";
  }
  return undefined;
}

function setProblem(set: string, text: string): PatternProblem | undefined {
  if (set === "") return refused("`[]` holds no character", text);
  for (const [range, first = "", last = ""] of set.matchAll(/(.)-(.)/g)) {
    if (first > last) return refused(`the range \`${range}\` goes backwards`, text);
  }
  return set.endsWith("-") && set.length > 1 ? refused("the range at its end has no end", text) : undefined;
}

function refProblem(pattern: string): PatternProblem | undefined {
  const [, prefix] = /^(refs\/(?:heads|tags)\/)/.exec(pattern) ?? [];
  if (prefix) return never(`names are compared without \`${prefix}\``, prefix);
  if (pattern.startsWith("/")) return never("no ref begins with `/`", "/");
  const [forbidden] = /[\s~^:]/.exec(pattern.replace(/\[[^\]]*\]/g, "")) ?? [];
  if (forbidden !== undefined) {
    const name = /\s/.test(forbidden) ? "a blank" : `\`${forbidden}\``;
    return never(`no ref contains ${name}`, /\s/.test(forbidden) ? pattern : forbidden);
  }
  if (pattern.includes("..")) return never("no ref contains `..`", "..");
  const [end] = /[/.]$/.exec(pattern) ?? [];
  return end === undefined ? undefined : never(`no ref ends with \`${end}\``, pattern);
}

function pathProblem(pattern: string): PatternProblem | undefined {
  const [start] = /^(?:\.{0,2}\/|\.{1,2}$)/.exec(pattern) ?? [];
  if (start !== undefined) return never(`paths begin at the repository's root, without \`${start}\``, start);
  if (pattern !== pattern.trim()) return never("a blank at an end of a pattern is part of the name", pattern);
  return pattern.endsWith("/")
    ? never(
        "files are compared, and none ends with `/`",
        pattern.slice(pattern.lastIndexOf("/", pattern.length - 2) + 1),
      )
    : undefined;
}

function bracesProblem(pattern: string): PatternProblem | undefined {
  const [text] = /(?<!\\)\{[^{}]*,[^{}]*\}/.exec(pattern) ?? [];
  return text === undefined ? undefined : { kind: "braces", reason: "", text };
}

function refused(reason: string, text: string): PatternProblem {
  return { kind: "refused", reason, text };
}

function never(reason: string, text: string): PatternProblem {
  return { kind: "never", reason, text };
}
