import { format, job, run, sh, text, triggers, workflow } from "yardmaster";
import { checkout, setupNode, uploadArtifact } from "../generated/actions.ts";
import { bash, nodeVersion, phoenix, ubuntu } from "./shared/runtime.ts";

const { on, github, inputs } = triggers({
  workflow_dispatch: {
    inputs: {
      since: text({ required: true, description: "Tag, branch or commit after which the notes begin." }),
      until: text({ default: "HEAD", description: "Tag, branch or commit with which they end." }),
      correlation_id: text({ description: "Filled in by the orchestrator, which finds the run by it; empty by hand." }),
    },
  },
});

const notes = job("notes", {
  name: "Release notes",
  "runs-on": ubuntu,
  permissions: { contents: "read" },
  "timeout-minutes": 10,
  steps: [
    checkout({ "fetch-depth": 0, "persist-credentials": false }, { name: "Check out with history" }),
    setupNode({ "node-version": nodeVersion, "package-manager-cache": false }, { name: "Set up Node" }),
    run(
      { name: "Write the notes" },
      sh`
        node scripts/github/write_release_notes.ts \
          --since=${inputs.since} \
          --until=${inputs.until} \
          --output artifacts/release-notes/release-notes.md
        cat artifacts/release-notes/release-notes.md >> "$GITHUB_STEP_SUMMARY"
      `,
    ),
    uploadArtifact(
      {
        name: format`release-notes-${github.run_id}-${github.run_attempt}`,
        path: "artifacts/release-notes/release-notes.md",
        "if-no-files-found": "error",
      },
      { name: "Keep the notes" },
    ),
  ],
});

export const releaseNotes = workflow("release-notes", {
  "run-name": format`${inputs.correlation_id} release-notes since ${inputs.since}`,
  on,
  permissions: {},
  env: { TZ: phoenix },
  defaults: bash,
  concurrency: { group: format`release-notes-${github.run_id}`, "cancel-in-progress": false },
  jobs: [notes],
  header: ["Writes release notes from the git log and the Unreleased section of the CHANGELOG."],
});
