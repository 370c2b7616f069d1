import { choice, format, job, run, serial, sh, triggers, workflow } from "yardmaster";
import { checkout, configureAwsCredentials } from "../generated/actions.ts";

const { on, inputs, vars } = triggers(
  { workflow_dispatch: { inputs: { stage: choice(["staging", "production"], { required: true }) } } },
  { vars: ["AWS_ROLE", "AWS_REGION", "BUCKET"] },
);

const upload = job("deploy", {
  "runs-on": "ubuntu-24.04",
  environment: inputs.stage,
  permissions: { contents: "read", "id-token": "write" },
  "timeout-minutes": 20,
  steps: [
    checkout({ "persist-credentials": false }),
    configureAwsCredentials({ "role-to-assume": vars.AWS_ROLE, "aws-region": vars.AWS_REGION }),
    run({ name: "Upload" }, sh`aws s3 sync --delete site/ s3://${vars.BUCKET}/`),
  ],
});

export const deploy = workflow("deploy", {
  on,
  permissions: {},
  concurrency: serial(format`deploy-${inputs.stage}`),
  jobs: [upload],
});
