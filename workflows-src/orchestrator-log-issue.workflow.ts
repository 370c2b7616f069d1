import { format, number, triggers } from "yardmaster";
import { logWorkflow } from "./shared/log-workflow.ts";

const {
  on,
  github,
  inputs,
  job: own,
} = triggers({
  workflow_call: {
    inputs: { issue: number({ required: true, description: "Number of the issue whose comments are the log." }) },
  },
});

export const orchestratorLogIssue = logWorkflow("orchestrator-log-issue", {
  on,
  own,
  to: format`issue:${inputs.issue}`,
  token: github.token,
  permissions: { contents: "read", issues: "write" },
  header: ["Appends what the orchestrator's jobs of this run recorded to an issue of the calling repository."],
});
