import { fail, ok, type Result, type TaskDispatch } from "@yardmaster/core";
import type { GitHub, GitHubError, RepositoryName, WorkflowRun, WorkflowRunQuery } from "@yardmaster/github";
import { carriesId } from "../command/correlation-id.ts";
import type { Clock } from "../host/host.ts";

/** Where GitHub lists the runs that a task starts in a repository. */
export type RunSource = Omit<WorkflowRunQuery, "createdSince">;

export function sourceOf(dispatch: TaskDispatch, repository: RepositoryName): RunSource {
  return dispatch.event === "workflow_dispatch"
    ? { repository, event: dispatch.event, workflow: dispatch.workflow }
    : { repository, event: dispatch.event };
}

/** Whether a run is one of a command: of the workflow, where it is known, and with the command's id in its title. */
export function isRunOf({ displayTitle, path }: WorkflowRun, id: string, { workflow }: RunSource): boolean {
  // GitHub may append the ref: `.github/workflows/deploy.yml@main`.
  const isOfWorkflow = workflow === undefined || path.split("@")[0] === `.github/workflows/${workflow}`;
  return isOfWorkflow && carriesId(displayTitle, id);
}

export interface LookUp {
  readonly source: RunSource;
  readonly correlationId: string;
  /** By GitHub's clock: nothing of this command is older. */
  readonly since: Date;
}

/** `cut-short`: the deadline of the run came first. */
export type Look = { readonly found: WorkflowRun } | "absent" | "cut-short";

const firstPauseMilliseconds = 1_000;
const longestPauseMilliseconds = 15_000;

/** The run whose title carries the correlation id; the oldest where there are several. */
export async function lookForRun(
  { source, correlationId, since }: LookUp,
  github: Pick<GitHub, "workflowRuns">,
): Promise<Result<WorkflowRun | undefined, GitHubError>> {
  const runs = await github.workflowRuns({ ...source, createdSince: since });
  return runs.ok ? ok(runs.value.findLast((run) => carriesId(run.displayTitle, correlationId))) : runs;
}

/** Looks again and again, at ever longer pauses, until the run is there or the instant has come; at least once. */
export async function lookUntil(
  until: Date,
  lookUp: LookUp,
  github: Pick<GitHub, "workflowRuns">,
  clock: Clock,
): Promise<Result<Look, GitHubError>> {
  for (let pause = firstPauseMilliseconds; ; pause = Math.min(pause * 2, longestPauseMilliseconds)) {
    const isLast = clock.now() >= until;
    const run = await lookForRun(lookUp, github);
    if (!run.ok) return fail(run.error);
    if (run.value) return ok({ found: run.value });
    if (isLast) return ok("absent");
    const milliseconds = Math.min(pause, Math.max(until.getTime() - clock.now().getTime(), 1));
    if (milliseconds >= clock.remainingMilliseconds()) return ok("cut-short");
    await clock.wait(milliseconds);
  }
}
