import { format, job, matrix, run, sh, triggers, workflow } from "yardmaster";
import { checkout, downloadArtifact, setupNode, uploadArtifact } from "../generated/actions.ts";
import { bash, nodeVersion, phoenix, ubuntu } from "./shared/runtime.ts";

const { on, github } = triggers({ push: { tags: ["v*"] } });

/** Staging needs 11.15: https://docs.npmjs.com/staged-publishing. */
const npmVersion = "11.19.1";
/** Handed on by the job that uploads: when the next one alone runs again, the attempt is another. */
const artifact = format`packages-${github.run_id}-${github.run_attempt}`;
const node = () => setupNode({ "node-version": nodeVersion, "package-manager-cache": false }, { name: "Set up Node" });

const judge = run(
  { id: "judge", name: "Judge the tag", outputs: ["dist-tag"] },
  sh`node scripts/github/check_release.ts --tag=${github.ref_name} --repository=${github.repository}`,
);

const build = job("build", {
  name: "Check and build",
  "runs-on": ubuntu,
  permissions: { contents: "read" },
  "timeout-minutes": 60,
  outputs: { artifact, "dist-tag": judge.outputs["dist-tag"] },
  steps: [
    checkout({ "persist-credentials": false }, { name: "Check out" }),
    node(),
    judge,
    run({ name: "Run every gate" }, sh`bash .ci/run`),
    run({ name: "Build twice" }, sh`npm run package -- --twice`),
    uploadArtifact(
      { name: artifact, path: "dist/*.tgz", "if-no-files-found": "error", "retention-days": 30 },
      { name: "Hand over" },
    ),
  ],
});

const legs = matrix({ package: ["yardmaster", "yardmaster-orchestrator"] });

const stage = job("stage", {
  name: format`Stage ${legs.package}`,
  note: [
    "Runs nothing of this repository: what npm is asked to stage is what the job before has built.",
    "npm takes the run's identity for its trusted publisher; a person frees what is staged: docs/release.md.",
  ],
  environment: "npm",
  "runs-on": ubuntu,
  permissions: { "id-token": "write" },
  "timeout-minutes": 10,
  strategy: { "fail-fast": false, matrix: legs },
  steps: [
    node(),
    run({ name: "Set up npm" }, sh`npm install --global --ignore-scripts ${`npm@${npmVersion}`}`),
    downloadArtifact({ name: build.outputs.artifact, path: "dist" }, { name: "Take over" }),
    run(
      { name: "Stage", "working-directory": "dist" },
      sh`npm stage publish ./${legs.package}-[0-9]*.tgz --access public --tag ${build.outputs["dist-tag"]}`,
    ),
  ],
});

export const release = workflow("release", {
  on,
  permissions: {},
  env: { TZ: phoenix },
  defaults: bash,
  concurrency: { group: format`release-${github.ref}`, "cancel-in-progress": false },
  jobs: [build, stage],
  header: ["Stages the packages of a tag at npm, where a person frees them: docs/release.md."],
});
