import { join } from "node:path";
import { printBindings } from "@yardmaster/codegen";
import { applyPlan, compareText, dataFolder, type PlannedFile } from "@yardmaster/compiler";
import {
  type ActionsLock,
  count,
  type Diagnostic,
  type ImageReference,
  type LockedAction,
  placeFinding,
  printActionsLock,
  printImage,
} from "@yardmaster/core";
import {
  type BindRequest,
  type LockChange,
  type LockedImageChange,
  lockFile,
  lockMissing,
  parseBindRequest,
  pinMoved,
  pinTooNew,
  pinUnreleased,
  planBinding,
  planImages,
  planUpdate,
  readLock,
  type Transport,
  withReaders,
} from "@yardmaster/pins";
import { type ExitCode, exitCodes } from "../../exit-code.ts";
import { userAgent } from "../../program.ts";
import { paintFor } from "../../report/paint.ts";
import { printHuman } from "../../report/print-human.ts";
import { visibleText } from "../../report/visible-text.ts";
import type { Command, CommandContext } from "../command.ts";

const noActions: ActionsLock = { version: 1, actions: {} };
/** Sound input that is refused; everything else could not be read or was named wrongly. */
const refusals: readonly string[] = [pinTooNew.code, pinUnreleased.code, pinMoved.code];

/** Resolves actions over the network, and writes lock and bindings: both, or neither when anything is wrong. */
export const bindActions: Command = async (given, context) => {
  const { host, repository } = context;
  const read = await readLock(repository.root, host.files);
  // The first action makes the lock.
  if (!read.ok && read.error.code !== lockMissing.code) return refuse([read.error], context);
  const { lock: before, bytes } = read.ok ? read.value : { lock: noActions, bytes: undefined };
  const request = parseBindRequest(
    { flags: given.flags, minAge: given.values.get("min-age"), operands: given.operands },
    before,
    host.now(),
  );
  if (!request.ok) {
    if (typeof request.error !== "string") return refuse(request.error, context);
    host.stderr.write(`${visibleText(request.error)} Run \`yardmaster help bind\` for what there is.\n`);
    return exitCodes.usage;
  }
  const changes = await resolve(request.value, before, given.values.get("transport") as Transport | undefined, context);
  const images = request.value.kind === "bind" ? await resolveImages(request.value, before) : [];
  const problems = [...changes, ...images].flatMap(({ after }) => (after.ok ? [] : [after.error]));
  if (problems.length > 0) {
    const code = refuse(problems, context);
    host.stderr.write(`${count(problems.length, "error")}; nothing was written.\n`);
    return code;
  }
  for (const change of changes) {
    host.stdout.write(`${visibleText(describe(change))}\n`);
    if (change.note !== undefined) host.stderr.write(`${visibleText(`${change.action}: ${change.note}`)}.\n`);
  }
  for (const change of images) host.stdout.write(`${visibleText(describeImage(change))}\n`);
  await writeAll(bytes, mergeLock(before, changes, images), context);
  return exitCodes.clean;
};

function resolve(
  request: BindRequest,
  before: ActionsLock,
  transport: Transport | undefined,
  { host }: CommandContext,
): Promise<readonly LockChange[]> {
  const log = (line: string) => host.stderr.write(`${visibleText(line)}\n`);
  return withReaders({ env: host.env, transport, userAgent, log }, (readerFor) =>
    request.kind === "update"
      ? planUpdate(request.actions, before.actions, readerFor, request.options)
      : planBinding(request.references, before.actions, readerFor, request.options),
  );
}

function resolveImages(
  { images, options }: Extract<BindRequest, { kind: "bind" }>,
  before: ActionsLock,
): Promise<readonly LockedImageChange[]> {
  return planImages(images, before.images ?? {}, options.needsDigest);
}

function mergeLock(
  before: ActionsLock,
  changes: readonly LockChange[],
  imageChanges: readonly LockedImageChange[],
): ActionsLock {
  const images = imageChanges.flatMap(({ key, after }): [string, ImageReference][] =>
    after.ok ? [[key, after.value]] : [],
  );
  const taken = changes.flatMap(({ action, after }): [string, LockedAction][] =>
    after.ok ? [[action, after.value]] : [],
  );
  return {
    ...before,
    actions: { ...before.actions, ...Object.fromEntries(taken) },
    ...(images.length > 0 ? { images: { ...before.images, ...Object.fromEntries(images) } } : {}),
  };
}

async function writeAll(lockBytes: Uint8Array | undefined, lock: ActionsLock, { host, repository }: CommandContext) {
  const bindings = printBindings(lock);
  const path = `${dataFolder}/${bindings.path}`;
  const wanted = [
    { path: lockFile, after: printActionsLock(lock), before: lockBytes },
    { path, after: bindings.text, before: await host.files.read(join(repository.root, path)) },
  ];
  const plan = wanted.map(({ path: target, after, before }): PlannedFile => {
    if (!before) return { kind: "create", path: target, source: lockFile, after };
    return compareText(before, after) !== "different"
      ? { kind: "unchanged", path: target, source: lockFile }
      : { kind: "update", path: target, source: lockFile, before, after };
  });
  await applyPlan(plan, repository.root, host.files);
  const verbs: Readonly<Record<string, string>> = { create: "created", update: "updated", unchanged: "unchanged" };
  for (const file of plan) host.stdout.write(`${verbs[file.kind]} ${file.path}\n`);
}

function describe({ action, before, after }: LockChange): string {
  if (!after.ok) return "";
  const { version, sha } = after.value;
  const pin = `${action} ${version} ${sha.slice(0, 12)}`;
  if (before?.sha === sha && before.version === version) {
    return before.digest === after.value.digest ? `current ${pin}` : `read ${pin}`;
  }
  return before ? `moved ${pin} (was ${before.version})` : `locked ${pin}`;
}

function describeImage({ key, before, after }: LockedImageChange): string {
  if (!after.ok) return "";
  const image = `images.${key} ${printImage(after.value)}`;
  if (!before) return `locked ${image}`;
  const was = printImage(before);
  return was === printImage(after.value) ? `current ${image}` : `moved ${image} (was ${was})`;
}

function refuse(problems: readonly Diagnostic[], { host }: CommandContext): ExitCode {
  host.stderr.write(printHuman(problems.map(placeFinding), new Map(), paintFor(host.stderr, host.env)));
  return problems.every(({ code }) => refusals.includes(code)) ? exitCodes.findings : exitCodes.usage;
}
