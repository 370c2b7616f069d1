import type { Task } from "@yardmaster/core";
import type { GitHub, GitHubError, WorkflowRun } from "@yardmaster/github";
import { carriesId } from "../claim/correlation-id.ts";
import type { CommandStatus, TargetStatus } from "../reply/command-status.ts";
import type { StatusComment } from "../reply/conversation.ts";
import { quote } from "../visible-text.ts";

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
 * Asks for the runs that the status comments of these tasks name. Run ids come from comments of our own account alone, and
 * a run counts only when its title carries the command's id: whatever else writes as that account cannot name others.
 */
export async function readIssueRuns(
  statuses: readonly StatusComment[],
  tasks: readonly Task[],
  github: Pick<GitHub, "workflowRun">,
): Promise<readonly IssueRun[]> {
  const names = tasks.map((task) => task.name);
  const named = statuses
    .toReversed()
    .flatMap((comment) =>
      comment.status.task !== null && names.includes(comment.status.task)
        ? comment.status.targets.flatMap((target) =>
            target.run ? [{ comment, target, id: Number(target.run.id) }] : [],
          )
        : [],
    );
  const runs: IssueRun[] = [];
  for (const { comment, target, id } of named.slice(0, maximumRunsShown)) {
    const [owner = "", repo = ""] = target.repository.split("/");
    const run = await github.workflowRun({ owner, repo }, id);
    const isOurs = run.ok && carriesId(run.value.displayTitle, comment.status.id);
    const error = run.ok || run.error.kind === "not-found" ? undefined : run.error;
    runs.push({ comment, target, run: isOurs ? run.value : undefined, error });
  }
  return runs;
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
  const what = `${comment.status.task} ${target.repository} run ${target.run?.id ?? ""}`;
  if (error) return `${what}: unknown, ${quote(error.message, 200)}`;
  return run ? `${what}: ${printProgress(run)}, ${run.htmlUrl}` : `${what}: there is no such run of this command`;
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
