import { parseInstant } from "@yardmaster/zoned-time";
import { isCorrelationId } from "../command/correlation-id.ts";
import { FieldReader } from "../json/field-reader.ts";
import { parseJsonOrNothing } from "../json/parse-json.ts";
import type { RunResult, TargetRecord } from "../record/run-record.ts";
import { runResults } from "../record/run-record.ts";

/**
 * What the status comment of a command shows, and what the next attempt reads back: all of it stands in the comment's
 * first line, which readers do not see. Keys are part of the contract.
 */
export interface CommandStatus {
  /** Correlation id. */
  readonly id: string;
  /** GitHub's id of the run that holds the command, of all its attempts. */
  readonly run: string;
  readonly run_url: string;
  /** RFC 3339 in UTC: when the request may have gone out last, or when the outcome was written. */
  readonly at: string;
  /** At most 300 characters of the command. */
  readonly text: string;
  readonly task: string | null;
  readonly result: RunResult;
  readonly reason_code: string;
  readonly reason: string;
  readonly hint: string | null;
  readonly targets: readonly TargetStatus[];
}

export interface TargetStatus {
  /** `OWNER/NAME` */
  readonly repository: string;
  readonly result: TargetRecord["result"];
  readonly run: { readonly id: string; readonly url: string } | null;
  /** GitHub's status of the run and its conclusion, once somebody has asked. */
  readonly progress: string | null;
}

const targetResults = ["planned", "sending", "dispatched", "refused", "unknown", "held", "not-sent"] as const;
const opening = "<!-- orchestrator:v1 ";
const closing = " -->";

/** One line of HTML comment, which no text in it can end. */
export function printMarker(status: CommandStatus): string {
  const json = JSON.stringify(status).replace(/[<>\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|--/gu, escapeUnits);
  return `${opening}${json}${closing}`;
}

function escapeUnits(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, "0"));
  return units.map((unit) => `\\u${unit}`).join("");
}

/** @returns undefined where the comment is none of ours, or somebody has changed it */
export function parseMarker(body: string): CommandStatus | undefined {
  const [line = ""] = body.split(/\r?\n/, 1);
  if (!line.startsWith(opening) || !line.endsWith(closing)) return undefined;
  const json = parseJsonOrNothing(line.slice(opening.length, -closing.length));
  const fields = new FieldReader(json);
  const status: CommandStatus = {
    id: fields.nonEmptyText("id"),
    run: fields.nonEmptyText("run"),
    run_url: fields.text("run_url"),
    at: fields.nonEmptyText("at"),
    text: fields.text("text"),
    task: fields.optionalText("task") ?? null,
    result: fields.choice(runResults, "result"),
    reason_code: fields.text("reason_code"),
    reason: fields.text("reason"),
    hint: fields.optionalText("hint") ?? null,
    targets: fields.list("targets").map((_, index) => readTarget(fields, ["targets", String(index)])),
  };
  if (!isCorrelationId(status.id)) fields.refuse("a correlation id", "id");
  return fields.problem || !parseInstant(status.at).ok ? undefined : status;
}

function readTarget(fields: FieldReader, path: readonly string[]): TargetStatus {
  const hasRun = fields.has(...path, "run");
  const run = hasRun ? { id: fields.text(...path, "run", "id"), url: fields.text(...path, "run", "url") } : null;
  if (run && !/^[1-9]\d{0,15}$/.test(run.id)) fields.refuse("a run's id", ...path, "run", "id");
  return {
    repository: fields.nonEmptyText(...path, "repository"),
    result: fields.choice(targetResults, ...path, "result"),
    run,
    progress: fields.optionalText(...path, "progress") ?? null,
  };
}
