import { join } from "node:path";
import { printBindings } from "@yardmaster/codegen";
import { applyPlan, dataFolder, findLineEnds, planReplacement } from "@yardmaster/compiler";
import type { Diagnostic } from "@yardmaster/core";
import { lockFile, readLock } from "@yardmaster/pins";
import { bindingsStale } from "../../program/diagnostics.ts";
import { exitCodes } from "../../program/exit-code.ts";
import type { Command } from "../command.ts";
import { bindPrinter } from "./print-bind.ts";

const networkFlags = ["update", "major", "allow-branch", "no-digest"];

/**
 * Writes the typed functions of the actions in the lock, which holds what metadata declared. Only where actions are named,
 * or updates asked for, is anything loaded that uses the network.
 */
export const bind: Command = async (given, context) => {
  const isOnline =
    given.operands.length > 0 ||
    [...given.values.keys()].some((name) => name !== "format") ||
    networkFlags.some((flag) => given.flags.has(flag));
  if (isOnline) return (await import("./bind-actions.ts")).bindActions(given, context);
  const { host, repository } = context;
  const print = bindPrinter(given, context);
  const report = (diagnostic: Diagnostic): void => print.problems([diagnostic]);
  const read = await readLock(repository.root, host.files);
  if (!read.ok) {
    report(read.error);
    return print.end(exitCodes.usage);
  }
  const { path: name, text } = printBindings(read.value.lock);
  const path = `${dataFolder}/${name}`;
  const before = await host.files.read(join(repository.root, path));
  const file = planReplacement({ path, source: lockFile, text }, before);
  if (file.kind === "unchanged") {
    const changed = file.lineEnds ? [path] : [];
    for (const warning of await findLineEnds(changed, repository.root, host.files)) report(warning);
    print.file(file);
    return print.end(exitCodes.clean);
  }
  if (given.flags.has("check")) {
    report(bindingsStale({ path, lock: lockFile }, { file: path }));
    return print.end(exitCodes.findings);
  }
  await applyPlan([file], repository.root, host.files);
  print.file(file);
  return print.end(exitCodes.clean);
};
