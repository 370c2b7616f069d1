import { format, job, latestOnly, run, sh, triggers, workflow } from "yardmaster";
import { checkout, setupPython } from "../generated/actions.ts";

const { on, github } = triggers({ push: { branches: ["main"] }, pull_request: null });

const test = job("test", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 15,
  strategy: { "fail-fast": false, matrix: { python: ["3.10", "3.13", "3.14"] } },
  steps: ({ matrix }) => [
    checkout({ "persist-credentials": false }),
    setupPython({ "python-version": matrix.python, cache: "pip" }),
    run({ name: "Install" }, sh`python -m pip install --require-hashes -r requirements-dev.txt`),
    run({ name: "Lint" }, sh`python -m ruff check .`),
    run({ name: "Test" }, sh`python -m pytest`),
  ],
});

export const python = workflow("python", {
  on,
  permissions: {},
  concurrency: latestOnly(format`python-${github.ref}`),
  jobs: [test],
});
