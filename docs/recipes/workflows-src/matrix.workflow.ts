import { format, job, latestOnly, matrix, requiredCheck, run, sh, triggers, workflow } from "yardmaster";
import { checkout, setupNode } from "../generated/actions.ts";

const { on, github } = triggers({ push: { branches: ["main"] }, pull_request: null, merge_group: null });
const legs = matrix({
  os: ["ubuntu-24.04", "macos-15", "windows-2025"],
  node: ["22", "24"],
  exclude: [{ os: "macos-15", node: "22" }],
});

const test = job("test", {
  "runs-on": legs.os,
  permissions: { contents: "read" },
  "timeout-minutes": 20,
  strategy: { "fail-fast": false, matrix: legs },
  steps: [
    checkout({ "persist-credentials": false }),
    setupNode({ "node-version": legs.node, "package-manager-cache": false }),
    run({ name: "Install" }, sh`npm ci`),
    run({ name: "Test" }, sh`npm test`),
  ],
});

export const build = workflow("matrix", {
  on,
  permissions: {},
  concurrency: latestOnly(format`matrix-${github.ref}`),
  jobs: [test, requiredCheck("all-green", [test])],
});
