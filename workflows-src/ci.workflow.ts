import { eq, format, job, matrix, run, sh, triggers, workflow } from "yardmaster";
import { checkout, setupNode } from "../generated/actions.ts";
import { bash, nodeVersion, phoenix, ubuntu } from "./shared/runtime.ts";

const { on, github } = triggers({ push: { branches: ["main"] }, pull_request: {} });

/** @param depth how many commits are fetched: the one that runs, and those before it. */
const prepare = (depth?: number) => [
  checkout({ "persist-credentials": false, ...(depth ? { "fetch-depth": depth } : {}) }, { name: "Check out" }),
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

/** The gates run on Linux, this included. */
const systems = matrix({ os: ["macos-26", "windows-2025"] });
const packages = job("packages", {
  name: format`The package on ${systems.os}`,
  "runs-on": systems.os,
  permissions: { contents: "read" },
  "timeout-minutes": 30,
  strategy: { "fail-fast": false, matrix: systems },
  steps: [
    ...prepare(),
    run({ name: "Install" }, sh`npm ci --ignore-scripts`),
    run({ name: "Install the package elsewhere, and use it" }, sh`npm run package:try`),
  ],
});

/** The first parent of a pull request's merge is what it goes into: no value of the event is needed. */
const behaviour = job("behaviour", {
  name: "Behaviour of the workflows",
  if: eq(github.event_name, "pull_request"),
  "runs-on": ubuntu,
  permissions: { contents: "read" },
  "timeout-minutes": 10,
  steps: [
    ...prepare(2),
    run(
      { name: "Install" },
      sh`
        npm ci --ignore-scripts
        npm run build
      `,
    ),
    run(
      { name: "Say what changes" },
      sh`npx --no-install yardmaster diff HEAD^1 --format markdown >> "$GITHUB_STEP_SUMMARY"`,
    ),
  ],
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
  jobs: [drift, gates, packages, behaviour],
});
