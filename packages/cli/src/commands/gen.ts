import {
  applyPlan,
  type Compilation,
  compile,
  compileChanged,
  describeDrift,
  forcePlan,
  isBlocked,
  type PlannedFile,
  recordMade,
  type WritePlan,
} from "@yardmaster/compiler";
import { count, type Finding } from "@yardmaster/core";
import { exitCodes } from "../program/exit-code.ts";
import { readFindingTexts } from "../report/finding-texts.ts";
import { jsonText } from "../report/json-text.ts";
import { paintFor } from "../report/paint.ts";
import { printHuman } from "../report/print-human.ts";
import { jsonFinding } from "../report/print-json.ts";
import type { Command, CommandContext } from "./command.ts";

/** What `gen` sees without the types is told; what only they see is not. */
const typesNote = "Types were not checked: `yardmaster check` does that.\n";

const verbs = { create: "created", update: "updated", "delete-orphan": "deleted", unchanged: "unchanged" } as const;

/** Writes all files or, when anything is wrong or would lose somebody's work, none. */
export const gen: Command = async (given, context) => {
  const { host, repository, settle } = context;
  const { files, findings, isUnreadable, plan, leftovers, sources } = await compileNeeded(context);
  const isJson = given.values.get("format") === "json";
  const told = await report(findings, context);
  const chosen = given.flags.has("force") ? forcePlan(plan) : plan;
  const blocked = chosen.filter(isBlocked);
  const lost = blocked.flatMap((file) => describeDrift(file, repository)?.finding ?? []);
  await report(lost, context);
  const errors = findings.filter((finding) => finding.severity === "error");
  if (errors.length > 0 || blocked.length > 0) {
    const reasons = [
      ...(errors.length > 0 ? [count(errors.length, "error")] : []),
      ...(blocked.length > 0 ? [`${count(blocked.length, "file")} would lose content`] : []),
    ];
    if (isJson) host.stdout.write(await printJson([], [...findings, ...lost], context));
    host.stderr.write(`${reasons.join(", ")}; nothing was written.\n`);
    return isUnreadable ? exitCodes.usage : exitCodes.findings;
  }

  await applyPlan(chosen, repository.root, host.files, leftovers);
  const written = chosen.flatMap((file) =>
    file.kind === "create" || file.kind === "update" ? [{ path: file.path, text: file.after }] : [],
  );
  // Those that were in step as well: what was made of them before is out of date.
  await recordMade(files ?? written, repository.root, host.files);
  host.stdout.write(isJson ? await printJson(chosen, findings, context) : summary(chosen));
  host.stderr.write(typesNote);
  // What was said may speak of files as they were before they were written.
  const isWritten = chosen.every(({ kind }) => kind === "unchanged");
  if (isWritten || (findings.length === 0 && !chosen.some(({ kind }) => kind === "delete-orphan"))) {
    const next = chosen.map(({ path, source }): PlannedFile => ({ kind: "unchanged", path, source }));
    const stdout = isJson ? await printJson(next, findings, context) : summary(next);
    settle({ code: exitCodes.clean, stdout, stderr: told + typesNote, sources });
  }
  return exitCodes.clean;
};

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
async function printJson(
  plan: WritePlan,
  findings: readonly Finding[],
  { host, repository }: CommandContext,
): Promise<string> {
  const texts = await readFindingTexts(findings, repository.root, host.files);
  return jsonText({
    files: doneIn(plan).map(({ path, source, verb }) => ({ file: path, change: verb, source })),
    findings: findings.map((finding) => jsonFinding(finding, texts)),
  });
}

function doneIn(plan: WritePlan) {
  return plan.flatMap(({ kind, path, source }) =>
    kind in verbs ? { path, source, verb: verbs[kind as keyof typeof verbs] } : [],
  );
}

function summary(plan: WritePlan): string {
  const done = doneIn(plan);
  const changed = done.filter(({ verb }) => verb !== "unchanged").map(({ verb, path }) => `${verb} ${path}\n`);
  const counts = Object.values(verbs).flatMap((verb) => {
    const number = done.filter((file) => file.verb === verb).length;
    return number > 0 ? [`${number} ${verb}`] : [];
  });
  return `${changed.join("")}${count(done.length, "file")}${counts.length > 0 ? `: ${counts.join(", ")}` : ""}\n`;
}
