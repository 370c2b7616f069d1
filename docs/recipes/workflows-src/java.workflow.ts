import { failure, format, job, latestOnly, run, sh, triggers, workflow } from "yardmaster";
import { checkout, setupJava, uploadArtifact } from "../generated/actions.ts";

const { on, github } = triggers({ push: { branches: ["main"] }, pull_request: null });

const verify = job("verify", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": 30,
  steps: [
    checkout({ "persist-credentials": false }),
    setupJava({ distribution: "temurin", "java-version": "21", cache: "maven" }),
    run({ name: "Verify" }, sh`./mvnw --batch-mode verify`),
    uploadArtifact(
      { name: "reports", path: "**/target/surefire-reports/", "retention-days": 7 },
      { name: "Keep the reports", if: failure() },
    ),
  ],
});

export const java = workflow("java", {
  on,
  permissions: {},
  concurrency: latestOnly(format`java-${github.ref}`),
  jobs: [verify],
});
