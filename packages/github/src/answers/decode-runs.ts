import { fail, ok, type Result } from "@yardmaster/core";
import type { GitHubError, WorkflowRun } from "../contract/github.ts";
import { type Page, pageLength } from "../requests/pages.ts";
import { fieldsOf, isId, isWebAddress, wrongShape } from "./fields.ts";

/** What GitHub lists by filters ends here, however many there are. */
const maximumListed = 1_000;

/** @param page From 1. */
export function decodeRunPage(data: unknown, page: number): Result<Page<WorkflowRun>, GitHubError> {
  const { total_count: total, workflow_runs: listed } = fieldsOf(data);
  if (typeof total !== "number" || !Number.isSafeInteger(total) || total < 0 || !Array.isArray(listed)) {
    return wrongShape("a list of runs");
  }
  if (total > maximumListed) {
    const message = `GitHub knows ${total} such runs, and lists ${maximumListed} of them.`;
    return fail({ kind: "unexpected", message, carriedOut: "no" });
  }
  const items: WorkflowRun[] = [];
  for (const item of listed) {
    const run = runOf(item);
    if (!run) return wrongShape("a list of runs");
    items.push(run);
  }
  return ok({ items, isLast: items.length < pageLength || page * pageLength >= total });
}

/** @param wanted The id that was asked for. */
export function decodeWorkflowRun(data: unknown, wanted: number): Result<WorkflowRun, GitHubError> {
  const run = runOf(data);
  return run?.id === wanted ? ok(run) : wrongShape(`run ${wanted}`);
}

function runOf(value: unknown): WorkflowRun | undefined {
  const { id, html_url: htmlUrl, display_title: displayTitle, status, conclusion, path } = fieldsOf(value);
  if (
    !isId(id) ||
    !isWebAddress(htmlUrl) ||
    typeof displayTitle !== "string" ||
    typeof status !== "string" ||
    (conclusion !== null && typeof conclusion !== "string") ||
    typeof path !== "string"
  ) {
    return undefined;
  }
  return { id, htmlUrl, displayTitle, status, conclusion: conclusion ?? undefined, path };
}
