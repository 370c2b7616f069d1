import { asMap, defineDiagnostic, type ModelPath } from "@yardmaster/core";
import { isCheckingStep } from "../../flow/checks.ts";
import { type Visit, visitsOf } from "../../flow/document-flows.ts";
import { byRun } from "../../flow/foreign-runs.ts";
import { readsSecret } from "../../flow/rights.ts";
import type { Rule, Subject } from "../rule.ts";

export const commentUngated = defineDiagnostic({
  code: "comment-ungated",
  severity: "warning",
  confidence: "medium",
  message: (p: { job: string; event: string; right: string }) =>
    `Whoever comments starts the job "${p.job}" (event \`${p.event}\`), which has ${p.right}; nothing before it asks who that is.`,
  hint: () =>
    "Ask for the permission of `github.event.comment.user.login` in a first step or job, by the API for collaborators, and stop where it is too low.",
});

/**
 * Work that a comment starts and that holds more than what answers a comment takes: secrets, or a token that may write code,
 * packages, deployments or other runs. A reader's text in the comment, such as `/deploy`, is no gate.
 */
export const commentsUngated: Rule = {
  reports: [commentUngated],
  workflow(workflow, report) {
    const said = new Set<string>();
    for (const visits of byRun(visitsOf(workflow))) {
      const [first] = visits;
      if (!first || !commentEvents.has(first.event) || said.has(first.job.id)) continue;
      const right = visits.map((visit) => rightOf(visit, workflow)).find((found) => found !== undefined);
      if (!right) continue;
      said.add(first.job.id);
      const { job, event } = first;
      report(commentUngated, { job: job.id, event, right: right.text }, job.path, {
        at: "key",
        related: [{ message: "It is used from here on.", place: { path: right.path } }],
      });
    }
  },
};

/** The step that asks who it is, or one before it: what it asks with may be a secret itself. */
function isForChecking({ step, job }: Visit): boolean {
  const at = job.steps.indexOf(step);
  return at !== -1 && job.steps.slice(at).some(isCheckingStep);
}

const commentEvents: ReadonlySet<string> = new Set(["issue_comment", "discussion_comment", "commit_comment"]);

/** Permissions that reach further than the conversation. */
const strong: readonly string[] = [
  "actions",
  "attestations",
  "contents",
  "deployments",
  "id-token",
  "packages",
  "pages",
];

function rightOf(visit: Visit, workflow: Subject): { readonly text: string; readonly path: ModelPath } | undefined {
  const { step, job, gate } = visit;
  if (gate("comment") !== "open" || isForChecking(visit)) return undefined;
  if (readsSecret(workflow, step.path)) return { text: "a secret", path: step.path };
  const permissions = job.keys.permissions ?? workflow.model.permissions;
  if (permissions === "write-all") return { text: "a token that may write everything", path: step.path };
  const scope = strong.find((name) => asMap(permissions)?.[name] === "write");
  return scope === undefined ? undefined : { text: `a token with \`${scope}: write\``, path: step.path };
}
