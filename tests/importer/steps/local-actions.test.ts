import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "../../cli/repository.ts";

const test = suite("steps that use actions of the repository");

const setUp = `name: Set up
description: Node and what is installed.
inputs:
  node: { description: A version., default: "24" }
  token: { description: Reads packages., required: true }
outputs:
  hit: { description: Whether there was a cache., value: "\${{ steps.cache.outputs.cache-hit }}" }
runs:
  using: composite
  steps:
    - uses: actions/setup-node@v6
      with: { node-version: "\${{ inputs.node }}", token: "\${{ inputs.token }}" }
    # Kept for a week.
    - id: cache
      uses: actions/cache@v5
      with: { path: ~/.npm, key: "npm-\${{ runner.os }}" }
    - if: steps.cache.outputs.cache-hit != 'true'
      run: npm ci
      shell: bash
    - uses: ./.github/actions/lint
`;

const lint = `name: Lint
description: Looks at all files.
runs: { using: composite, steps: [{ run: npm run lint, shell: bash }] }
`;

const ci = `on: push
permissions: {}
jobs:
  a:
    runs-on: ubuntu-24.04
    outputs: { hit: "\${{ steps.set-up.outputs.hit }}" }
    steps:
      - uses: actions/checkout@v6
      - id: set-up
        uses: ./.github/actions/set-up
        with: { token: "\${{ github.token }}", node: 22 }
      - uses: ./.github/actions/lint
        if: always()
      - uses: ./.github/actions/lint/
`;

const expected = `import { always, job, triggers, use, useFolder, useLocal, workflow } from "yardmaster";
import { lint } from "./lint.action.ts";
import { setUp as setUpAction } from "./set-up.action.ts";

const { on, github } = triggers({ push: null });
const setUp = useLocal(setUpAction, { token: github.token, node: "22" }, { id: "set-up" });
const a = job("a", {
  "runs-on": "ubuntu-24.04",
  outputs: { hit: setUp.outputs.hit },
  steps: [use("actions/checkout@v6"), setUp, useLocal(lint, {}, { if: always() }), useFolder(".github/actions/lint/")],
});

export const ci = workflow("ci", { name: null, on, permissions: {}, jobs: [a] });
`;

const expectedAction = `  ({ inputs, runner }) => {
    const cache = use(
      "actions/cache@v5",
      { path: "~/.npm", key: format\`npm-\${runner.os}\` },
      { note: "Kept for a week.", id: "cache", outputs: ["cache-hit"] },
    );
    return {
      steps: [
        use("actions/setup-node@v6", { "node-version": inputs.node, token: inputs.token }),
        cache,
        run({ if: ne(cache.outputs["cache-hit"], "true"), shell: "bash" }, sh\`npm ci\`),
        useLocal(lint),
      ],
`;

test("take the handles of those that are imported as well", async () => {
  const repository = makeRepository({
    ".github/actions/set-up/action.yml": setUp,
    ".github/actions/lint/action.yml": lint,
    ".github/workflows/ci.yml": ci,
  });
  try {
    const { code, stdout } = await repository.run(["import"]);
    assert.is(code, 0, stdout);
    assert.is(repository.read("workflows-src/ci.workflow.ts"), expected);
    assert.match(repository.read("workflows-src/set-up.action.ts"), expectedAction);
    assert.is((await repository.run(["gen"])).stdout, "3 files: 3 unchanged\n");
  } finally {
    repository.dispose();
  }
});

test.run();
