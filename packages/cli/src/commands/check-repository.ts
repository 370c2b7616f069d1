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
import type { Paint } from "../report/paint.ts";
import { printHuman } from "../report/print-human.ts";
import { unifiedDiff } from "../report/unified-diff.ts";
import type { CheckedTypes } from "../types/check-types.ts";
import type { CommandContext } from "./command.ts";

export type DriftedFile = Drift & { readonly file: PlannedFile };

/** What `check` has to say of a repository. */
export interface CheckReport {
  readonly findings: readonly Finding[];
  readonly drift: readonly DriftedFile[];
  readonly fileCount: number;
  readonly texts: FindingTexts;
  readonly code: ExitCode;
}

/** Evaluates the sources and compares what they make with the disk; writes nothing. */
export async function checkRepository(
  { host, repository, compileOptions }: Pick<CommandContext, "host" | "repository" | "compileOptions">,
  types: Promise<CheckedTypes>,
): Promise<CheckReport & { readonly note: string | undefined }> {
  const [checked, { files, findings: made, isUnreadable, plan }] = await Promise.all([
    types,
    compile(repository.root, host, compileOptions),
  ]);
  const own = mergeTypes(made, checked.diagnostics.map(placeFinding));
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
  const code = exitCodeOf({
    isUnreadable: isUnreadable || checked.isUncheckable,
    hasErrors: findings.some(isError),
    hasDrift: drift.length > 0,
  });
  return { findings, drift, fileCount: plan.length, texts, code, note: checked.note };
}

/** For people; ends with the line of counts. */
export function printCheck(report: CheckReport, paint: Paint, inStepWords?: string): string {
  const drift = report.drift.map(
    (drifted) => printHuman([drifted.finding], new Map(), paint) + diffOf(drifted.file, paint),
  );
  return printHuman(report.findings, report.texts, paint) + drift.join("") + countCheck(report, inStepWords);
}

/**
 * `3 files: 2 in step, 1 stale; 0 findings`
 * @param inStepWords what the files are that the sources make so.
 */
export function countCheck({ findings, drift, fileCount }: CheckReport, inStepWords = "in step"): string {
  const kinds = [...new Set(drift.map(({ kind }) => kind))].sort();
  const drifted = kinds.map((kind) => `${drift.filter((entry) => entry.kind === kind).length} ${kind}`);
  const inStep = fileCount - drift.length;
  const files = fileCount === 0 ? [] : [`${inStep} ${inStepWords}`, ...drifted];
  return `${count(fileCount, "file")}${files.length > 0 ? `: ${files.join(", ")}` : ""}; ${count(findings.length, "finding")}\n`;
}

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

function diffOf(file: PlannedFile, paint: Paint): string {
  if (!("after" in file) || file.after === undefined) return "";
  const before = "before" in file ? file.before : undefined;
  return unifiedDiff(file.path, before, { text: file.after, source: file.source }, paint);
}
