/**
 * Fields at the top of a payload that events of their own have, and no others.
 * Source: docs.github.com, "Webhook events and payloads"; `schedule` from "Events that trigger workflows".
 */
const subjects: Readonly<Record<string, readonly string[]>> = {
  client_payload: ["repository_dispatch"],
  comment: ["commit_comment", "discussion_comment", "issue_comment", "pull_request_review_comment"],
  commits: ["push"],
  discussion: ["discussion", "discussion_comment"],
  forkee: ["fork"],
  head_commit: ["push"],
  inputs: ["workflow_dispatch"],
  issue: ["issue_comment", "issues"],
  merge_group: ["merge_group"],
  pull_request: ["pull_request", "pull_request_review", "pull_request_review_comment", "pull_request_target"],
  release: ["release"],
  review: ["pull_request_review"],
  schedule: ["schedule"],
};

/** Whether payloads of an event may have a field. @param field at the top: `pull_request`. */
export function mayCarry(event: string, field: string): boolean {
  const name = field.toLowerCase();
  return !Object.hasOwn(subjects, name) || (subjects[name]?.includes(event) ?? false);
}
