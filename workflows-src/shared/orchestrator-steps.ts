import { always, type Expr, format, js, ne, run, type Step, sh, triggers, when } from "yardmaster";
import { checkout, githubScript, setupNode, uploadArtifact } from "../../generated/actions.ts";
import { nodeVersion } from "./runtime.ts";

/** Where `rc` writes what it decided and did. */
const artifactsFolder = "artifacts/orchestrator";

/** Where the calling repository's table of tasks is checked out. */
const callerFolder = "caller";

/** The repository that defines the job, at the job's own commit: also when another repository calls the workflow. */
export interface OwnRepository {
  readonly workflow_repository: Expr<string, "job">;
  readonly workflow_sha: Expr<string, "job">;
}

/** Of one job in one attempt: no other job has it. */
export interface OwnCheckRun {
  readonly check_run_id: Expr<number, "job">;
}

/**
 * The `github` context as the runner has it. A called workflow sees its caller's event, which the type of `workflow_call`
 * cannot know; every event of a repository has `repository`.
 */
export const { github: callerGitHub } = triggers({ issue_comment: { types: ["created"] }, workflow_dispatch: null });

/**
 * Checks out and builds the programs. Install scripts stay off: the build needs none. A checkout without a repository is one of
 * the caller's: its own code would then decide who may.
 */
export function setUpPrograms(own: OwnRepository): readonly Step<never>[] {
  return [
    run(
      { name: "Insist on the orchestrator's commit" },
      sh`
        repository=${own.workflow_repository}
        sha=${own.workflow_sha}
        if [[ ! $repository =~ ^[A-Za-z0-9_-]+/[A-Za-z0-9._-]+$ || ! $sha =~ ^[0-9a-f]{40}$ ]]; then
          echo "GitHub does not say which repository and commit this job is defined by (job.workflow_repository, job.workflow_sha): nothing is run." >&2
          exit 1
        fi
      `,
    ),
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

/**
 * Fetches one file of the calling repository, at its default branch whatever the run's own ref: a branch of somebody's
 * cannot bring other tasks. git takes the path for a pattern, of which another spelling matches nothing, or another file.
 * @param tasks path from the root of that repository; empty for the orchestrator's own table
 */
export function fetchTasks(tasks: Expr<string, "inputs">): readonly Step<never>[] {
  return [
    run(
      { name: "Insist on a plain path of the tasks", if: ne(tasks, "") },
      sh`
        tasks=${tasks}
        marks='[][:cntrl:]\\*?[]'
        if [[ /$tasks/ =~ //|/\.{1,2}/|$marks|/[[:space:]]|[[:space:]]/ ]]; then
          echo "The input tasks is no plain path from the root of your repository, such as .github/orchestrator-tasks.json: it begins or ends with a slash or a blank, or holds ./, ../, //, a backslash, or one of * ? [ ]." >&2
          exit 1
        fi
      `,
    ),
    checkout(
      {
        repository: callerGitHub.repository,
        ref: callerGitHub.event.repository.default_branch,
        path: callerFolder,
        "sparse-checkout": format`/${tasks}`,
        "sparse-checkout-cone-mode": false,
        "persist-credentials": false,
      },
      { name: "Check out the caller's tasks", if: ne(tasks, "") },
    ),
  ];
}

/** Path of the table of tasks in the job's workspace. */
export function tasksFile(tasks: Expr<string, "inputs">): Expr<string, "inputs"> {
  return when(ne(tasks, ""), format`${callerFolder}/${tasks}`).otherwise("generated/orchestrator-tasks.json");
}

/**
 * Adds the run's sanitised summary to the workflow summary and keeps its artifacts, whatever the outcome: a job that ran
 * out of time or was cancelled may have sent a request.
 */
export function reportSteps(artifactName: Expr<string, "github" | "job" | "needs" | "steps">): readonly Step<never>[] {
  return [
    githubScript(
      {
        script: js`
          const { existsSync, readFileSync } = require("node:fs");
          const file = ${`${artifactsFolder}/summary.md`};
          if (existsSync(file)) await core.summary.addRaw(readFileSync(file, "utf8"), true).write();
        `,
      },
      { name: "Show the summary", if: always() },
    ),
    uploadArtifact({ name: artifactName, path: `${artifactsFolder}/*` }, { name: "Keep the artifacts", if: always() }),
  ];
}

/**
 * Artifact names are per run: the attempt keeps a re-run from colliding with the one before, the job one call of a workflow with
 * another of the same second.
 */
export function artifactName(
  prefix: string,
  runId: Expr<string, "needs" | "steps">,
  attempt: Expr<string, "github">,
  { check_run_id }: OwnCheckRun,
): Expr<string, "github" | "job" | "needs" | "steps"> {
  return format`${prefix}-${runId}-${attempt}-${check_run_id}`;
}
