import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { FieldReader } from "../field-reader.ts";
import { parseJson } from "../parse-json.ts";
import { wrongShape } from "../problems.ts";
import type { SummarisedRecord } from "./print-summary.ts";
import type { PlannedAction, RunResult, Stage } from "./run-record.ts";

export interface RecordFile {
  /** For diagnostics only. */
  readonly file: string;
  readonly text: string;
}

const stages = ["gate", "dispatch"] as const satisfies readonly Stage[];
const results = [
  "allowed",
  "denied",
  "refused",
  "help",
  "dry-run",
  "sending",
  "dispatched",
  "unknown",
] as const satisfies readonly RunResult[];

/** The two files of one run: their run ids and stages must agree. */
export function parseRecord(decisionFile: RecordFile, planFile: RecordFile): Result<SummarisedRecord, Diagnostic> {
  const decision = readFields(decisionFile);
  if (!decision.ok) return decision;
  const plan = readFields(planFile);
  if (!plan.ok) return plan;
  const record = readDecision(decision.value, readPlan(plan.value));
  for (const key of ["run_id", "stage"] as const) {
    if (plan.value.text(key) !== record[key]) plan.value.refuse(`the same ${key} as the decision's`, key);
  }
  const { problem } = decision.value;
  if (problem) return fail(wrongShape({ file: decisionFile.file, ...problem }));
  if (plan.value.problem) return fail(wrongShape({ file: planFile.file, ...plan.value.problem }));
  return ok(record);
}

function readFields({ file, text }: RecordFile): Result<FieldReader, Diagnostic> {
  const json = parseJson(text, file);
  if (!json.ok) return json;
  const fields = new FieldReader(json.value);
  if (fields.object().version !== 1) fields.refuse("the version 1", "version");
  return ok(fields);
}

function readDecision(fields: FieldReader, plan: PlannedAction): SummarisedRecord {
  const run = fields.has("github_run");
  return {
    run_id: fields.text("run_id"),
    at: { utc: fields.text("at", "utc"), phoenix: fields.text("at", "phoenix") },
    stage: fields.choice(stages, "stage"),
    decision: fields.choice(["allowed", "denied"], "decision"),
    reason_code: fields.text("reason_code"),
    reason: fields.text("reason"),
    hint: fields.optionalText("hint") ?? null,
    result: fields.choice(results, "result"),
    event: {
      name: fields.text("event", "name"),
      issue: readOptionalId(fields, "event", "issue"),
      is_pull_request: fields.boolean("event", "is_pull_request"),
      comment_id: readOptionalId(fields, "event", "comment_id"),
    },
    people: fields.list("people").map((_, index) => ({
      login: fields.text("people", String(index), "login"),
      id: readOptionalId(fields, "people", String(index), "id"),
    })),
    command: fields.optionalText("command") ?? null,
    plan,
    github_run: run
      ? {
          id: fields.text("github_run", "id"),
          attempt: fields.text("github_run", "attempt"),
          url: fields.text("github_run", "url"),
        }
      : null,
  };
}

function readPlan(fields: FieldReader): PlannedAction {
  const inputs = fields.has("request") ? fields.object("request", "body", "inputs") : {};
  return {
    action: fields.choice(["none", "help", "dispatch"], "action"),
    task: fields.optionalText("task") ?? null,
    dry_run: fields.boolean("dry_run"),
    request: fields.has("request")
      ? {
          method: fields.choice(["POST"], "request", "method"),
          path: fields.text("request", "path"),
          body: {
            ref: fields.text("request", "body", "ref"),
            inputs: Object.fromEntries(
              Object.keys(inputs).map((key) => [key, fields.text("request", "body", "inputs", key)]),
            ),
          },
        }
      : null,
    sent: fields.boolean("sent"),
    response: fields.has("response")
      ? {
          status: fields.id("response", "status"),
          run_id: fields.optionalText("response", "run_id") ?? null,
          run_url: fields.optionalText("response", "run_url") ?? null,
        }
      : null,
    help: fields.has("help") ? fields.list("help").map((_, index) => fields.text("help", String(index))) : null,
    refusal: fields.has("refusal")
      ? {
          code: fields.text("refusal", "code"),
          message: fields.text("refusal", "message"),
          ...(fields.has("refusal", "hint") ? { hint: fields.text("refusal", "hint") } : {}),
        }
      : null,
  };
}

function readOptionalId(fields: FieldReader, ...path: string[]): number | null {
  return fields.has(...path) ? fields.id(...path) : null;
}
