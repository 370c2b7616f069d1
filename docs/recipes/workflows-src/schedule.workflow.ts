import { eq, job, run, serial, sh, triggers, workflow } from "yardmaster";
import { checkout } from "../generated/actions.ts";

const { on, github } = triggers({
  schedule: [{ cron: "30 7 * * 1-5", timezone: "Europe/Vienna" }],
  workflow_dispatch: null,
});

const report = job("report", {
  "runs-on": "ubuntu-24.04",
  if: eq(github.repository_owner, "acme"),
  permissions: { contents: "read" },
  "timeout-minutes": 15,
  steps: [checkout({ "persist-credentials": false }), run({ name: "Report" }, sh`./report`)],
});

export const schedule = workflow("schedule", {
  on,
  permissions: {},
  concurrency: serial("schedule"),
  jobs: [report],
});
