import { join } from "node:path";
import {
  applyPlan,
  type Compilation,
  compile,
  type PlannedFile,
  recordMade,
  type WritePlan,
} from "@yardmaster/compiler";
import { type ActionsLock, type Diagnostic, githubLockFile, placeFinding, printActionsLock } from "@yardmaster/core";
import {
  adoptChanges,
  type ChangedPins,
  lockFile,
  type ReadLock,
  type RefreshMetadata,
  readLock,
  refreshMetadata,
  type Transport,
} from "@yardmaster/pins";
import type { Arguments } from "../../program/arguments.ts";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { userAgent } from "../../program/program.ts";
import { visibleText } from "../../report/visible-text.ts";
import { withProgress } from "../../report/with-progress.ts";
import type { Command, CommandContext } from "../command.ts";
import { describeLeft } from "./describe-left.ts";
import { type Adoption, changesIn, planAdoption } from "./plan-adoption.ts";
import { type AdoptionReport, printAdoption } from "./print-adoption.ts";

/** Writes the lock, the bindings and all generated files together, or nothing. Reads metadata over the network. */
export const adopt: Command = async (given, context) => {
  const report = (code: ExitCode, told: Partial<AdoptionReport>): Promise<ExitCode> =>
    printAdoption({ code, bumps: [], images: [], unverified: [], written: [], findings: [], ...told }, given, context);
  const refuse = (findings: readonly Diagnostic[]) =>
    report(exitCodes.findings, { findings: findings.map(placeFinding) });
  const opened = await readLock(context.repository.root, context.host.files);
  if (!opened.ok) return report(exitCodes.usage, { findings: [placeFinding(opened.error)] });
  const read = opened.value;
  const { root } = context.repository;
  const now = await compile(root, context.host, context.compileOptions);
  if (hasErrors(now)) return report(failureOf(now), { findings: now.findings });

  const pins = await readChanges(now.plan, context);
  const adopted = await withProgress(
    given.flags.has("offline") ? "reading what changed" : "asking servers what changed",
    context.host,
    (host) => adoptChanges(pins, read, refreshFor(given, host)),
    context.unrecorded,
  );
  if (!adopted.ok) return refuse(adopted.error);
  const { lock, bumps, images, unverified } = adopted.value;
  const hasBumps = bumps.length + images.length > 0;
  const texts = hasBumps ? await textsOf(lock, read, context) : [];
  const overlay = new Map(texts.map(({ path, after }) => [path, after]));
  const next = hasBumps ? await compile(root, context.host, { ...context.compileOptions, overlay }) : now;
  if (hasErrors(next)) return report(failureOf(next), { findings: next.findings });
  const { writes, left } = planFor(now.plan, next.plan, hasBumps);
  const all = [...texts, ...writes];
  if (!given.flags.has("dry-run")) {
    await applyPlan(all, root, context.host.files, next.leftovers);
    const settled = new Set([...writes, ...next.plan.filter(isUnchanged)].map(({ path }) => path));
    await recordMade(
      next.files.filter(({ path }) => settled.has(path)),
      root,
      context.host.files,
    );
  }
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

function isUnchanged({ kind }: PlannedFile): boolean {
  return kind === "unchanged";
}

/** Also what a bot moved in GitHub's own lock, where there is one. */
async function readChanges(plan: WritePlan, { host, repository }: CommandContext): Promise<ChangedPins> {
  const bytes = await host.files.read(join(repository.root, githubLockFile));
  const generated = new Set(plan.map(({ path }) => path));
  return { ...changesIn(plan), githubLock: bytes && new TextDecoder().decode(bytes), generated };
}

/** Undefined where the network may not be used. */
function refreshFor({ flags, values }: Arguments, host: Host): RefreshMetadata | undefined {
  if (flags.has("offline")) return undefined;
  const log = (line: string) => host.stderr.write(`${visibleText(line)}\n`);
  const transport = values.get("transport") as Transport | undefined;
  return refreshMetadata({ env: host.env, transport, userAgent, log });
}

function hasErrors({ findings }: Compilation): boolean {
  return findings.some((finding) => finding.severity === "error");
}

function failureOf({ isUnreadable }: Compilation): ExitCode {
  return isUnreadable ? exitCodes.usage : exitCodes.findings;
}

/** The lock and, where they exist, the bindings that are made from it. */
async function textsOf(
  lock: ActionsLock,
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
