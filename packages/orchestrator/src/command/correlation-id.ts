import { createHash } from "node:crypto";
import type { OrchestratorEvent } from "../event/parse-event.ts";
import type { RunnerEnvironment } from "../host/runner-environment.ts";

/**
 * Names a command once and for all: by the comment that it stands in, or by the run that it was given to, and by its text.
 * Every attempt and every delivery of one comment gives the same id: `rc-492700400-3f2a91c0de`, or `rc-r42-3f2a91c0de`.
 */
export function correlationId(event: OrchestratorEvent, { run }: RunnerEnvironment, commandLine: string): string {
  const digest = createHash("sha256").update(commandLine).digest("hex").slice(0, 10);
  const origin = event.name === "issue_comment" ? String(event.comment.id) : `r${run?.id ?? "0"}`;
  return `rc-${origin}-${digest}`;
}

/** The id of the comment that a command stands in; NaN for one that was given alone. */
export function commentOf(id: string): number {
  return Number(/^rc-(\d+)-/.exec(id)?.[1]);
}

/** Whether a run's title carries the id as a word of its own, wherever it stands: titles of older workflows end with it. */
export function carriesId(title: string, id: string): boolean {
  const isEdge = (character: string): boolean => !/[A-Za-z0-9-]/.test(character);
  for (let at = title.indexOf(id); at >= 0; at = title.indexOf(id, at + 1)) {
    if (isEdge(title.charAt(at - 1)) && isEdge(title.charAt(at + id.length))) return true;
  }
  return false;
}

const idPattern = /rc-r?\d{1,20}-[0-9a-f]{10}/i;

/** Whether a text has the form of an id, and so is no word that a title may hold for another reason. */
export function isCorrelationId(text: string): boolean {
  return idPattern.exec(text)?.[0] === text;
}

/** Whether a text holds what could be taken for an id where it stands in the title of a run. */
export function holdsCorrelationId(text: string): boolean {
  return idPattern.test(text);
}
