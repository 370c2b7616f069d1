import { format, job, run, serial, sh, triggers, workflow } from "yardmaster";
import { attestBuildProvenance, checkout, downloadArtifact, uploadArtifact } from "../generated/actions.ts";

const { on, github } = triggers({ push: { tags: ["v*"] } });

const build = job("build", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 30,
  steps: [
    checkout({ "persist-credentials": false }),
    run({ name: "Build" }, sh`make dist`),
    uploadArtifact({ name: "dist", path: "dist/", "if-no-files-found": "error" }),
  ],
});
const publish = job("publish", {
  "runs-on": "ubuntu-24.04",
  needs: [build],
  environment: "release",
  permissions: { contents: "write", "id-token": "write", attestations: "write" },
  "timeout-minutes": 10,
  steps: [
    downloadArtifact({ name: "dist", path: "dist" }),
    attestBuildProvenance({ "subject-path": "dist/*" }),
    run(
      { name: "Release", env: { GH_TOKEN: github.token, GH_REPO: github.repository } },
      sh`gh release create ${github.ref_name} --verify-tag --generate-notes dist/*`,
    ),
  ],
});

export const release = workflow("release", {
  on,
  permissions: {},
  concurrency: serial(format`release-${github.ref}`),
  jobs: [build, publish],
});
