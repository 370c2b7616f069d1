import { job, run, serial, sh, triggers, workflow } from "yardmaster";
import { checkout, deployPages, setupNode, uploadPagesArtifact } from "../generated/actions.ts";

const { on } = triggers({ push: { branches: ["main"] }, workflow_dispatch: null });

const build = job("build", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 15,
  steps: [
    checkout({ "persist-credentials": false }),
    setupNode({ "node-version": "24", "package-manager-cache": false }),
    run({ name: "Install" }, sh`npm ci`),
    run({ name: "Build" }, sh`npm run build`),
    uploadPagesArtifact({ path: "dist" }),
  ],
});
const deployment = deployPages();
const deploy = job("deploy", {
  "runs-on": "ubuntu-24.04",
  needs: [build],
  environment: { name: "github-pages", url: deployment.outputs.page_url },
  permissions: { pages: "write", "id-token": "write" },
  "timeout-minutes": 10,
  steps: [deployment],
});

export const pages = workflow("pages", {
  on,
  permissions: {},
  concurrency: serial("pages"),
  jobs: [build, deploy],
});
