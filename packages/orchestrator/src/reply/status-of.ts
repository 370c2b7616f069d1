import type { CommandRecord } from "../record/run-record.ts";
import type { GitHubRun } from "../runner-environment.ts";
import { cut } from "../visible-text.ts";
import type { CommandStatus } from "./command-status.ts";

const maximumTextCharacters = 300;
const maximumReasonCharacters = 1_000;

/** What the status comment shows of a command at an instant. */
export function statusOf(record: CommandRecord, run: GitHubRun, at: Date): CommandStatus {
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

/** While its requests are under way: every target counts as sent, since a crash leaves no time to say which. */
export function statusWhileSending(record: CommandRecord, run: GitHubRun, at: Date): CommandStatus {
  const status = statusOf(record, run, at);
  return { ...status, targets: status.targets.map((target) => ({ ...target, result: "sending" })) };
}

/** The results after which nobody has to do anything. */
export function isDone({ result }: Pick<CommandRecord, "result">): boolean {
  return ["dispatched", "cancelled", "status", "help", "dry-run", "allowed"].includes(result);
}
