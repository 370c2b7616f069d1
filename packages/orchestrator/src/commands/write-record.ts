import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import type { Host } from "../host/host.ts";
import { createRedact, redactDeep } from "../host/redact.ts";
import { unwritableFile } from "../reasons/problems.ts";
import { logFile, printArtifacts } from "../record/print-artifacts.ts";
import type { RunRecord } from "../record/run-record.ts";
import { writeOutputs } from "./write-outputs.ts";

/**
 * Each file is replaced as a whole; the line of the log comes last, so that a logged run has its files.
 * @param log false while the run is not finished: the log has one line a run
 */
export async function writeRecord(
  record: RunRecord,
  { directory, log }: { readonly directory: string; readonly log: boolean },
  host: Host,
): Promise<Result<void, Diagnostic>> {
  const { logLine, ...files } = printArtifacts(redactDeep(record, createRedact(host.env)));
  for (const [name, text] of Object.entries(files)) {
    const file = `${directory}/${name}`;
    const written = await host.replaceFile(file, text);
    if (!written.ok) return fail(unwritableFile({ file, reason: written.error }));
  }
  if (!log) return ok(undefined);
  const file = `${directory}/${logFile}`;
  const appended = await host.appendToFile(file, logLine, "refuse");
  return appended.ok ? appended : fail(unwritableFile({ file, reason: appended.error }));
}

/** Outputs come last: a run that fails leaves none, so that no job goes on by half an answer. */
export async function writeRun(
  record: RunRecord,
  directory: string,
  outputs: Readonly<Record<string, string>>,
  host: Host,
): Promise<Result<void, Diagnostic>> {
  const recorded = await writeRecord(record, { directory, log: true }, host);
  return recorded.ok ? writeOutputs(outputs, host) : recorded;
}
