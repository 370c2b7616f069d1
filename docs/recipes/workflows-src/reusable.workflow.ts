import { call, choice, flag, job, run, serial, sh, text, triggers, workflow } from "yardmaster";
import { checkout } from "../generated/actions.ts";

const library = triggers({
  workflow_call: {
    inputs: {
      stage: choice(["staging", "production"], { required: true }),
      version: text({ required: true }),
      "dry-run": flag({ default: false }),
    },
    secrets: { DEPLOY_TOKEN: { required: true } },
  },
});
const { inputs, secrets } = library;
const publish = run(
  { name: "Deploy", outputs: ["url"], env: { DEPLOY_TOKEN: secrets.DEPLOY_TOKEN } },
  sh`./deploy --stage ${inputs.stage} --version ${inputs.version} --dry-run=${inputs["dry-run"]} >> "$GITHUB_OUTPUT"`,
);
const work = job("deploy", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 20,
  outputs: { url: publish.outputs.url },
  steps: [checkout({ "persist-credentials": false }), publish],
});
export const deployLibrary = workflow("reusable", {
  on: library.on,
  permissions: {},
  outputs: { url: { description: "Where it runs.", value: work.outputs.url } },
  jobs: [work],
});

const caller = triggers({ push: { tags: ["v*"] } }, { secrets: ["STAGING_TOKEN"] });
const staging = call("staging", deployLibrary, {
  with: { stage: "staging", version: caller.github.ref_name },
  secrets: { DEPLOY_TOKEN: caller.secrets.STAGING_TOKEN },
  permissions: { contents: "read" },
});
const smoke = job("smoke", {
  "runs-on": "ubuntu-24.04",
  permissions: {},
  "timeout-minutes": 5,
  steps: [run({ name: "Ask" }, sh`curl --fail --silent --show-error ${staging.outputs.url}`)],
});
export const deployStaging = workflow("reusable-caller", {
  on: caller.on,
  permissions: {},
  concurrency: serial("staging"),
  jobs: [staging, smoke],
});
