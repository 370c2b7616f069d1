import { defineDiagnostic, fail, ok } from "@yardmaster/core";
import { createRedact, redactDeep } from "../host/redact.ts";
import { parseRecord } from "../record/parse-record.ts";
import { printSummary } from "../record/print-summary.ts";
import { quote } from "../text/visible-text.ts";
import type { CommandDefinition } from "./command-definition.ts";

export const summaryCommand: CommandDefinition = {
  name: "orchestrator summary",
  description:
    "Prints the summary of the last gate, dispatch or refusal as Markdown, safe for the workflow's summary page.",
  flags: [
    { name: "--artifacts", value: "DIR", default: "artifacts/orchestrator", description: "Where the records are." },
  ],
  async run(flags, host) {
    const directory = flags.text("--artifacts") ?? "";
    const file = `${directory}/decision.json`;
    const text = await host.readText(file, "refuse");
    if (!text.ok) return fail(noRecord({ file, reason: text.error }));
    const record = parseRecord({ file, text: text.value });
    if (!record.ok) return record;
    host.stdout(printSummary(redactDeep(record.value, createRedact(host.env))));
    return ok(0);
  },
};

export const noRecord = defineDiagnostic<{ readonly file: string; readonly reason: string }>({
  code: "no-record",
  severity: "error",
  message: (p) => `The record ${quote(p.file, 400)} cannot be read: ${p.reason}.`,
  hint: () => "Run `rc orchestrator gate` or `rc orchestrator dispatch` first, or name its directory with --artifacts.",
});
