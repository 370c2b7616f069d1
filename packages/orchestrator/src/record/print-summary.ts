import type { Reason } from "../fact.ts";
import { cut, visible } from "../visible-text.ts";
import type { PlannedAction, RunRecord } from "./run-record.ts";

/** GitHub's limit for a step summary. */
const maximumSummaryBytes = 1024 * 1024;
const maximumCellCharacters = 2_000;
/** A run has two at most; a file that somebody changed may name more. */
const maximumPeople = 10;

export type SummarisedRecord = Omit<RunRecord, "version" | "facts" | "repository">;

/**
 * Markdown for the workflow's summary page. Texts of other people stand in code only, where neither mentions nor links
 * nor HTML have a meaning, and cannot leave it.
 */
export function printSummary(record: SummarisedRecord): string {
  const { plan, event, github_run: run } = record;
  const rows: readonly (readonly [string, string | null])[] = [
    ["Command", code(record.command)],
    [event.is_pull_request ? "Pull request" : "Issue", event.issue === null ? null : code(`#${event.issue}`)],
    [
      "Person",
      record.people
        .slice(0, maximumPeople)
        .map(({ login }) => code(login))
        .join(", "),
    ],
    ["Decision", code(record.decision)],
    ["Reason", printReason({ code: record.reason_code, message: record.reason })],
    ["What to do", code(record.hint)],
    ["Task", code(plan.task)],
    ["Command is wrong", plan.refusal && record.stage === "gate" ? printReason(plan.refusal) : null],
    [
      "Request",
      plan.request && `${code(`${plan.request.method} ${plan.request.path}`)} ${plan.sent ? "sent" : "not sent"}`,
    ],
    ["Started run", plan.response && printRun(plan.response)],
    ["Phoenix time", code(record.at.phoenix)],
    ["UTC", code(record.at.utc)],
    ["Run id", code(record.run_id)],
    ["GitHub run", run && `${code(run.id)}, attempt ${code(run.attempt)}`],
  ];
  const shown = rows.flatMap(([name, value]) => (value === null ? [] : [`| ${name} | ${value} |`]));
  const head = [`### Orchestrator ${record.stage}: ${record.result}`, "", "| | |", "|---|---|", ...shown, ""].join(
    "\n",
  );
  const details = [
    ...(plan.request ? ["", "```json", ...printLines(plan.request.body), "```"] : []),
    ...(plan.help ? ["", "```text", ...plan.help.map(neutral), "```"] : []),
    "",
  ];
  const whole = head + (details.length > 1 ? details.join("\n") : "");
  return Buffer.byteLength(whole) <= maximumSummaryBytes ? whole : `${head}\nThe rest is too long for this page.\n`;
}

function printReason(reason: Reason): string {
  return [reason.code, reason.message, ...(reason.hint === undefined ? [] : [reason.hint])]
    .map((part) => code(part))
    .join(" ");
}

/** A link only where the address can be nothing else than the page of a run. */
function printRun({ run_id, run_url }: NonNullable<PlannedAction["response"]>): string {
  const isPage = run_url !== null && /^https:\/\/[A-Za-z0-9.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/.test(run_url);
  return isPage ? `[${code(run_id ?? "run")}](${run_url})` : code(run_url ?? run_id ?? "not named by GitHub");
}

function printLines(json: unknown): readonly string[] {
  return JSON.stringify(json, undefined, 2).split("\n").map(neutral);
}

function code(text: string): string;
function code(text: string | null): string | null;
function code(text: string | null): string | null {
  if (text === null) return null;
  // An empty code span does not exist in Markdown.
  return text === "" ? "(empty)" : `\`${neutral(cut(text, maximumCellCharacters).head)}\``;
}

/** Backticks would end the code, bars the cell of the table. */
function neutral(text: string): string {
  return visible(text).replace(/[`|]/g, (mark) => (mark === "`" ? "\\u{60}" : "\\u{7c}"));
}
