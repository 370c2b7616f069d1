import type { RunRecord } from "@yardmaster/orchestrator";

/** A record in which nothing is null or empty; its comment tries to leave its place on the summary's page. */
export const sampleRecord: RunRecord = {
  version: 1,
  run_id: "2026-11-22T08-06-00-0700",
  at: { utc: "2026-11-22T15:06:00Z", phoenix: "2026-11-22T08:06:00-07:00" },
  ended: { utc: "2026-11-22T15:06:07Z", phoenix: "2026-11-22T08:06:07-07:00" },
  stage: "dispatch",
  decision: "allowed",
  reason_code: "dispatched",
  reason: "Done.",
  hint: "Nothing to do.",
  result: "dispatched",
  repository: "o/r",
  event: { name: "issue_comment", issue: 7, is_pull_request: true, comment_id: 1 },
  people: [
    { login: "a", id: 1 },
    { login: "b", id: 2 },
  ],
  commands: [
    {
      id: "rc-1-0123456789",
      line: 3,
      text: "`x` | y <b> @octocat\n| z | ##[group]",
      decision: "allowed",
      reason_code: "dispatched",
      reason: "GitHub started it.",
      hint: "Wait.",
      result: "dispatched",
      action: "dispatch",
      task: "t",
      dry_run: false,
      targets: [
        {
          repository: "o/r",
          request: {
            method: "POST",
            path: "/repos/o/r/actions/workflows/t.yml/dispatches",
            body: { ref: "main", inputs: { a: "```\n<b>|" } },
          },
          result: "dispatched",
          reason_code: "dispatched",
          reason: "GitHub started it.",
          hint: "Wait.",
          sent: 1,
          status: 200,
          run: { id: "5", url: "https://github.com/o/r/actions/runs/5" },
        },
      ],
      answer: ["usage: ``` | @octocat", "second"],
    },
  ],
  facts: [{ name: "gate", value: "allowed", source: "GATE_ALLOWED" }],
  timings: [{ name: "dispatch", milliseconds: 12 }],
  github_run: { id: "42", attempt: "1", url: "https://github.com/o/r/actions/runs/42/attempts/1" },
};
