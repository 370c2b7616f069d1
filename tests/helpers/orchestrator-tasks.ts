import type { TaskTable } from "@yardmaster/core";

/** One task of every kind of input. */
export const sampleTasks: TaskTable = {
  version: 1,
  tasks: [
    {
      name: "release-notes",
      description: "Writes notes from the git log.",
      workflow: "release-notes.yml",
      ref: "default-branch",
      inputs: [
        { name: "since", description: "After this tag.", type: "string", required: true },
        { name: "until", description: "Up to this.", type: "string", required: false, default: "HEAD" },
      ],
    },
    {
      name: "deploy",
      description: "Deploys a build.",
      workflow: "deploy.yml",
      ref: "default-branch",
      inputs: [
        { name: "stage", description: "Where to.", type: "choice", required: true, options: ["staging", "production"] },
        { name: "replicas", description: "How many.", type: "number", required: false },
        { name: "force", description: "Without asking.", type: "boolean", required: false },
      ],
    },
  ],
};
