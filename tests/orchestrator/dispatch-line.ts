import type { EmbeddedGitHub, EmbeddedGitHubOptions } from "../helpers/embedded-github/index.ts";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { people, startOrchestratorGitHub } from "../helpers/orchestrator-github.ts";
import { createTestClock } from "../helpers/orchestrator-host.ts";
import { decisionOf, type Line, runLine } from "../helpers/orchestrator-line.ts";

export interface Case extends Partial<Omit<Line, "apiUrl">> {
  readonly body?: string;
}

export const plainBody = "/orchestrate release-notes since=v1.2.0";

/** One attempt of the workflow for a triager's comment, at an instant that stands still but for waits. */
export async function attempt(github: Pick<EmbeddedGitHub, "url">, { body = plainBody, ...line }: Case = {}) {
  const event = createCommentEvent({ ...people.triager, body });
  const run = await runLine({ event, apiUrl: github.url, clock: createTestClock(), ...line });
  const last = run.dispatch ?? run.refuse ?? run.gate;
  return { ...run, last, decision: decisionOf(last) };
}

export async function withGitHub(
  use: (github: EmbeddedGitHub) => Promise<void>,
  changes: Partial<EmbeddedGitHubOptions> = {},
): Promise<void> {
  const github = await startOrchestratorGitHub(changes);
  try {
    await use(github);
  } finally {
    await github.close();
  }
}

/** The contents of the reactions on a comment, in the order in which they came. */
export function reactionsOn(github: EmbeddedGitHub, commentId = 492_700_400): readonly string[] {
  return github.reactions.filter((reaction) => reaction.commentId === commentId).map(({ content }) => content);
}

/** Result and reason code of each command. */
export function resultsOf({ commands }: { readonly commands: readonly { result: string; reason_code: string }[] }) {
  return commands.map(({ result, reason_code }) => `${result} ${reason_code}`);
}

/** Method and path, without the query, of the requests that GitHub has got. */
export function requestsOf(github: EmbeddedGitHub): readonly string[] {
  return github.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);
}

/** Status comments as readers see them: without the marker of the first line. */
export function shownComments(github: EmbeddedGitHub): readonly string[] {
  return github.comments.map(({ body }) => body.slice(body.indexOf("\n") + 1));
}

/** A table of tasks, changed. */
export function tableFile(tasks: readonly object[]): Readonly<Record<string, string>> {
  return { "generated/orchestrator-tasks.json": JSON.stringify({ version: 1, tasks }) };
}
