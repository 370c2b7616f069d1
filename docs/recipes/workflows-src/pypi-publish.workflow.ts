import { job, run, serial, sh, triggers, workflow } from "yardmaster";
import { checkout, downloadArtifact, ghActionPypiPublish, setupPython, uploadArtifact } from "../generated/actions.ts";

const { on } = triggers({ release: { types: ["published"] } });

const build = job("build", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 15,
  steps: [
    checkout({ "persist-credentials": false }),
    setupPython({ "python-version": "3.14" }),
    run({ name: "Install" }, sh`python -m pip install --require-hashes -r requirements-build.txt`),
    run({ name: "Build" }, sh`python -m build`),
    uploadArtifact({ name: "dist", path: "dist/", "if-no-files-found": "error" }),
  ],
});
const publish = job("publish", {
  "runs-on": "ubuntu-24.04",
  needs: [build],
  environment: "pypi",
  permissions: { "id-token": "write" },
  "timeout-minutes": 10,
  steps: [downloadArtifact({ name: "dist", path: "dist" }), ghActionPypiPublish()],
});

export const pypiPublish = workflow("pypi-publish", {
  on,
  permissions: {},
  concurrency: serial("pypi-publish"),
  jobs: [build, publish],
});
