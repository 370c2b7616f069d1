import type { ModelPath, Value } from "@yardmaster/core";
import type { Problem } from "../trace/trace.ts";
import { type GateAnswer, leavesOpen, passes, refuses } from "./gate.ts";
import { type PatternList, patternsOf } from "./pattern-list.ts";

/** `branches`, `tags` or `paths` of an event, or what it has in place of them: `branches-ignore`. */
export interface StatedFilter {
  readonly key: string;
  readonly path: ModelPath;
  readonly isIgnore: boolean;
  readonly patterns: PatternList;
}

type Settings = Readonly<Record<string, Value | undefined>>;

/** @returns an answer instead where GitHub takes neither: both forms at once, or no pattern. */
export function statedFilter(
  settings: Settings,
  name: "branches" | "tags" | "paths",
  path: ModelPath,
  file: string,
): StatedFilter | GateAnswer | undefined {
  const positive = patternsOf(settings[name]);
  const ignore = patternsOf(settings[`${name}-ignore`]);
  const patterns = positive ?? ignore;
  if (!patterns) return undefined;
  const key = positive ? name : `${name}-ignore`;
  const at = [...path, key];
  if (positive && ignore) {
    return invalid("filters-exclude-each-other", `\`${name}\` and \`${name}-ignore\` exclude each other`, file, at);
  }
  const [broken] = patterns.broken;
  if (broken !== undefined) return invalid("pattern-invalid", `\`${broken}\` of \`${key}\` is no pattern`, file, at);
  if (patterns.texts.length === 0) {
    return leavesOpen("filter-empty", `\`${key}\` has no pattern, and GitHub does not say what that means`, [key], at);
  }
  return { key, path: at, isIgnore: !positive, patterns };
}

export function isAnswer(value: StatedFilter | GateAnswer): value is GateAnswer {
  return "passes" in value;
}

/** What a filter says of one name. */
export function judgeName({ key, path, isIgnore, patterns }: StatedFilter, name: string): GateAnswer {
  const decides = patterns.deciding(name);
  const code = key.replace("-ignore", "");
  if (isIgnore) {
    if (!decides || decides.isNegated) return passes(`${code}-not-ignored`, `\`${key}\` leaves \`${name}\``, path);
    return refuses(`${code}-ignored`, `\`${decides.text}\` of \`${key}\` matches \`${name}\``, path);
  }
  if (!decides) {
    return refuses(`${code}-none-match`, `no pattern of \`${key}\` matches \`${name}\`${positiveHint(patterns)}`, path);
  }
  if (decides.isNegated) {
    return refuses(`${code}-excluded`, `\`${decides.text}\` of \`${key}\` excludes \`${name}\``, path);
  }
  return passes(`${code}-match`, `\`${decides.text}\` of \`${key}\` matches \`${name}\``, path);
}

/** Source: docs.github.com, "Workflow syntax": a `!` needs a pattern without one beside it. */
export function positiveHint({ texts }: PatternList): string {
  return texts.every((text) => text.startsWith("!")) ? ": all of them only exclude" : "";
}

/** GitHub refuses the file: no run has jobs. */
function invalid(code: string, text: string, file: string, path: ModelPath): GateAnswer {
  const problem: Problem = { code, message: `${text}: GitHub does not run ${file}`, file, path };
  return { ...refuses(code, text, path), problem };
}
