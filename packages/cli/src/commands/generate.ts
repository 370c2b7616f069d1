import {
  applyPlan,
  type Compilation,
  compile,
  compileChanged,
  describeDrift,
  forcePlan,
  isBlocked,
  recordMade,
  type WritePlan,
} from "@yardmaster/compiler";
import { count, type Finding } from "@yardmaster/core";
import { type ExitCode, exitCodes } from "../program/exit-code.ts";
import { readFindingTexts } from "../report/finding-texts.ts";
import { paintFor } from "../report/paint.ts";
import { printHuman } from "../report/print-human.ts";
import { jsonFinding } from "../report/print-json.ts";
import { countChanges, writeVerbs } from "../report/write-verbs.ts";
import type { CommandContext } from "./command.ts";

/** What came of compiling the sources and writing what they make. */
export interface Generated extends Pick<Compilation, "findings" | "sources"> {
  readonly code: ExitCode;
  /** What was done; undefined where nothing was written. */
  readonly written?: WritePlan;
  /** What standard error was told of the findings. */
  readonly told: string;
  /** Of files that would lose content. */
  readonly lost: readonly Finding[];
  /** It may not be written yet. */
  readonly isPutOff?: true;
}

export interface GenerateOptions {
  readonly isForced: boolean;
  /** Asked before anything is written. False leaves everything as it is. */
  readonly mayWrite?: (plan: WritePlan) => boolean;
  /** Around what writes. */
  readonly unbroken?: (work: () => Promise<void>) => Promise<void>;
}

/** What `gen` sees without the types is told; what only they see is not. */
export const typesNote = "Types were not checked: `yardmaster check` does that.\n";

/** Writes all files or, when anything is wrong or would lose somebody's work, none; tells standard error what is wrong. */
export async function generate(
  context: CommandContext,
  { isForced, mayWrite = () => true, unbroken = (work) => work() }: GenerateOptions,
): Promise<Generated> {
  const { host, repository } = context;
  const { files, findings, isUnreadable, plan, leftovers, sources } = await compileNeeded(context);
  const chosen = isForced ? forcePlan(plan) : plan;
  const blocked = chosen.filter(isBlocked);
  const errors = findings.filter((finding) => finding.severity === "error");
  const isRefused = errors.length > 0 || blocked.length > 0;
  if (!isRefused && !mayWrite(chosen)) {
    return { code: exitCodes.clean, told: "", lost: [], findings, sources, isPutOff: true };
  }
  const told = await report(findings, context);
  const lost = blocked.flatMap((file) => describeDrift(file, repository)?.finding ?? []);
  await report(lost, context);
  if (isRefused) {
    const reasons = [
      ...(errors.length > 0 ? [count(errors.length, "error")] : []),
      ...(blocked.length > 0 ? [`${count(blocked.length, "file")} would lose content`] : []),
    ];
    host.stderr.write(`${reasons.join(", ")}; nothing was written.\n`);
    return { code: isUnreadable ? exitCodes.usage : exitCodes.findings, told, lost, findings, sources };
  }

  const written = chosen.flatMap((file) =>
    file.kind === "create" || file.kind === "update" ? [{ path: file.path, text: file.after }] : [],
  );
  await unbroken(async () => {
    await applyPlan(chosen, repository.root, host.files, leftovers);
    // Those that were in step as well: what was made of them before is out of date.
    await recordMade(files ?? written, repository.root, host.files);
  });
  return { code: exitCodes.clean, written: chosen, told, lost, findings, sources };
}

/** As little as a change since the last run can reach. */
async function compileNeeded({
  host,
  repository: { root },
  compileOptions,
  outdated,
  buildOnLast,
}: CommandContext): Promise<Omit<Compilation, "files"> & Partial<Pick<Compilation, "files">>> {
  const sources = outdated?.run.outcome.sources;
  if (!outdated || !sources) return compile(root, host, compileOptions);
  const changed = await compileChanged(root, host, { sources, changed: outdated.changed }, compileOptions);
  if (!changed) return compile(root, host, compileOptions);
  buildOnLast();
  return changed;
}

async function report(findings: readonly Finding[], { host, repository }: CommandContext): Promise<string> {
  const texts = await readFindingTexts(findings, repository.root, host.files);
  const text = printHuman(findings, texts, paintFor(host.stderr, host.env));
  host.stderr.write(text);
  return text;
}

/** A contract: gen.schema.json. */
export async function jsonGenerated(
  plan: WritePlan,
  findings: readonly Finding[],
  { host, repository }: Pick<CommandContext, "host" | "repository">,
) {
  const texts = await readFindingTexts(findings, repository.root, host.files);
  return {
    files: doneIn(plan).map(({ path, source, verb }) => ({ file: path, change: verb, source })),
    findings: findings.map((finding) => jsonFinding(finding, texts)),
  };
}

/** A line for each file that has changed, and one of counts: `3 files: 1 updated, 2 unchanged`. */
export function countGenerated(plan: WritePlan): string {
  const done = doneIn(plan);
  const changed = done.filter(({ verb }) => verb !== "unchanged").map(({ verb, path }) => `${verb} ${path}\n`);
  return `${changed.join("")}${countChanges(done.map(({ verb }) => verb))}\n`;
}

function doneIn(plan: WritePlan) {
  return plan.flatMap(({ kind, path, source }) =>
    kind in writeVerbs ? [{ path, source, verb: writeVerbs[kind as keyof typeof writeVerbs] }] : [],
  );
}
