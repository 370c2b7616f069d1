import { type Diagnostic, defineDiagnostic, fail, ok, type Result } from "@yardmaster/core";
import type { Host } from "../host.ts";
import { parseRecord, type RecordFile } from "../record/parse-record.ts";
import { printSummary } from "../record/print-summary.ts";
import { createRedact, redactDeep } from "../redact.ts";
import { quote } from "../visible-text.ts";
import type { CommandDefinition } from "./command-definition.ts";

export const summaryCommand: CommandDefinition = {
  name: "orchestrator summary",
  description: "Prints the summary of the last gate or dispatch as Markdown, safe for the workflow's summary page.",
  flags: [
    { name: "--artifacts", value: "DIR", default: "artifacts/orchestrator", description: "Where the records are." },
  ],
  async run(flags, host) {
    const directory = flags.text("--artifacts") ?? "";
    const decision = await readRecordFile(`${directory}/decision.json`, host);
    if (!decision.ok) return decision;
    const plan = await readRecordFile(`${directory}/plan.json`, host);
    if (!plan.ok) return plan;
    const record = parseRecord(decision.value, plan.value);
    if (!record.ok) return record;
    host.stdout(printSummary(redactDeep(record.value, createRedact(host.env))));
    return ok(0);
  },
};

async function readRecordFile(file: string, host: Host): Promise<Result<RecordFile, Diagnostic>> {
  const text = await host.readText(file);
  return text.ok ? ok({ file, text: text.value }) : fail(noRecord({ file, reason: text.error }));
}

const noRecord = defineDiagnostic<{ readonly file: string; readonly reason: string }>({
  code: "no-record",
  severity: "error",
  message: (p) => `The record ${quote(p.file, 400)} cannot be read: ${p.reason}.`,
  hint: () => "Run `rc orchestrator gate` or `rc orchestrator dispatch` first, or name its directory with --artifacts.",
});
