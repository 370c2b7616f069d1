import { ok, type Result, type Task, type TaskDispatch } from "@yardmaster/core";
import type { GitHub, GitHubError, RepositoryName, WorkflowRun } from "@yardmaster/github";
import { carriesId } from "../claim/correlation-id.ts";
import { sameName } from "../gate/same-name.ts";
import type { CommandStatus, TargetStatus } from "../reply/command-status.ts";
import type { StatusComment } from "../reply/conversation.ts";
import { quote } from "../visible-text.ts";
import { isRunOf } from "./look-for-run.ts";
import { fullName, splitName } from "./plan-dispatch.ts";

/** A run that a command on this issue has started, as its status comment says, and what GitHub says of it. */
export interface IssueRun {
  readonly comment: StatusComment;
  readonly target: TargetStatus;
  /** Undefined: GitHub knows no such run of this command. */
  readonly run: WorkflowRun | undefined;
  readonly error: GitHubError | undefined;
}

/** The newest come first; older ones are not asked for. */
export const maximumRunsShown = 20;

/**
 * Asks for the runs that these tasks have started, as the status comments say: by the run's id, or by the correlation id
 * where GitHub had named no run. People with the role write can edit those comments, so they only point at runs: one
 * counts when it is in a repository of the task, of the task's workflow, and carries the command's id in its title.
 * @param own In which the commands were given.
 */
export async function readIssueRuns(
  statuses: readonly StatusComment[],
  tasks: readonly Task[],
  own: RepositoryName,
  github: Pick<GitHub, "workflowRun" | "workflowRuns">,
): Promise<readonly IssueRun[]> {
  const named = statuses.toReversed().flatMap((comment) => {
    const task = tasks.find((each) => each.name === comment.status.task);
    if (!task) return [];
    const targets = comment.status.targets.filter((target) => mayHaveRun(target, task, own));
    return targets.map((target) => ({ comment, target, task }));
  });
  const runs: IssueRun[] = [];
  for (const { comment, target, task } of named.slice(0, maximumRunsShown)) {
    const run = target.run
      ? await github.workflowRun(splitName(target.repository), Number(target.run.id))
      : await findRun(comment.status, target, task, github);
    const isOurs = run.ok && run.value && isRunOf(run.value, comment.status.id, workflowOf(task.dispatch));
    const error = run.ok || run.error.kind === "not-found" ? undefined : run.error;
    if (target.run || isOurs || error) runs.push({ comment, target, run: isOurs ? run.value : undefined, error });
  }
  return runs;
}

function mayHaveRun({ run, result, repository }: TargetStatus, { dispatch }: Task, own: RepositoryName): boolean {
  const repositories = dispatch.repositories.length > 0 ? dispatch.repositories : [fullName(own)];
  const isOfTask = repositories.some((each) => sameName(each, repository));
  return isOfTask && (run !== null || ["dispatched", "unknown", "sending"].includes(result));
}

function workflowOf(dispatch: TaskDispatch): string | undefined {
  return dispatch.event === "workflow_dispatch" ? dispatch.workflow : undefined;
}

/** The status was written after the request went out, at most a deadline after it. */
const longestRunMilliseconds = 6 * 3_600_000;

async function findRun(
  { id, at }: CommandStatus,
  { repository }: TargetStatus,
  { dispatch }: Task,
  github: Pick<GitHub, "workflowRuns">,
): Promise<Result<WorkflowRun | undefined, GitHubError>> {
  if (dispatch.correlation === undefined) return ok(undefined);
  const { event } = dispatch;
  const workflow = dispatch.event === "workflow_dispatch" ? { workflow: dispatch.workflow } : {};
  const createdSince = new Date(Date.parse(at) - longestRunMilliseconds);
  const runs = await github.workflowRuns({ repository: splitName(repository), ...workflow, event, createdSince });
  return runs.ok ? ok(runs.value.findLast((run) => carriesId(run.displayTitle, id))) : runs;
}

export function isFinished(run: WorkflowRun): boolean {
  return run.status === "completed";
}

/** `in_progress`, or `completed: success`. */
export function printProgress({ status, conclusion }: WorkflowRun): string {
  return conclusion === undefined ? status : `${status}: ${conclusion}`;
}

/** For the answer to `status`: `release-notes acme/widget run 16000000001: completed: success, https://…`. */
export function printIssueRun({ comment, target, run, error }: IssueRun): string {
  const what = `${comment.status.task} ${target.repository} run ${run?.id ?? target.run?.id ?? "not named"}`;
  if (error) return `${what}: unknown, ${quote(error.message, 200)}`;
  return run ? `${what}: ${printProgress(run)}, ${run.htmlUrl}` : `${what}: the token sees no such run of this command`;
}

/** The status with what is now known of its runs; the same object where nothing is new. */
export function withProgress(status: CommandStatus, runs: readonly IssueRun[]): CommandStatus {
  const progressOf = (target: TargetStatus): string | null => {
    const known = runs.find(
      (each) => each.comment.status.id === status.id && each.target.repository === target.repository && each.run,
    );
    return known?.run ? printProgress(known.run) : target.progress;
  };
  const targets = status.targets.map((target) => ({ ...target, progress: progressOf(target) }));
  return targets.every((target, index) => target.progress === status.targets[index]?.progress)
    ? status
    : { ...status, targets };
}
