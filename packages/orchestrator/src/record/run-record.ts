import { formatRfc3339, formatUtc, phoenix } from "@yardmaster/zoned-time";
import type { OrchestratorEvent } from "../event/parse-event.ts";
import type { GitHubRun } from "../host/runner-environment.ts";
import type { Timing } from "../host/stopwatch.ts";
import type { Fact } from "../reasons/fact.ts";
import { cut } from "../text/visible-text.ts";

/** `refuse` says a denial to the person who gave the command; it decides nothing. */
export type Stage = "gate" | "dispatch" | "refuse";

/**
 * What became of a command, and of a run: the result of the command that went worst, in the order below.
 * `sending` is on the disk only while a request is under way, or after the job was killed in that moment; `unknown` means
 * that a request went out and nobody can tell whether GitHub carried it out; `held` that another run has claimed the command;
 * `not-sent` that the deadline came first.
 */
export const runResults = [
  "sending",
  "unknown",
  "held",
  "not-sent",
  "denied",
  "refused",
  "dispatched",
  "cancelled",
  "status",
  "help",
  "dry-run",
  "allowed",
] as const;
export type RunResult = (typeof runResults)[number];

/** The one that went worst; the first of several, and undefined of none. */
export function worstOf<T extends { readonly result: RunResult }>(outcomes: readonly T[]): T | undefined {
  const rank = ({ result }: T): number => runResults.indexOf(result);
  return outcomes.toSorted((a, b) => rank(a) - rank(b))[0];
}

export interface RecordedInstant {
  /** RFC 3339 in UTC. */
  readonly utc: string;
  /** RFC 3339 in America/Phoenix. */
  readonly phoenix: string;
}

/** Everything that one run of a stage leaves behind. Keys are part of the contract, in this order. */
export interface RunRecord {
  readonly version: 1;
  readonly run_id: string;
  /** When the run started. */
  readonly at: RecordedInstant;
  /** When this record was made. */
  readonly ended: RecordedInstant;
  readonly stage: Stage;
  /** `allowed` when at least one command is. */
  readonly decision: "allowed" | "denied";
  readonly reason_code: string;
  readonly reason: string;
  readonly hint: string | null;
  readonly result: RunResult;
  /** `OWNER/NAME` in which the command was given. */
  readonly repository: string;
  readonly event: EventRecord;
  readonly people: readonly { readonly login: string; readonly id: number | null }[];
  /** In the order of the comment; none where no command was found. */
  readonly commands: readonly CommandRecord[];
  readonly facts: readonly Fact[];
  /** What took how long, in the order in which it began. */
  readonly timings: readonly Timing[];
  readonly github_run: GitHubRun | null;
}

export interface EventRecord {
  readonly name: string;
  readonly issue: number | null;
  readonly is_pull_request: boolean;
  readonly comment_id: number | null;
}

export interface CommandRecord {
  /** Correlation id: the claim on this command, the same in every attempt. */
  readonly id: string;
  /** Of the comment, from 1; null for a command that stands alone. */
  readonly line: number | null;
  /** At most 2,000 characters of the line. */
  readonly text: string;
  readonly decision: "allowed" | "denied";
  readonly reason_code: string;
  readonly reason: string;
  readonly hint: string | null;
  readonly result: RunResult;
  readonly action: "none" | "help" | "status" | "cancel" | "dispatch";
  readonly task: string | null;
  readonly dry_run: boolean;
  /** One for each repository. */
  readonly targets: readonly TargetRecord[];
  /** What is told to the person beyond the reason, in lines: a help, a status, a usage. */
  readonly answer: readonly string[];
}

export interface TargetRecord {
  /** `OWNER/NAME` */
  readonly repository: string;
  readonly request: PlannedRequest;
  readonly result: "planned" | "sending" | "dispatched" | "refused" | "unknown" | "held" | "not-sent";
  readonly reason_code: string;
  readonly reason: string;
  readonly hint: string | null;
  /** How often the request went out in this run of the program. */
  readonly sent: number;
  /** GitHub's answer; null where there was none. */
  readonly status: number | null;
  readonly run: { readonly id: string; readonly url: string } | null;
}

export interface PlannedRequest {
  readonly method: "POST";
  readonly path: string;
  readonly body: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

const maximumRecordedCharacters = 2_000;

export function recordCommandText(line: string): string {
  return cut(line, maximumRecordedCharacters).head;
}

export function recordEvent(event: OrchestratorEvent): EventRecord {
  if (event.name !== "issue_comment")
    return { name: event.name, issue: null, is_pull_request: false, comment_id: null };
  const { issue, comment } = event;
  return { name: event.name, issue: issue.number, is_pull_request: issue.isPullRequest, comment_id: comment.id };
}

export function recordInstant(instant: Date): RecordedInstant {
  return { utc: formatUtc(instant), phoenix: formatRfc3339(instant, phoenix) };
}
