import { eq, firstOf, format, job, latestOnly, requiredCheck, run, sh, triggers, workflow } from "yardmaster";
import { checkout, setupNode } from "../generated/actions.ts";

const { on, github } = triggers({ pull_request: null, merge_group: null });
const base = firstOf(github.event.pull_request.base.sha, github.event.merge_group.base_sha);

const look = run(
  { name: "Look at the paths", outputs: ["api", "web"] },
  sh`
    for part in api web; do
      if git diff --quiet ${{ BASE: base }}...HEAD -- "$part" package-lock.json; then changed=false; else changed=true; fi
      echo "$part=$changed" >> "$GITHUB_OUTPUT"
    done
  `,
);
const changes = job("changes", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 5,
  outputs: { api: look.outputs.api, web: look.outputs.web },
  steps: [checkout({ "fetch-depth": 0, "persist-credentials": false }), look],
});

const testOf = (part: "api" | "web") =>
  job(part, {
    "runs-on": "ubuntu-24.04",
    if: eq(changes.outputs[part], "true"),
    permissions: { contents: "read" },
    "timeout-minutes": 15,
    steps: [
      checkout({ "persist-credentials": false }),
      setupNode({ "node-version": "24", cache: "npm" }),
      run({ name: "Install" }, sh`npm ci`),
      run({ name: "Test" }, sh`npm test --workspace ${part}`),
    ],
  });
const api = testOf("api");
const web = testOf("web");

export const monorepo = workflow("monorepo", {
  on,
  permissions: {},
  concurrency: latestOnly(format`monorepo-${github.ref}`),
  jobs: [changes, api, web, requiredCheck("all-green", [changes, api, web])],
});
