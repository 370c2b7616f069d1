import { and, eq, format, job, oneOf, run, serial, sh, triggers, workflow } from "yardmaster";

const { on, github } = triggers({ issue_comment: { types: ["created"] } });
const { comment, issue } = github.event;

const close = job("close", {
  "runs-on": "ubuntu-24.04",
  if: and(eq(comment.body, "/close"), oneOf(comment.author_association, ["OWNER", "MEMBER", "COLLABORATOR"])),
  permissions: { issues: "write" },
  "timeout-minutes": 5,
  steps: [
    run(
      { name: "Close", env: { GH_TOKEN: github.token, GH_REPO: github.repository } },
      sh`gh issue close ${issue.number} --comment ${format`Closed for @${comment.user.login}.`}`,
    ),
  ],
});

export const commentCommand = workflow("comment-command", {
  on,
  permissions: {},
  concurrency: serial(format`close-${issue.number}`),
  jobs: [close],
});
