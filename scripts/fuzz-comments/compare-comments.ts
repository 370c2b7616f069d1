import { findCommandLines } from "@yardmaster/orchestrator";
import { judgePage, type Sight } from "./judge-page.ts";
import type { FuzzedComment } from "./write-comment.ts";

/** A command that the program runs and the judge does not see as plain text of the page. */
export interface Escape {
  readonly comment: string;
  readonly line: string;
  readonly sight: Sight;
}

export interface Tally {
  comments: number;
  /** Commands by what the program and the judge say. */
  ranSeen: number;
  refusedHidden: number;
  refusedSeen: number;
  /** Of the comments as people write them: the commands, and those that are refused although readers see them. */
  ordinary: number;
  ordinaryRefused: number;
  readonly escapes: Escape[];
}

export function startTally(): Tally {
  return { comments: 0, ranSeen: 0, refusedHidden: 0, refusedSeen: 0, ordinary: 0, ordinaryRefused: 0, escapes: [] };
}

/** @param page of the comment, by the judge's own program */
export function compareComment({ form, text: comment }: FuzzedComment, page: string, tally: Tally): void {
  const found = findCommandLines(comment);
  const running = new Set(found.ok ? found.value.filter((each) => !each.hidden).map((each) => each.text) : []);
  tally.comments++;
  for (const line of commandsOf(comment)) {
    const sight = judgePage(page, line);
    const runs = running.has(line);
    if (runs && sight !== "seen") tally.escapes.push({ comment, line, sight });
    else if (runs) tally.ranSeen++;
    else if (sight === "seen") tally.refusedSeen++;
    else tally.refusedHidden++;
    if (form === "ordinary" && sight === "seen") {
      tally.ordinary++;
      if (!runs) tally.ordinaryRefused++;
    }
  }
}

/** Whatever its place, a line that begins with the word. */
function commandsOf(comment: string): readonly string[] {
  return comment
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ""))
    .filter((line) => line.startsWith("/orchestrate "));
}
