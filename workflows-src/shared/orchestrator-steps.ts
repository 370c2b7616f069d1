import { cancelled, type Expr, format, js, not, run, type Step, sh } from "@yardmaster/dsl";
import { checkout, githubScript, setupNode, uploadArtifact } from "../../generated/actions.ts";
import { nodeVersion } from "./runtime.ts";

/** Where `rc` writes what it decided and did. */
const artifactsFolder = "artifacts/orchestrator";

/** The repository that defines the job, at the job's own commit: also when another repository calls the workflow. */
export interface OwnRepository {
  readonly workflow_repository: Expr<string, "job">;
  readonly workflow_sha: Expr<string, "job">;
}

/** Checks out and builds the programs. Install scripts stay off: the build needs none. */
export function setUpPrograms(own: OwnRepository): readonly Step<never>[] {
  return [
    checkout(
      { repository: own.workflow_repository, ref: own.workflow_sha, "persist-credentials": false },
      { name: "Check out the orchestrator" },
    ),
    setupNode({ "node-version": nodeVersion, "package-manager-cache": false }, { name: "Set up Node" }),
    run(
      { name: "Install" },
      sh`
        npm ci --ignore-scripts
        npm run build
      `,
    ),
  ];
}

/** Adds the run's sanitised summary to the workflow summary and keeps its artifacts, whatever the outcome. */
export function reportSteps(artifactName: Expr<string, "github" | "needs" | "steps">): readonly Step<never>[] {
  return [
    githubScript(
      {
        script: js`
          const { existsSync, readFileSync } = require("node:fs");
          const file = ${`${artifactsFolder}/summary.md`};
          if (existsSync(file)) await core.summary.addRaw(readFileSync(file, "utf8"), true).write();
        `,
      },
      { name: "Show the summary", if: not(cancelled()) },
    ),
    uploadArtifact(
      { name: artifactName, path: `${artifactsFolder}/*` },
      { name: "Keep the artifacts", if: not(cancelled()) },
    ),
  ];
}

/** Artifact names are per run: the attempt keeps a re-run from colliding with the one before. */
export function artifactName(
  prefix: string,
  runId: Expr<string, "needs" | "steps">,
  attempt: Expr<string, "github">,
): Expr<string, "github" | "needs" | "steps"> {
  return format`${prefix}-${runId}-${attempt}`;
}
