import {
  and,
  eq,
  firstOf,
  format,
  hashFiles,
  job,
  latestOnly,
  lines,
  matrix,
  noted,
  run,
  sh,
  startsWith,
  triggers,
  unsafeScript,
  use,
  verbatim,
  workflow,
} from "yardmaster";

const { on, github, secrets, runner } = triggers(
  {
    push: { branches: ["main", "release/**"] },
    pull_request: { "paths-ignore": noted(["docs/**", "**.md"], "Documentation has a workflow of its own.") },
  },
  { secrets: ["COVERAGE_TOKEN"] },
);

const legs = matrix({
  os: ["ubuntu-latest", "windows-latest"],
  node: [20, 22],
  include: [noted({ os: "ubuntu-latest", node: 18 }, "The oldest version that we still promise.")],
});

const test = job("test", {
  name: format`Test (${legs.os}, Node ${legs.node})`,
  "runs-on": legs.os,
  "timeout-minutes": 20,
  strategy: { "fail-fast": false, matrix: legs },
  steps: [
    use("actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"),
    use("actions/setup-node@39370e3970a6d050c480ffad4ff0ed4d3fdee5af # v4.1.0", { "node-version": legs.node }),
    use("actions/cache@6849a6489940f00c2f30c0fb92c6274307ccb58a # v4.1.2", {
      path: lines`
        ~/.npm
        .cache/fixtures
      `,
      key: format`npm-${runner.os}-${hashFiles("package-lock.json")}`,
      "restore-keys": format`npm-${runner.os}-`,
    }),
    run(verbatim`npm ci`),
    run(verbatim`npm test -- --reporter=github`),
    run(
      {
        name: "Upload coverage",
        if: noted(and(eq(legs.os, "ubuntu-latest"), eq(legs.node, 22)), "One leg is enough."),
        env: { TOKEN: secrets.COVERAGE_TOKEN },
      },
      unsafeScript`npx coverage-upload --token "$TOKEN" --branch "${github.ref_name}"`,
    ),
  ],
});

const version = run(
  { id: "version", outputs: ["version"] },
  sh`
    version=$(node --print 'require("./package.json").version')
    echo "version=$version" >> "$GITHUB_OUTPUT"
  `,
);

const packageJob = job("package", {
  needs: [test],
  "runs-on": "ubuntu-latest",
  outputs: { version: version.outputs.version },
  steps: [use("actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"), version, run(sh`npm pack`)],
});

const announce = job("announce", {
  note: { at: { steps: { last: "The channel is told by hand until then." } } },
  if: and(eq(github.event_name, "push"), startsWith(github.ref, "refs/heads/release/")),
  "runs-on": "ubuntu-latest",
  steps: [run(unsafeScript`echo "Packed ${packageJob.outputs.version}" >> "$GITHUB_STEP_SUMMARY"`)],
});

export const median = workflow("median", {
  name: "CI",
  on,
  concurrency: noted(
    latestOnly(format`${github.workflow}-${firstOf(github.head_ref, github.run_id)}`),
    "A newer push to a pull request makes the older run pointless.",
  ),
  permissions: { contents: "read" },
  jobs: [test, packageJob, announce],
});
