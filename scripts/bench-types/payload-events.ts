/** Events with the biggest payloads. */
export const payloadEvents = [
  "pull_request",
  "issues",
  "issue_comment",
  "pull_request_review",
  "workflow_run",
  "push",
  "release",
] as const;
