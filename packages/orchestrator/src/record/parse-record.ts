import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { FieldReader } from "../json/field-reader.ts";
import { parseJson } from "../json/parse-json.ts";
import { wrongShape } from "../reasons/problems.ts";
import {
  type CommandRecord,
  type PlannedRequest,
  type RecordedInstant,
  type RunRecord,
  runResults,
  type Stage,
  type TargetRecord,
} from "./run-record.ts";

export interface RecordFile {
  /** For diagnostics only. */
  readonly file: string;
  readonly text: string;
}

const stages = ["gate", "dispatch", "refuse"] as const satisfies readonly Stage[];
const decisions = ["allowed", "denied"] as const satisfies readonly RunRecord["decision"][];
const actions = ["none", "help", "status", "cancel", "dispatch"] as const satisfies readonly CommandRecord["action"][];
const targetResults = [
  "planned",
  "sending",
  "dispatched",
  "refused",
  "unknown",
  "held",
  "not-sent",
] as const satisfies readonly TargetRecord["result"][];

/** A `decision.json`, or a line of `dispatch-log.ndjson`. Keys that version 1 does not have are left out. */
export function parseRecord({ file, text }: RecordFile): Result<RunRecord, Diagnostic> {
  const json = parseJson(text, file);
  if (!json.ok) return json;
  const fields = new FieldReader(json.value);
  if (fields.object().version !== 1) fields.refuse("the version 1", "version");
  const record = readRecord(fields);
  return fields.problem ? fail(wrongShape({ file, ...fields.problem })) : ok(record);
}

function readRecord(fields: FieldReader): RunRecord {
  return {
    version: 1,
    run_id: fields.text("run_id"),
    at: readInstant(fields, "at"),
    ended: readInstant(fields, "ended"),
    stage: fields.choice(stages, "stage"),
    decision: fields.choice(decisions, "decision"),
    reason_code: fields.text("reason_code"),
    reason: fields.text("reason"),
    hint: fields.optionalText("hint") ?? null,
    result: fields.choice(runResults, "result"),
    repository: fields.text("repository"),
    event: {
      name: fields.text("event", "name"),
      issue: readOptionalId(fields, "event", "issue"),
      is_pull_request: fields.boolean("event", "is_pull_request"),
      comment_id: readOptionalId(fields, "event", "comment_id"),
    },
    people: readEach(fields, ["people"], (path) => ({
      login: fields.text(...path, "login"),
      id: readOptionalId(fields, ...path, "id"),
    })),
    commands: readEach(fields, ["commands"], (path) => readCommand(fields, path)),
    facts: readEach(fields, ["facts"], (path) => ({
      name: fields.text(...path, "name"),
      value: fields.text(...path, "value"),
      source: fields.text(...path, "source"),
    })),
    timings: readEach(fields, ["timings"], (path) => ({
      name: fields.text(...path, "name"),
      milliseconds: readCount(fields, ...path, "milliseconds"),
    })),
    github_run: fields.has("github_run")
      ? {
          id: fields.text("github_run", "id"),
          attempt: fields.text("github_run", "attempt"),
          url: fields.text("github_run", "url"),
        }
      : null,
  };
}

function readCommand(fields: FieldReader, path: readonly string[]): CommandRecord {
  return {
    id: fields.text(...path, "id"),
    line: readOptionalId(fields, ...path, "line"),
    text: fields.text(...path, "text"),
    decision: fields.choice(decisions, ...path, "decision"),
    reason_code: fields.text(...path, "reason_code"),
    reason: fields.text(...path, "reason"),
    hint: fields.optionalText(...path, "hint") ?? null,
    result: fields.choice(runResults, ...path, "result"),
    action: fields.choice(actions, ...path, "action"),
    task: fields.optionalText(...path, "task") ?? null,
    dry_run: fields.boolean(...path, "dry_run"),
    targets: readEach(fields, [...path, "targets"], (each) => readTarget(fields, each)),
    answer: readEach(fields, [...path, "answer"], (each) => fields.text(...each)),
  };
}

function readTarget(fields: FieldReader, path: readonly string[]): TargetRecord {
  return {
    repository: fields.text(...path, "repository"),
    request: {
      method: fields.choice(["POST"], ...path, "request", "method"),
      path: fields.text(...path, "request", "path"),
      body: readBody(fields, [...path, "request", "body"]),
    },
    result: fields.choice(targetResults, ...path, "result"),
    reason_code: fields.text(...path, "reason_code"),
    reason: fields.text(...path, "reason"),
    hint: fields.optionalText(...path, "hint") ?? null,
    sent: readCount(fields, ...path, "sent"),
    status: readOptionalId(fields, ...path, "status"),
    run: fields.has(...path, "run")
      ? { id: fields.text(...path, "run", "id"), url: fields.text(...path, "run", "url") }
      : null,
  };
}

/** Texts, and one level of texts by name below them. */
function readBody(fields: FieldReader, path: readonly string[]): PlannedRequest["body"] {
  return Object.fromEntries(
    Object.entries(fields.object(...path)).map(([key, value]) => [
      key,
      typeof value === "string" ? value : readTexts(fields, [...path, key]),
    ]),
  );
}

function readTexts(fields: FieldReader, path: readonly string[]): Readonly<Record<string, string>> {
  const names = Object.keys(fields.object(...path));
  return Object.fromEntries(names.map((name) => [name, fields.text(...path, name)]));
}

function readInstant(fields: FieldReader, key: string): RecordedInstant {
  return { utc: fields.text(key, "utc"), phoenix: fields.text(key, "phoenix") };
}

function readEach<T>(fields: FieldReader, path: readonly string[], read: (path: readonly string[]) => T): readonly T[] {
  return fields.list(...path).map((_, index) => read([...path, String(index)]));
}

function readOptionalId(fields: FieldReader, ...path: string[]): number | null {
  return fields.has(...path) ? fields.id(...path) : null;
}

function readCount(fields: FieldReader, ...path: string[]): number {
  const value = fields.scalar(...path);
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  fields.refuse("a whole number from 0", ...path);
  return 0;
}
