import { job, run, serial, sh, triggers, workflow } from "yardmaster";
import { checkout, setupNode } from "../generated/actions.ts";

const { on } = triggers({ release: { types: ["published"] } });

const publish = job("publish", {
  "runs-on": "ubuntu-24.04",
  environment: "npm",
  permissions: { contents: "read", "id-token": "write" },
  "timeout-minutes": 15,
  steps: [
    checkout({ "persist-credentials": false }),
    setupNode({
      "node-version": "24",
      "package-manager-cache": false,
    }),
    run({ name: "Install" }, sh`npm ci`),
    run({ name: "Test" }, sh`npm test`),
    run({ name: "Publish" }, sh`npm publish --access public`),
  ],
});

export const npmPublish = workflow("npm-publish", {
  on,
  permissions: {},
  concurrency: serial("npm-publish"),
  jobs: [publish],
});
