import { and, eq, format, job, ne, run, sh, triggers, workflow } from "yardmaster";
import { checkout, downloadArtifact, setupNode, uploadArtifact } from "../generated/actions.ts";
import { bash, nodeVersion, phoenix, ubuntu } from "./shared/runtime.ts";

const folder = "artifacts/adopt";

const { on, github, secrets } = triggers(
  { schedule: [{ cron: "17 * * * *" }], workflow_dispatch: {} },
  { secrets: ["ADOPT_TOKEN"] },
);

const prepare = () => [
  checkout({ "persist-credentials": false }, { name: "Check out the default branch" }),
  setupNode({ "node-version": nodeVersion, "package-manager-cache": false }, { name: "Set up Node" }),
];

const artifact = format`adopt-${github.run_id}-${github.run_attempt}`;

const read = run(
  {
    id: "collect",
    name: "Adopt",
    outputs: ["adoptions"],
    env: { GITHUB_TOKEN: github.token },
    note: "Generated YAML of the pull requests is read as data, and adopted by the default branch's own program.",
  },
  sh`node scripts/github/adopt_pull_requests.ts collect artifacts/adopt/adoptions.json`,
);

const collect = job("collect", {
  name: "Read the bots' pull requests",
  if: eq(github.ref, "refs/heads/main"),
  "runs-on": ubuntu,
  permissions: { contents: "read", "pull-requests": "read" },
  "timeout-minutes": 20,
  outputs: { adoptions: read.outputs.adoptions },
  steps: [
    ...prepare(),
    run(
      { name: "Install" },
      sh`
        npm ci --ignore-scripts
        npm run build
      `,
    ),
    read,
    uploadArtifact(
      { name: artifact, path: `${folder}/adoptions.json`, "if-no-files-found": "error", "retention-days": 1 },
      { name: "Hand over" },
    ),
  ],
});

const push = job("push", {
  name: "Commit to their branches",
  note: "Installs nothing and runs nothing but the script: the token is in reach of no other code.",
  if: and(eq(github.ref, "refs/heads/main"), ne(collect.outputs.adoptions, "0")),
  environment: "adopt",
  "runs-on": ubuntu,
  permissions: { contents: "read" },
  "timeout-minutes": 10,
  steps: [
    ...prepare(),
    downloadArtifact({ name: artifact, path: folder }, { name: "Take over" }),
    run(
      { name: "Commit", env: { ADOPT_TOKEN: secrets.ADOPT_TOKEN } },
      sh`node scripts/github/adopt_pull_requests.ts push artifacts/adopt/adoptions.json`,
    ),
  ],
});

export const adopt = workflow("adopt", {
  on,
  permissions: {},
  env: { TZ: phoenix },
  defaults: bash,
  concurrency: { group: "adopt", "cancel-in-progress": false },
  jobs: [collect, push],
  header: [
    "Takes version bumps that bots made in generated workflows into the lock of actions: docs/pins.md.",
    "It starts on a clock or by hand, never by a pull request's event, so no pull request chooses what runs here.",
  ],
});
