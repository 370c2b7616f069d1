import type { Result } from "@yardmaster/core";
import type { GitHubError, RepositoryName } from "./github.ts";

/** What GitHub tells of a finished run, as it tells it: JSON that nobody has looked at. */
export interface RunReads {
  /**
   * GET /repos/{owner}/{repo}/actions/runs/{run_id}, or of an earlier attempt …/attempts/{attempt_number}. Needs the permission
   * Actions: read.
   */
  run(repository: RepositoryName, id: number, attempt?: number): Promise<Result<unknown, GitHubError>>;
  /** GET …/jobs of the same: all pages up to 3,000 jobs; more are an error, never a part. */
  jobs(repository: RepositoryName, id: number, attempt?: number): Promise<Result<readonly unknown[], GitHubError>>;
}
