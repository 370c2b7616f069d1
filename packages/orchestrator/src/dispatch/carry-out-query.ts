import { defineDiagnostic } from "@yardmaster/core";
import type { GitHub, RepositoryName } from "@yardmaster/github";
import { commentOf } from "../command/correlation-id.ts";
import { type CommandPlan, recordReason } from "../plan/plan-command.ts";
import { splitName } from "../plan/plan-dispatch.ts";
import { defineReason } from "../reasons/define-reason.ts";
import type { CommandRecord } from "../record/run-record.ts";
import { type IssueRun, isFinished, maximumRunsShown, printIssueRun, readIssueRuns } from "../runs/issue-runs.ts";
import type { StatusComment } from "../status/conversation.ts";
import { quote } from "../text/visible-text.ts";

export type QueryPlan = Extract<CommandPlan, { readonly kind: "status" | "cancel" }>;

export interface QueryPlace {
  /** In which the command was given. */
  readonly repository: RepositoryName;
  /** Older comments, and the commands before it in its own. */
  readonly before: { readonly commentId: number; readonly ids: readonly string[] };
}

export interface QueryOutcome {
  readonly record: CommandRecord;
  /** What was learnt on the way, for the status comments of the runs. */
  readonly runs: readonly IssueRun[];
}

/** `status` and `cancel` speak of what earlier commands on the same issue have started. */
export async function carryOutQuery(
  plan: QueryPlan,
  statuses: readonly StatusComment[],
  { repository, before }: QueryPlace,
  github: Pick<GitHub, "workflowRun" | "workflowRuns" | "cancelRun">,
): Promise<QueryOutcome> {
  const tasks = plan.kind === "status" ? plan.tasks : [plan.task];
  // A cancel that is run again, or delivered late, must not reach what was started after it.
  const reached = plan.kind === "status" ? statuses : statuses.filter(({ status }) => isBefore(status.id, before));
  const runs = await readIssueRuns(reached, tasks, repository, github);
  if (plan.kind === "cancel") return { record: await cancelRuns(plan, runs, github), runs };
  const known = runs.filter(({ run }) => run).length;
  const reason = recordReason(statusShown({ known, isCut: runs.length >= maximumRunsShown }));
  const record = { ...plan.record, ...reason, result: "status" } as const;
  return { record: { ...record, answer: runs.map(printIssueRun) }, runs };
}

function isBefore(id: string, { commentId, ids }: QueryPlace["before"]): boolean {
  return commentOf(id) < commentId || ids.includes(id);
}

async function cancelRuns(
  { record, task }: Extract<QueryPlan, { readonly kind: "cancel" }>,
  runs: readonly IssueRun[],
  github: Pick<GitHub, "cancelRun">,
): Promise<CommandRecord> {
  const lines: string[] = [];
  let requested = 0;
  let failed = 0;
  for (const each of runs) {
    if (each.error) {
      failed += 1;
      lines.push(printIssueRun(each));
      continue;
    }
    if (!each.run || isFinished(each.run)) continue;
    const answer = await github.cancelRun(splitName(each.target.repository), each.run.id);
    if (!answer.ok) failed += 1;
    else if (answer.value === "requested") requested += 1;
    const outcome = answer.ok
      ? answer.value === "requested"
        ? "cancel requested"
        : "finished before"
      : answer.error.message;
    lines.push(
      `${task.name} ${each.target.repository} run ${each.run.id}: ${answer.ok ? outcome : quote(outcome, 200)}`,
    );
  }
  const reason =
    failed > 0
      ? cancelFailed({ failed, requested })
      : requested > 0
        ? cancelRequested({ requested })
        : nothingToCancel({ task: task.name });
  return {
    ...record,
    ...recordReason(reason),
    result: failed === 0 && requested > 0 ? "cancelled" : "refused",
    answer: lines,
  };
}

export const statusShown = defineReason<{ readonly known: number; readonly isCut: boolean }>("status", (p) => {
  const newest = p.isCut ? ` Only the newest ${maximumRunsShown} are asked for.` : "";
  return `The commands on this issue have started ${p.known} ${p.known === 1 ? "run" : "runs"}.${newest}`;
});

export const cancelRequested = defineReason<{ readonly requested: number }>(
  "cancelled",
  (p) => `GitHub was asked to cancel ${p.requested} ${p.requested === 1 ? "run" : "runs"}.`,
);

export const nothingToCancel = defineDiagnostic<{ readonly task: string }>({
  code: "nothing-to-cancel",
  severity: "error",
  message: (p) => `No run of ${quote(p.task)} that a command on this issue has started is under way.`,
  hint: () => "/orchestrate status shows what was started here.",
});

export const cancelFailed = defineDiagnostic<{ readonly failed: number; readonly requested: number }>({
  code: "cancel-failed",
  severity: "error",
  message: (p) => `${p.failed} of the runs could not be asked for or cancelled; ${p.requested} were.`,
  hint: () => "Give the command again, or cancel the run on its page.",
});

export const needsIssue = defineDiagnostic<void>({
  code: "needs-issue",
  severity: "error",
  message: () => "status and cancel speak of the commands of one issue, and this command stands on none.",
  hint: () => "Give the command in a comment.",
});

export const issueUnreadable = defineDiagnostic<{ readonly message: string }>({
  code: "issue-unreadable",
  severity: "error",
  message: (p) => `What earlier commands on this issue have started cannot be read: ${quote(p.message, 200)}.`,
  hint: () =>
    'See what GitHub says; GITHUB_TOKEN needs issues: write and pull-requests: write. Then use "Re-run all jobs".',
});
