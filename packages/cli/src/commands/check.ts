import { join } from "node:path";
import {
  compile,
  type Drift,
  describeDrift,
  findLineEnds,
  type GeneratedText,
  type PlannedFile,
  sortFindings,
  type WritePlan,
} from "@yardmaster/compiler";
import { count, editedPlace, type Files, type Finding, githubLockFile, placeFinding } from "@yardmaster/core";
import { type ExitCode, exitCodes } from "../program/exit-code.ts";
import { type FindingTexts, readFindingTexts } from "../report/finding-texts.ts";
import { jsonText } from "../report/json-text.ts";
import { type Paint, paintFor } from "../report/paint.ts";
import { printGitHub } from "../report/print-github.ts";
import { printHuman } from "../report/print-human.ts";
import { jsonFinding } from "../report/print-json.ts";
import { printSarif } from "../report/print-sarif.ts";
import { unifiedDiff } from "../report/unified-diff.ts";
import { type CheckedTypes, checkTypes } from "../types/check-types.ts";
import type { Command } from "./command.ts";

type DriftedFile = Drift & { readonly file: PlannedFile };

interface CheckReport {
  readonly findings: readonly Finding[];
  readonly drift: readonly DriftedFile[];
  readonly fileCount: number;
  readonly texts: FindingTexts;
}

/** Evaluates again and compares; writes nothing. */
export const check: Command = async (given, { host, repository, compileOptions, settle }) => {
  const [types, { files, findings: made, isUnreadable, plan }] = await Promise.all([
    given.flags.has("no-types") ? noTypes : checkTypes(repository.root, host),
    compile(repository.root, host, compileOptions),
  ]);
  if (types.note !== undefined) host.stderr.write(`${types.note}\n`);
  const own = mergeTypes(made, types.diagnostics.map(placeFinding));
  const drift = plan.flatMap((file) => {
    const described = describeDrift(file, repository);
    return described ? { ...described, file } : [];
  });
  const findings = [
    ...own,
    ...(await compareGitHubLock(files, repository.root, host.files)),
    ...(await findLineEnds(withOtherLineEnds(plan), repository.root, host.files)).map(placeFinding),
  ];
  const texts = await readFindingTexts(findings, repository.root, host.files);
  const report = { findings, drift, fileCount: plan.length, texts };
  const stdout = printReport(report, given.values.get("format"), paintFor(host.stdout, host.env));
  host.stdout.write(stdout);
  const code = exitCodeOf({
    isUnreadable: isUnreadable || types.isUncheckable,
    hasErrors: findings.some(isError),
    hasDrift: drift.length > 0,
  });
  // The compiler reads more than what goes through the host, and so does git, which is asked about most of what has drifted.
  const isToldAlone = drift.every(({ kind }) => kind === "missing" || kind === "foreign");
  if (given.flags.has("no-types") && isToldAlone) settle({ code, stdout, stderr: "" });
  return code;
};

const noTypes: CheckedTypes = { diagnostics: [], isUncheckable: false };

/** One sentence a line: where an error of ours stands, it says more of workflows than the compiler's. */
function mergeTypes(own: readonly Finding[], types: readonly Finding[]): readonly Finding[] {
  const told = new Set(own.filter(isError).map(lineOf));
  return sortFindings([...own, ...types.filter((finding) => !told.has(lineOf(finding)))]);
}

function lineOf(finding: Finding): string {
  const place = editedPlace(finding);
  return place && "line" in place ? `${place.file}:${place.line}` : "";
}

function isError({ severity }: Finding): boolean {
  return severity === "error";
}

function withOtherLineEnds(plan: WritePlan): readonly string[] {
  return plan.flatMap((file) => (file.kind === "unchanged" && file.lineEnds ? [file.path] : []));
}

/** Nothing where the repository has not both locks; what is wrong with ours is `bind`'s to say. */
async function compareGitHubLock(
  generated: readonly GeneratedText[],
  root: string,
  files: Files,
): Promise<readonly Finding[]> {
  const bytes = await files.read(join(root, githubLockFile));
  if (!bytes) return [];
  const { checkGitHubLock, readLock } = await import("@yardmaster/pins");
  const read = await readLock(root, files);
  if (!read.ok) return [];
  const paths = new Set(generated.map(({ path }) => path));
  const { lock, placeOf } = read.value;
  return checkGitHubLock(new TextDecoder().decode(bytes), lock, placeOf, paths).map(placeFinding);
}

function exitCodeOf(p: { isUnreadable: boolean; hasErrors: boolean; hasDrift: boolean }): ExitCode {
  if (p.isUnreadable) return exitCodes.usage;
  return p.hasErrors || p.hasDrift ? exitCodes.findings : exitCodes.clean;
}

function printReport(report: CheckReport, format: string | undefined, paint: Paint): string {
  if (format === "json") return printJson(report);
  if (format === "github") {
    const drift = report.drift.map((drifted) => drifted.finding);
    return printGitHub([...report.findings, ...drift], report.texts) + lastLine(report);
  }
  if (format === "sarif") {
    return printSarif([...report.findings, ...report.drift.map((drifted) => drifted.finding)], report.texts);
  }
  const drift = report.drift.map(
    (drifted) => printHuman([drifted.finding], new Map(), paint) + diffOf(drifted.file, paint),
  );
  return printHuman(report.findings, report.texts, paint) + drift.join("") + lastLine(report);
}

function printJson({ findings, drift, texts }: CheckReport): string {
  const output = {
    drift: drift.map(({ kind, file }) => ({ file: file.path, kind, source: file.source })),
    findings: findings.map((finding) => jsonFinding(finding, texts)),
  };
  return jsonText(output);
}

function diffOf(file: PlannedFile, paint: Paint): string {
  if (!("after" in file) || file.after === undefined) return "";
  const before = "before" in file ? file.before : undefined;
  return unifiedDiff(file.path, before, { text: file.after, source: file.source }, paint);
}

function lastLine({ findings, drift, fileCount }: CheckReport): string {
  const kinds = [...new Set(drift.map(({ kind }) => kind))].sort();
  const drifted = kinds.map((kind) => `${drift.filter((entry) => entry.kind === kind).length} ${kind}`);
  const inStep = fileCount - drift.length;
  const files = fileCount === 0 ? [] : [`${inStep} in step`, ...drifted];
  return `${count(fileCount, "file")}${files.length > 0 ? `: ${files.join(", ")}` : ""}; ${count(findings.length, "finding")}\n`;
}
