import { join } from "node:path";
import { printBindings } from "@yardmaster/codegen";
import { applyPlan, dataFolder, planReplacement } from "@yardmaster/compiler";
import { type ActionsLock, count, type Diagnostic, printActionsLock, printImage } from "@yardmaster/core";
import {
  isRefusal,
  type LockChange,
  type LockedImageChange,
  lockFile,
  lockMissing,
  parseBindRequest,
  readLock,
  resolveBindings,
  type Transport,
} from "@yardmaster/pins";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import { userAgent } from "../../program/program.ts";
import { visibleText } from "../../report/visible-text.ts";
import { withProgress } from "../../report/with-progress.ts";
import type { Command, CommandContext } from "../command.ts";
import { type BindPrinter, bindPrinter } from "./print-bind.ts";

const noActions: ActionsLock = { version: 1, actions: {} };
/** Resolves actions over the network, and writes lock and bindings: both, or neither when anything is wrong. */
export const bindActions: Command = async (given, context) => {
  const { host, repository } = context;
  const print = bindPrinter(given, context);
  const refuse = (problems: readonly Diagnostic[]): ExitCode => {
    print.problems(problems);
    return print.end(problems.every(isRefusal) ? exitCodes.findings : exitCodes.usage);
  };
  const read = await readLock(repository.root, host.files);
  // The first action makes the lock.
  if (!read.ok && read.error.code !== lockMissing.code) return refuse([read.error]);
  const { lock: before, bytes } = read.ok ? read.value : { lock: noActions, bytes: undefined };
  const { flags, values, operands } = given;
  const request = parseBindRequest({ flags, minAge: values.get("min-age"), operands }, before, host.now());
  if (!request.ok) {
    if (typeof request.error !== "string") return refuse(request.error);
    host.stderr.write(`${visibleText(request.error)} Run \`yardmaster help bind\` for what there is.\n`);
    return exitCodes.usage;
  }
  const transport = values.get("transport") as Transport | undefined;
  const { changes, images, problems, lock } = await withProgress(
    "asking servers for versions and commits",
    host,
    ({ env, stderr }) => {
      const log = (line: string) => stderr.write(`${visibleText(line)}\n`);
      return resolveBindings(request.value, before, { env, transport, userAgent, log });
    },
    context.unrecorded,
  );
  if (problems.length > 0) {
    const code = refuse(problems);
    host.stderr.write(`${count(problems.length, "error")}; nothing was written.\n`);
    return code;
  }
  for (const change of changes) {
    print.line(describe(change));
    if (change.note !== undefined) host.stderr.write(`${visibleText(`${change.action}: ${change.note}`)}.\n`);
  }
  for (const change of images) print.line(describeImage(change));
  await writeAll(bytes, lock, context, print);
  return print.end(exitCodes.clean);
};

async function writeAll(
  lockBytes: Uint8Array | undefined,
  lock: ActionsLock,
  { host, repository }: CommandContext,
  print: BindPrinter,
): Promise<void> {
  const bindings = printBindings(lock);
  const path = `${dataFolder}/${bindings.path}`;
  const plan = [
    planReplacement({ path: lockFile, source: lockFile, text: printActionsLock(lock) }, lockBytes),
    planReplacement(
      { path, source: lockFile, text: bindings.text },
      await host.files.read(join(repository.root, path)),
    ),
  ];
  await applyPlan(plan, repository.root, host.files);
  for (const file of plan) print.file(file);
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
