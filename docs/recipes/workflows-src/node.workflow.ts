import { format, job, latestOnly, run, sh, triggers, workflow } from "yardmaster";
import { checkout, setupNode } from "../generated/actions.ts";

const { on, github } = triggers({ push: { branches: ["main"] }, pull_request: null });

const test = job("test", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 15,
  steps: [
    checkout({ "persist-credentials": false }),
    setupNode({ "node-version-file": ".nvmrc", cache: "npm" }),
    run({ name: "Install" }, sh`npm ci`),
    run({ name: "Lint" }, sh`npm run lint`),
    run({ name: "Types" }, sh`npm run typecheck`),
    run({ name: "Test" }, sh`npm test`),
    run({ name: "Pack" }, sh`npm pack --dry-run`),
  ],
});

export const node = workflow("node", {
  on,
  permissions: {},
  concurrency: latestOnly(format`node-${github.ref}`),
  jobs: [test],
});
