import { format, job, latestOnly, run, sh, triggers, workflow } from "yardmaster";
import { checkout, setupGo } from "../generated/actions.ts";

const { on, github } = triggers({ push: { branches: ["main"] }, pull_request: null });

const test = job("test", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 15,
  steps: [
    checkout({ "persist-credentials": false }),
    setupGo({ "go-version-file": "go.mod" }),
    run({ name: "Modules are tidy" }, sh`go mod tidy -diff`),
    run({ name: "Vet" }, sh`go vet ./...`),
    run({ name: "Test" }, sh`go test -race ./...`),
  ],
});

export const go = workflow("go", {
  on,
  permissions: {},
  concurrency: latestOnly(format`go-${github.ref}`),
  jobs: [test],
});
