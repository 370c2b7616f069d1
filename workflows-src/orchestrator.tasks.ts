import { taskTable } from "yardmaster";
import { releaseNotes } from "./release-notes.workflow.ts";

export const orchestratorTasks = taskTable("orchestrator-tasks", {
  "release-notes": {
    description: "Write release notes from the git log and the Unreleased section of the CHANGELOG.",
    workflow: releaseNotes,
  },
});
