import { formatRfc3339, formatUtc, phoenix } from "@yardmaster/zoned-time";
import type { OrchestratorEvent } from "../event/parse-event.ts";
import type { Fact, Reason } from "../fact.ts";
import type { GitHubRun } from "../runner-environment.ts";
import { cut } from "../visible-text.ts";

export type Stage = "gate" | "dispatch";

/** `sending` is on the disk only while a request is under way, or after the job was killed in that moment. */
export type RunResult = "allowed" | "denied" | "refused" | "help" | "dry-run" | "sending" | "dispatched" | "unknown";

/** Everything that one run of gate or dispatch leaves behind. Keys are part of the contract, in this order. */
export interface RunRecord {
  readonly version: 1;
  readonly run_id: string;
  readonly at: { readonly utc: string; readonly phoenix: string };
  readonly stage: Stage;
  readonly decision: "allowed" | "denied";
  readonly reason_code: string;
  readonly reason: string;
  readonly hint: string | null;
  readonly result: RunResult;
  readonly repository: string;
  readonly event: EventRecord;
  readonly people: readonly { readonly login: string; readonly id: number | null }[];
  /** At most 2,000 characters of the command line; null where no command was found. */
  readonly command: string | null;
  readonly plan: PlannedAction;
  readonly facts: readonly Fact[];
  readonly github_run: GitHubRun | null;
}

export interface EventRecord {
  readonly name: string;
  readonly issue: number | null;
  readonly is_pull_request: boolean;
  readonly comment_id: number | null;
}

export interface PlannedAction {
  readonly action: "none" | "help" | "dispatch";
  readonly task: string | null;
  readonly dry_run: boolean;
  readonly request: PlannedRequest | null;
  /** Whether the request went out. */
  readonly sent: boolean;
  readonly response: {
    readonly status: number;
    readonly run_id: string | null;
    readonly run_url: string | null;
  } | null;
  /** The lines of a help. */
  readonly help: readonly string[] | null;
  /** Why the command cannot be carried out, when the gate finds it out: the gate decides about people alone. */
  readonly refusal: Reason | null;
}

export interface PlannedRequest {
  readonly method: "POST";
  readonly path: string;
  readonly body: { readonly ref: string; readonly inputs: Readonly<Record<string, string>> };
}

export const nothingPlanned: PlannedAction = {
  action: "none",
  task: null,
  dry_run: false,
  request: null,
  sent: false,
  response: null,
  help: null,
  refusal: null,
};

const maximumRecordedCharacters = 2_000;

export function recordCommand(line: string | undefined): string | null {
  return line === undefined ? null : cut(line, maximumRecordedCharacters).head;
}

export function recordEvent(event: OrchestratorEvent): EventRecord {
  if (event.name !== "issue_comment")
    return { name: event.name, issue: null, is_pull_request: false, comment_id: null };
  const { issue, comment } = event;
  return { name: event.name, issue: issue.number, is_pull_request: issue.isPullRequest, comment_id: comment.id };
}

export function recordInstant(instant: Date): RunRecord["at"] {
  return { utc: formatUtc(instant), phoenix: formatRfc3339(instant, phoenix) };
}
