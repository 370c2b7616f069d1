import type { GitHubRun } from "../host/runner-environment.ts";
import type { CommandRecord } from "../record/run-record.ts";
import { cut } from "../text/visible-text.ts";
import type { CommandStatus } from "./command-status.ts";

const maximumTextCharacters = 300;
const maximumReasonCharacters = 1_000;

/** What the status comment shows of a command at an instant. */
function statusOf(record: CommandRecord, run: GitHubRun, at: Date): CommandStatus {
  const { id, text, task, result, reason_code, reason, hint, targets } = record;
  return {
    id,
    run: run.id,
    run_url: run.url,
    at: at.toISOString(),
    text: cut(text, maximumTextCharacters).head,
    task,
    result,
    reason_code,
    reason: cut(reason, maximumReasonCharacters).head,
    hint: hint === null ? null : cut(hint, maximumReasonCharacters).head,
    targets: targets.map((target) => ({
      repository: target.repository,
      result: target.result,
      run: target.run,
      progress: null,
    })),
  };
}

/**
 * The status of an attempt that came later: what earlier ones have started, or may have, is not forgotten where this one
 * was denied, or had nothing to add.
 */
export function statusAfter(
  earlier: CommandStatus | undefined,
  record: CommandRecord,
  run: GitHubRun,
  at: Date,
): CommandStatus {
  const status = statusOf(record, run, at);
  if (!earlier) return status;
  const kept = earlier.targets.flatMap((target) => {
    const now = record.targets.find((each) => each.repository === target.repository);
    if (target.result === "dispatched") return now?.result === "dispatched" ? [] : [target];
    const isOpen = target.result === "sending" || target.result === "unknown";
    const isSettled = now && (now.result === "dispatched" || now.sent > 0);
    return isOpen && !isSettled ? [{ ...target, result: "unknown" as const }] : [];
  });
  const rest = status.targets.filter((target) => !kept.some((each) => each.repository === target.repository));
  return { ...status, targets: [...kept, ...rest] };
}

/** While its requests are under way: every target counts as sent, since a crash leaves no time to say which. */
export function statusWhileSending(record: CommandRecord, run: GitHubRun, at: Date): CommandStatus {
  const status = statusOf(record, run, at);
  return { ...status, targets: status.targets.map((target) => ({ ...target, result: "sending" })) };
}

/** The results after which nobody has to do anything. */
export function isDone({ result }: Pick<CommandRecord, "result">): boolean {
  return ["dispatched", "cancelled", "status", "help", "dry-run", "allowed"].includes(result);
}
