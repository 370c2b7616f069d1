import type { Visit } from "./document-flows.ts";
import { outsiderRun } from "./invocations.ts";
import type { Taint } from "./taint.ts";

/**
 * How far text of others reaches. `anyone`: an outsider's text meets rights. `limited`: an outsider's text, but something is
 * in its way. `writer`: text of people who could change the workflow as well.
 */
export type Reach = "anyone" | "limited" | "writer";

export interface Verdict {
  readonly reach: Reach;
  /** What is in the way, as the end of a sentence; of `limited`. */
  readonly limit: string;
}

/** Source and rights are of one event: that of the visit. */
export function verdictOf(taint: Pick<Taint, "setBy" | "author">, visit: Visit): Verdict {
  const { event, gate, hasRights } = visit;
  if (taint.setBy === "writer") return writer;
  const gated = gate(taint.author);
  if (gated === "closed") return writer;
  if (taint.setBy === "merged") return limited("somebody with write access has to take the commit in first");
  const run = outsiderRun(event);
  if (run === undefined) return writer;
  if (run === "read-only" || (event.startsWith("pull_request_review") && taint.author !== "comment")) {
    return limited("the run for a fork's pull request has no secret, and a token that only reads");
  }
  if (gated === "watched") return limited("somebody who is trusted has to act first");
  if (!hasRights) return limited("this job has no secret, and its token cannot write");
  return { reach: "anyone", limit: "" };
}

const order: readonly Reach[] = ["writer", "limited", "anyone"];

export function isWorse(one: Verdict, other: Verdict): boolean {
  return order.indexOf(one.reach) > order.indexOf(other.reach);
}

/** Who sets a text, as the subject of a sentence. */
export function whoSets({ author, setBy, text }: Taint, event: string, { reach }: Verdict): string {
  if (reach === "writer" && setBy !== "writer") return "whoever passes the conditions before it";
  if (setBy === "writer")
    return event === "workflow_dispatch" ? "whoever starts the workflow" : "whoever has write access";
  if (setBy === "merged") return event === "gollum" ? "whoever edits the wiki" : "whoever wrote the commit";
  if (author === "comment") return event === "pull_request_review" ? "whoever reviews" : "whoever comments";
  if (event === "fork") return "whoever forks the repository";
  if (text.includes(".issue.") || event === "issues") return "whoever opens the issue";
  if (text.includes(".discussion.")) return "whoever opens the discussion";
  return "whoever opens the pull request";
}

const writer: Verdict = { reach: "writer", limit: "" };

function limited(limit: string): Verdict {
  return { reach: "limited", limit };
}
