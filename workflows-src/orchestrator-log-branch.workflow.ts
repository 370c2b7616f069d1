import { format, ignoring, text, triggers } from "yardmaster";
import { logWorkflow } from "./shared/log-workflow.ts";

const {
  on,
  github,
  inputs,
  job: own,
} = triggers({
  workflow_call: {
    inputs: {
      branch: text({
        default: "orchestrator-log",
        description: "Branch of the log, without history in common with any other; it is made when it is not there.",
      }),
    },
  },
});

export const orchestratorLogBranch = logWorkflow("orchestrator-log-branch", {
  on,
  own,
  to: format`branch:${inputs.branch}`,
  token: github.token,
  permissions: { contents: "write" },
  header: ["Appends what the orchestrator's jobs of this run recorded to a log on a branch of the calling repository."],
  note: ignoring(
    "comment-ungated",
    "What was denied is written down as well: the program reads the run's own records, and nothing of the comment.",
  ),
});
