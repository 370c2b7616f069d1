import type { TaskTable } from "@yardmaster/core";

const here = { repositories: [], parallel: 1, correlation: "correlation_id" } as const;

/** One task of every kind of input, target and rule. */
export const sampleTasks: TaskTable = {
  version: 1,
  tasks: [
    {
      name: "release-notes",
      description: "Writes notes from the git log.",
      dispatch: { event: "workflow_dispatch", workflow: "release-notes.yml", ...here },
      inputs: [
        { name: "since", description: "After this tag.", type: "string", required: true },
        { name: "until", description: "Up to this.", type: "string", required: false, default: "HEAD" },
      ],
    },
    {
      name: "deploy",
      description: "Deploys a build.",
      dispatch: { event: "workflow_dispatch", workflow: "deploy.yml", ...here },
      inputs: [
        { name: "stage", description: "Where to.", type: "choice", required: true, options: ["staging", "production"] },
        { name: "replicas", description: "How many.", type: "number", required: false },
        { name: "force", description: "Without asking.", type: "boolean", required: false },
      ],
    },
    {
      name: "publish",
      description: "Publishes a release.",
      dispatch: { event: "workflow_dispatch", workflow: "publish.yml", ref: "stable", ...here },
      inputs: [],
      who: {
        roles: ["maintain"],
        customRoles: ["Releaser"],
        teams: ["releasecopilot-maintainers"],
        people: ["reader"],
        apps: ["release-bot"],
        except: { teams: ["Octocoders/interns"], people: ["mallory"] },
      },
    },
    {
      name: "sync",
      description: "Brings the satellites up to date.",
      dispatch: {
        event: "workflow_dispatch",
        workflow: "sync.yml",
        ref: "main",
        repositories: ["Codertocat/north", "Codertocat/south", "Codertocat/west"],
        parallel: 2,
        correlation: "correlation_id",
      },
      inputs: [{ name: "topic", description: "What to bring.", type: "string", required: false }],
    },
    {
      name: "announce",
      description: "Tells other programs of a release.",
      dispatch: { event: "repository_dispatch", type: "release-created", ...here },
      inputs: [{ name: "tag", description: "Of the release.", type: "string", required: true }],
    },
    {
      name: "preview",
      description: "Deploys the head of a pull request.",
      dispatch: { event: "workflow_dispatch", workflow: "preview.yml", head: "sha", ...here },
      inputs: [{ name: "size", description: "How big.", type: "choice", required: false, options: ["small", "large"] }],
    },
  ],
};
