import { format, fromJSON, job, latestOnly, ne, run, sh, triggers, workflow } from "yardmaster";
import { checkout, setupNode } from "../generated/actions.ts";

const { on, github } = triggers({ push: { branches: ["main"] }, pull_request: null });

const list = run(
  { name: "List the packages", outputs: ["packages"] },
  sh`echo "packages=$(npm query .workspace | jq --compact-output 'map(.name)')" >> "$GITHUB_OUTPUT"`,
);
const plan = job("plan", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 5,
  outputs: { packages: list.outputs.packages },
  steps: [
    checkout({ "persist-credentials": false }),
    setupNode({ "node-version": "24", cache: "npm" }),
    run({ name: "Install" }, sh`npm ci`),
    list,
  ],
});
const test = job("test", {
  "runs-on": "ubuntu-24.04",
  if: ne(plan.outputs.packages, "[]"),
  permissions: { contents: "read" },
  "timeout-minutes": 15,
  strategy: { "fail-fast": false, matrix: { package: fromJSON(plan.outputs.packages, "string[]") } },
  steps: ({ matrix }) => [
    checkout({ "persist-credentials": false }),
    setupNode({ "node-version": "24", cache: "npm" }),
    run({ name: "Install" }, sh`npm ci`),
    run({ name: "Test" }, sh`npm test --workspace ${matrix.package}`),
  ],
});

export const dynamicMatrix = workflow("dynamic-matrix", {
  on,
  permissions: {},
  concurrency: latestOnly(format`dynamic-matrix-${github.ref}`),
  jobs: [plan, test],
});
