import { format, job, latestOnly, run, sh, stepUnit, text, triggers, workflow } from "yardmaster";
import { checkout, setupNode } from "../generated/actions.ts";

const setUp = stepUnit(
  ".github/actions/set-up",
  {
    emit: "composite",
    name: "Set up",
    description: "Node and the dependencies.",
    inputs: { node: text({ default: "24", description: "A version of Node." }) },
  },
  ({ inputs }) => ({
    steps: [
      setupNode({ "node-version": inputs.node, "package-manager-cache": false }),
      run({ name: "Install" }, sh`npm ci`),
    ],
  }),
);
export const setUpAction = setUp.action;

const { on, github } = triggers({ push: { branches: ["main"] }, pull_request: null });
const shared = { "runs-on": "ubuntu-24.04", permissions: { contents: "read" }, "timeout-minutes": 15 } as const;
const source = checkout({ "persist-credentials": false });
const lint = job("lint", { ...shared, steps: [source, ...setUp({}).steps, run(sh`npm run lint`)] });
const oldest = job("oldest", { ...shared, steps: [source, ...setUp({ node: "22" }).steps, run(sh`npm test`)] });

export const composite = workflow("composite", {
  on,
  permissions: {},
  concurrency: latestOnly(format`composite-${github.ref}`),
  jobs: [lint, oldest],
});
