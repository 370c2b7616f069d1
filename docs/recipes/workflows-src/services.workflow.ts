import { format, job, latestOnly, run, sh, triggers, workflow } from "yardmaster";
import { checkout, setupNode } from "../generated/actions.ts";

const { on, github } = triggers({ push: { branches: ["main"] }, pull_request: null });

const test = job("test", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 20,
  services: {
    postgres: {
      image: "postgres:18.1",
      env: { POSTGRES_HOST_AUTH_METHOD: "trust" },
      ports: ["5432:5432"],
      options: "--health-cmd pg_isready --health-interval 5s --health-retries 10",
    },
  },
  steps: [
    checkout({ "persist-credentials": false }),
    setupNode({ "node-version": "24", cache: "npm" }),
    run({ name: "Install" }, sh`npm ci`),
    run({ name: "Test", env: { DATABASE_URL: "postgres://postgres@localhost:5432/postgres" } }, sh`npm test`),
  ],
});

export const services = workflow("services", {
  on,
  permissions: {},
  concurrency: latestOnly(format`services-${github.ref}`),
  jobs: [test],
});
