import type { Host } from "../program/host.ts";
import { jsonText } from "../report/json-text.ts";
import { type Paint, paintFor } from "../report/paint.ts";
import { printGitHub } from "../report/print-github.ts";
import { jsonFinding } from "../report/print-json.ts";
import { printSarif } from "../report/print-sarif.ts";
import { withProgress } from "../report/with-progress.ts";
import { type CheckedTypes, checkTypes } from "../types/check-types.ts";
import { type CheckReport, checkRepository, countCheck, printCheck } from "./check-repository.ts";
import type { Command } from "./command.ts";

/** Evaluates again and compares; writes nothing. */
export const check: Command = async (given, context) => {
  const { host, repository, settle, timed, unrecorded } = context;
  const isUntyped = given.flags.has("no-types");
  const work = (host: Host) => {
    const types = isUntyped ? Promise.resolve(noTypes) : checkTypes(repository.root, host);
    return checkRepository({ ...context, host }, types);
  };
  const report = await withProgress(isUntyped ? "compiling" : "compiling and checking types", host, work, unrecorded);
  const { code, drift, note } = report;
  if (note !== undefined) host.stderr.write(`${note}\n`);
  const { format = "human" } = Object.fromEntries(given.values);
  const stdout = printReport(report, format, paintFor(host.stdout, host.env));
  const isTimed = format === "human";
  host.stdout.write(isTimed ? timed(stdout) : stdout);
  // The compiler reads more than what goes through the host, and so does git, which is asked about most of what has drifted.
  const isToldAlone = drift.every(({ kind }) => kind === "missing" || kind === "foreign");
  if (isUntyped && isToldAlone) settle({ code, stdout, stderr: "", isTimed });
  return code;
};

const noTypes: CheckedTypes = { diagnostics: [], isUncheckable: false };

function printReport(report: CheckReport, format: string, paint: Paint): string {
  if (format === "json") return printJson(report);
  const all = () => [...report.findings, ...report.drift.map(({ finding }) => finding)];
  if (format === "github") return printGitHub(all(), report.texts) + countCheck(report);
  if (format === "sarif") return printSarif(all(), report.texts);
  return printCheck(report, paint);
}

function printJson({ findings, drift, texts }: CheckReport): string {
  const output = {
    drift: drift.map(({ kind, file }) => ({ file: file.path, kind, source: file.source })),
    findings: findings.map((finding) => jsonFinding(finding, texts)),
  };
  return jsonText(output);
}
