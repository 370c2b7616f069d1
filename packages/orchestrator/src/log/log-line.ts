import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { parseInstant } from "@yardmaster/zoned-time";
import { type Redact, redactDeep } from "../host/redact.ts";
import { wrongShape } from "../reasons/problems.ts";
import { parseRecord, type RecordFile } from "../record/parse-record.ts";
import type { RunRecord } from "../record/run-record.ts";

/** One run of a stage, as the durable log keeps it. Lines are the same exactly when their texts are. */
export interface LogLine {
  /** JSON without a line break, and without secrets. */
  readonly text: string;
  /** The same with `cut: true`, and without commands, facts and timings, for a place that does not take it whole. */
  readonly short: string;
  /** When the run started. */
  readonly start: Date;
}

export interface LogLines {
  /** In the order of files and lines, each text once. */
  readonly lines: readonly LogLine[];
  readonly problems: readonly Diagnostic[];
}

/** A broken line, such as the last one of a job that was killed, does not keep the others out. */
export function parseLogLines(files: readonly RecordFile[], redact: Redact): LogLines {
  const lines = new Map<string, LogLine>();
  const problems: Diagnostic[] = [];
  for (const { file, text } of files) {
    for (const [index, line] of text.split("\n").entries()) {
      if (line.trim() === "") continue;
      const parsed = parseLine({ file: `${file}:${index + 1}`, text: line }, redact);
      if (parsed.ok) lines.set(parsed.value.text, parsed.value);
      else problems.push(parsed.error);
    }
  }
  return { lines: [...lines.values()], problems };
}

function parseLine(source: RecordFile, redact: Redact): Result<LogLine, Diagnostic> {
  const record = parseRecord(source);
  if (!record.ok) return record;
  const start = parseInstant(record.value.at.utc);
  if (!start.ok) return fail(wrongShape({ file: source.file, path: "at.utc", expected: "an RFC 3339 instant" }));
  // Not the parsed record: a later program may write keys that this one does not know.
  const whole = redactDeep(JSON.parse(source.text) as RunRecord, redact);
  const short = { ...whole, commands: [], facts: [], timings: [], cut: true };
  return ok({ text: JSON.stringify(whole), short: JSON.stringify(short), start: start.value });
}
