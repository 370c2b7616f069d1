import { job, serial, triggers, workflow } from "yardmaster";
import { stale } from "../generated/actions.ts";

const { on } = triggers({ schedule: [{ cron: "17 4 * * *" }], workflow_dispatch: null });

const sweep = job("sweep", {
  "runs-on": "ubuntu-24.04",
  permissions: { issues: "write" },
  "timeout-minutes": 10,
  steps: [
    stale({
      "days-before-issue-stale": 90,
      "days-before-issue-close": 14,
      "days-before-pr-stale": -1,
      "days-before-pr-close": -1,
      "stale-issue-label": "stale",
      "exempt-issue-labels": "security,keep",
      "stale-issue-message": "Nobody has written here for 90 days. It is closed in 14 days unless somebody does.",
    }),
  ],
});

export const staleIssues = workflow("stale", {
  on,
  permissions: {},
  concurrency: serial("stale"),
  jobs: [sweep],
});
