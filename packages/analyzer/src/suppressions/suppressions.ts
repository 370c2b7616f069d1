import { type Diagnostic, isWithin, type ModelPath, nearestNames } from "@yardmaster/core";
import { suppressionMalformed, suppressionUnexplained, suppressionUnknown, suppressionUnused } from "./diagnostics.ts";

/** A comment and the node that it is about. */
export interface NodeComment {
  /** The root for comments about the whole file. */
  readonly path: ModelPath;
  /** Behind a value, on its line. */
  readonly isAtEnd: boolean;
  /** With or without `#`. */
  readonly text: string;
}

/** A finding that a comment answers, with its reason. */
export interface Suppressed {
  readonly diagnostic: Diagnostic;
  readonly path: ModelPath;
  readonly reason: string;
}

export interface Judged {
  /** What nothing answers, and what is wrong with the comments. */
  readonly kept: readonly Diagnostic[];
  readonly suppressed: readonly Suppressed[];
}

interface Suppression {
  readonly code: string;
  readonly reason: string;
  readonly comment: NodeComment;
}

/**
 * Takes away what comments of the form `yardmaster: ignore[code, …] reason` answer. One above an entry, or on the line where
 * a map or list begins, is about everything in it; one behind a value is about the value and what is said of the whole entry
 * that it stands in.
 * @param pathOf the node that a diagnostic is about; undefined for one about no node.
 * @param known codes that a finding may have.
 */
export function applySuppressions(
  diagnostics: readonly Diagnostic[],
  comments: readonly NodeComment[],
  pathOf: (diagnostic: Diagnostic) => ModelPath | undefined,
  known: ReadonlySet<string>,
): Judged {
  const { suppressions, problems } = readSuppressions(comments, known);
  if (suppressions.length + problems.length === 0) return { kept: diagnostics, suppressed: [] };
  const used = new Set<Suppression>();
  const kept: Diagnostic[] = [];
  const suppressed: Suppressed[] = [];
  for (const diagnostic of diagnostics) {
    const path = pathOf(diagnostic);
    const answers = suppressions.filter((one) => one.code === diagnostic.code && path && covers(one.comment, path));
    const [answer] = answers;
    if (answer && path) suppressed.push({ diagnostic, path, reason: answer.reason });
    else kept.push(diagnostic);
    for (const one of answers) used.add(one);
  }
  const unused = suppressions
    .filter((one) => !used.has(one) && !optional.has(one.code))
    .map(({ code, comment }) => suppressionUnused({ code }, { path: comment.path }));
  return { kept: [...kept, ...problems, ...unused], suppressed };
}

/** Whether a text may hold a comment that is read here. */
export function mentionsSuppression(text: string): boolean {
  return text.includes("yardmaster:");
}

/** Found by programs that not everybody has installed. */
const optional: ReadonlySet<string> = new Set(["shellcheck", "pyflakes"]);

function covers({ path, isAtEnd }: NodeComment, found: ModelPath): boolean {
  if (isWithin(found, path)) return true;
  return isAtEnd && found.length === path.length - 1 && isWithin(path, found);
}

function readSuppressions(
  comments: readonly NodeComment[],
  known: ReadonlySet<string>,
): { readonly suppressions: readonly Suppression[]; readonly problems: readonly Diagnostic[] } {
  const suppressions: Suppression[] = [];
  const problems: Diagnostic[] = [];
  for (const comment of comments) {
    const place = { path: comment.path };
    for (const line of comment.text.split(/\r\n|[\r\n]/)) {
      const text = line.replace(/^\s*#+/, "").trim();
      if (!text.startsWith("yardmaster:")) continue;
      const [, list, reason = ""] = /^yardmaster:\s*ignore\[([^\]]*)\](.*)$/.exec(text) ?? [];
      const codes = (list ?? "").split(",").map((code) => code.trim());
      if (list === undefined || codes.includes("")) {
        problems.push(suppressionMalformed({ text }, place));
        continue;
      }
      const why = reason.replace(/^\s*(?:--|:|–|—)?\s*/, "").trim();
      for (const code of codes) {
        if (!known.has(code)) problems.push(suppressionUnknown({ code, nearest: nearestNames(code, known) }, place));
        else if (why === "") problems.push(suppressionUnexplained({ code }, place));
        else suppressions.push({ code, reason: why, comment });
      }
    }
  }
  return { suppressions, problems };
}
