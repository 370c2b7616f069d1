import type { Task } from "@yardmaster/core";
import type { GitHub, GitHubError, RepositoryName, WorkflowRun } from "@yardmaster/github";
import { sameName } from "../event/same-name.ts";
import { fullName, splitName } from "../plan/plan-dispatch.ts";
import type { CommandStatus, TargetStatus } from "../status/command-status.ts";
import type { StatusComment } from "../status/conversation.ts";
import { quote } from "../text/visible-text.ts";
import { isRunOf, lookForRun, sourceOf } from "./look-for-run.ts";

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

/** The status was written after the request went out, at most a deadline after it. */
const longestRunMilliseconds = 6 * 3_600_000;

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
    const targets = comment.status.targets.filter((target) => mayBeAsked(target, task, own));
    return targets.map((target) => ({ comment, target, task }));
  });
  const runs: IssueRun[] = [];
  for (const { comment, target, task } of named.slice(0, maximumRunsShown)) {
    const { id, at } = comment.status;
    const source = sourceOf(task.dispatch, splitName(target.repository));
    const since = new Date(Date.parse(at) - longestRunMilliseconds);
    const run = target.run
      ? await github.workflowRun(source.repository, Number(target.run.id))
      : await lookForRun({ source, correlationId: id, since }, github);
    const isOurs = run.ok && run.value && isRunOf(run.value, id, source);
    const error = run.ok || run.error.kind === "not-found" ? undefined : run.error;
    if (target.run || isOurs || error) runs.push({ comment, target, run: isOurs ? run.value : undefined, error });
  }
  return runs;
}

/** Without a run's id only a task whose runs carry the command's can be looked for. */
function mayBeAsked({ run, result, repository }: TargetStatus, { dispatch }: Task, own: RepositoryName): boolean {
  const repositories = dispatch.repositories.length > 0 ? dispatch.repositories : [fullName(own)];
  const isOfTask = repositories.some((each) => sameName(each, repository));
  const mayHaveStarted = ["dispatched", "unknown", "sending"].includes(result);
  return isOfTask && (run !== null || (mayHaveStarted && dispatch.correlation !== undefined));
}

export function isFinished(run: WorkflowRun): boolean {
  return run.status === "completed";
}

/** `in_progress`, or `completed: success`. */
function printProgress({ status, conclusion }: WorkflowRun): string {
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
