import { join } from "node:path";
import { type Diagnostic, printActionsLock } from "@yardmaster/core";
import { type BumpedLock, bumpLock } from "../adopt/bump-lock.ts";
import { type ChangedPin, decideBumps } from "../adopt/decide-bumps.ts";
import { decideImageBumps } from "../adopt/decide-image-bumps.ts";
import { describeLeft } from "../adopt/describe-left.ts";
import { type Adoption, changesIn, planAdoption } from "../adopt/plan-adoption.ts";
import { type AdoptionReport, printAdoption } from "../adopt/print-adoption.ts";
import { readGitHubBumps } from "../adopt/read-github-bumps.ts";
import { githubLockFile } from "../adopt/read-github-lock.ts";
import type { RefreshMetadata } from "../adopt/refresh-metadata.ts";
import type { Arguments } from "../arguments.ts";
import { type Compilation, compile } from "../compile.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { applyPlan } from "../generated/apply-plan.ts";
import { type PlannedFile, planWrites, type WritePlan } from "../generated/plan-writes.ts";
import { type GeneratedFolders, readFurther, readGenerated } from "../generated/read-generated.ts";
import type { Transport } from "../pins/choose-reader.ts";
import { lockFile, type ReadLock, readLock } from "../read-lock.ts";
import { visibleText } from "../report/visible-text.ts";
import { placeFinding } from "../sources/locate-problems.ts";
import type { Command, CommandContext } from "./command.ts";

interface State extends Compilation {
  readonly plan: WritePlan;
  readonly onDisk: GeneratedFolders;
}

/** Writes the lock, the bindings and all generated files together, or nothing. Reads metadata over the network. */
export const adopt: Command = async (given, context) => {
  const report = (code: ExitCode, told: Partial<AdoptionReport>): Promise<ExitCode> =>
    printAdoption({ code, bumps: [], images: [], unverified: [], written: [], findings: [], ...told }, given, context);
  const refuse = (findings: readonly Diagnostic[]) =>
    report(exitCodes.findings, { findings: findings.map(placeFinding) });
  const opened = await readLock(context.repository.root, context.host.files);
  if (!opened.ok) return report(exitCodes.usage, { findings: [placeFinding(opened.error)] });
  const read = opened.value;
  const now = await compute(context);
  if (hasErrors(now)) return report(failureOf(now), { findings: now.findings });

  const changed = changesIn(now.plan);
  const pins = [...changed.changes, ...(await githubBumps(now.plan, read, context))];
  const decided = decideBumps(pins, read.lock, read.placeOf);
  const { bumps: images, refusals } = decideImageBumps(changed.images, read.lock, read.placeOfImage);
  if (decided.refusals.length + refusals.length > 0) return refuse([...decided.refusals, ...refusals]);
  const bumped = await bumpLock(read.lock, decided.bumps, images, await refreshFor(given, context));
  if (bumped.refusals.length > 0) return refuse(bumped.refusals);

  const { bumps, unverified } = bumped;
  const hasBumps = bumps.length + images.length > 0;
  const texts = hasBumps ? await textsOf(bumped, read, context) : [];
  const next = texts.length > 0 ? await compute(context, new Map(texts.map(({ path, after }) => [path, after]))) : now;
  if (hasErrors(next)) return report(failureOf(next), { findings: next.findings });
  const { writes, left } = planFor(now.plan, next.plan, hasBumps);
  const all = [...texts, ...writes];
  if (!given.flags.has("dry-run")) await write(all, next.onDisk, context);
  const findings = left.flatMap((file) => describeLeft(file, context.repository));
  const written = all.flatMap(({ kind, path }) => (kind === "unchanged" ? [] : [path]));
  return report(left.length > 0 ? exitCodes.findings : exitCodes.clean, {
    bumps,
    images,
    unverified,
    written,
    findings,
  });
};

/** What a bot moved in GitHub's own lock, where there is one. */
async function githubBumps(
  plan: WritePlan,
  { lock }: ReadLock,
  { host, repository }: CommandContext,
): Promise<readonly ChangedPin[]> {
  const bytes = await host.files.read(join(repository.root, githubLockFile));
  const generated = new Set(plan.map(({ path }) => path));
  return bytes ? readGitHubBumps(new TextDecoder().decode(bytes), lock, generated) : [];
}

/** Loads what uses the network only where it may be used. */
async function refreshFor(
  { flags, values }: Arguments,
  { host }: CommandContext,
): Promise<RefreshMetadata | undefined> {
  if (flags.has("offline")) return undefined;
  const { refreshMetadata } = await import("../adopt/refresh-metadata.ts");
  const log = (line: string) => host.stderr.write(`${visibleText(line)}\n`);
  return refreshMetadata(host.env, values.get("transport") as Transport | undefined, log);
}

async function compute(context: CommandContext, overlay?: ReadonlyMap<string, string>): Promise<State> {
  const { host, repository, checkText } = context;
  const usual = await readGenerated(repository.root, host.files);
  const compiled = await compile(repository, host, checkText, usual, overlay);
  const paths = compiled.files.map((file) => file.path);
  const onDisk = await readFurther(repository.root, usual, paths, host.files);
  return { ...compiled, onDisk, plan: hasErrors(compiled) ? [] : planWrites(compiled.files, onDisk.files) };
}

function hasErrors({ findings }: Compilation): boolean {
  return findings.some((finding) => finding.severity === "error");
}

function failureOf({ isUnreadable }: Compilation): ExitCode {
  return isUnreadable ? exitCodes.usage : exitCodes.findings;
}

/** The lock and, where they exist, the bindings that are made from it. */
async function textsOf(
  { lock }: BumpedLock,
  { bytes }: ReadLock,
  { host, repository }: CommandContext,
): Promise<readonly Extract<PlannedFile, { kind: "update" }>[]> {
  const { printBindings } = await import("@yardmaster/codegen");
  const { path: name, text } = printBindings(lock);
  const path = `generated/${name}`;
  const before = await host.files.read(join(repository.root, path));
  const update = { kind: "update", source: lockFile } as const;
  return [
    { ...update, path: lockFile, before: bytes, after: printActionsLock(lock) },
    ...(before ? [{ ...update, path, before, after: text }] : []),
  ];
}

/** Without a bump to take, only the files that write a locked pin in another form are put right. */
function planFor(before: WritePlan, after: WritePlan, hasBumps: boolean): Adoption {
  const { writes, left } = planAdoption(before, after);
  if (hasBumps) return { writes, left };
  const reformed = new Set(before.filter((file) => file.kind === "blocked-bumped").map((file) => file.path));
  return { writes: writes.filter((file) => reformed.has(file.path)), left };
}

async function write(plan: WritePlan, { leftovers }: GeneratedFolders, { host, repository }: CommandContext) {
  for (const leftover of leftovers) await host.files.remove(join(repository.root, leftover));
  await applyPlan(plan, repository.root, host.files);
}
