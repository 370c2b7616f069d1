import { eq, format, job, run, sh, triggers, workflow } from "@yardmaster/dsl";
import { checkout, setupNode } from "../generated/actions.ts";
import { bash, nodeVersion, phoenix, ubuntu } from "./shared/runtime.ts";

const { on, github } = triggers({ push: { branches: ["main"] }, pull_request: {} });

const prepare = () => [
  checkout({ "persist-credentials": false }, { name: "Check out" }),
  setupNode({ "node-version": nodeVersion, "package-manager-cache": false }, { name: "Set up Node" }),
];

const drift = job("drift", {
  name: "Generated files are up to date",
  "runs-on": ubuntu,
  permissions: { contents: "read" },
  "timeout-minutes": 10,
  steps: [
    ...prepare(),
    run({ name: "Install" }, sh`npm ci --ignore-scripts`),
    run({ name: "Compare with the sources" }, sh`npm run check:workflows`),
  ],
});

const gates = job("gates", {
  name: "Tests and gates",
  "runs-on": ubuntu,
  permissions: { contents: "read" },
  "timeout-minutes": 60,
  steps: [...prepare(), run({ name: "Run every gate" }, sh`bash .ci/run`)],
});

export const ci = workflow("ci", {
  on,
  permissions: {},
  env: { TZ: phoenix },
  defaults: bash,
  concurrency: {
    group: format`ci-${github.ref}`,
    "cancel-in-progress": eq(github.event_name, "pull_request"),
  },
  jobs: [drift, gates],
});
