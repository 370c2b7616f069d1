import { workflowModel } from "@yardmaster/compiler/lint";
import type { WorkflowFact } from "@yardmaster/core";
import { simulate } from "@yardmaster/simulator";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, repositoryOf } from "../../helpers/simulated-files.ts";

const count = 300;
/** Measured: about 4, also on a busy machine. */
const mostTimesReading = 15;

/** Each with expressions of its own, so that nothing is known from another. */
function textOf(index: number): string {
  return `name: Workflow ${index}
on: {push: {branches: [main, 'releases/**'], paths-ignore: ['docs/**']}}
permissions: {contents: read}
concurrency: {group: "ci-${index}-\${{ github.ref }}", cancel-in-progress: true}
env: {LEVEL: "${index}"}
jobs:
  plan:
    runs-on: ubuntu-24.04
    outputs: {version: "\${{ steps.version.outputs.v${index} }}"}
    steps:
      - uses: actions/checkout@v4
      - {id: version, run: 'echo "v${index}=1" >> "$GITHUB_OUTPUT"'}
  test:
    needs: plan
    if: github.event.head_commit.message != 'skip ${index}'
    strategy: {matrix: {os: [ubuntu-24.04, windows-2025], node: [20, 22, 24]}}
    runs-on: \${{ matrix.os }}
    steps:
      - uses: actions/checkout@v4
      - {uses: actions/setup-node@v4, with: {node-version: "\${{ matrix.node }}"}}
      - {run: npm ci, env: {TOKEN: "\${{ secrets.TOKEN_${index} }}"}}
      - {run: npm test, if: "matrix.node > 20 || needs.plan.outputs.version == '${index}'"}
  publish:
    needs: [plan, test]
    if: github.ref == 'refs/heads/main' && needs.plan.outputs.version
    permissions: {contents: read, id-token: write}
    runs-on: ubuntu-24.04
    environment: production
    steps:
      - {run: "npm publish --tag \${{ needs.plan.outputs.version }}", env: {N: "\${{ vars.NUMBER_${index} }}"}}
`;
}

const test = suite("what a simulation costs");
test("no more than a few times what reading its workflows costs", () => {
  const texts = Array.from({ length: count }, (_, index) => textOf(index));
  const beforeReading = process.cpuUsage();
  const workflows = new Map(
    texts.flatMap((text, index): [string, WorkflowFact][] => {
      const file = `.github/workflows/${index}.yml`;
      const model = workflowModel(readYaml(text, file).model);
      return model ? [[file, { file, model }]] : [];
    }),
  );
  const reading = microseconds(beforeReading);
  const repository = repositoryOf({}, { workflows });
  const beforeSimulating = process.cpuUsage();
  const { workflows: traces } = simulate(repository, eventOf());
  const simulating = microseconds(beforeSimulating);
  assert.is(traces.filter(({ run }) => run?.jobs.length === 3).length, count);
  const ratio = simulating / reading;
  assert.ok(ratio < mostTimesReading, `${ratio.toFixed(2)} times the reading`);
});
test.run();

function microseconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
