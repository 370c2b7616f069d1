import { join } from "node:path";
import {
  compile,
  describeDrift,
  describeRepository,
  isBlocked,
  type PlannedFile,
  type WritePlan,
} from "@yardmaster/compiler";
import { overlayFiles } from "@yardmaster/compiler/host";
import type { Finding } from "@yardmaster/core";
import type { Host } from "../../program/host.ts";
import { findModules, findReplacements, type Imported, planImport } from "../import/plan-import.ts";
import type { InitPlan } from "./plan-init.ts";

export interface PreparedWrites {
  /** Everything that is written, in one go; without what stays as it is. */
  readonly plan: WritePlan;
  /** Generated files, as they will be. */
  readonly made: readonly { readonly path: string; readonly text: string }[];
  readonly leftovers: readonly string[];
  readonly findings: readonly Finding[];
}

/** What `gen` would make with the plan written, and the plan itself: nothing is on the disk yet. */
export async function prepareWrites(
  { root, files }: InitPlan,
  imported: Imported | undefined,
  host: Host,
): Promise<PreparedWrites> {
  const written = files.flatMap((file) => ("after" in file ? [file] : []));
  const replacements = imported ? findReplacements(imported) : [];
  const overlay = new Map([
    ...written.map(({ path, after }) => [path, after] as const),
    ...(imported ? findModules(imported.result) : []),
    ...replacements.map(({ file, text }) => [file.path, text] as const),
  ]);
  const outside = { ...host, files: overlayFiles(host.files, root, overlay) };
  const { genCommand } = await describeRepository(root, outside.files);
  const compiled = await compile(root, outside, { overlay, genCommand });
  const replaced = new Map(replacements.map(({ file }) => [file.path, file.bytes]));
  const texts = new Map(compiled.files.map(({ path, text }) => [path, text]));
  const own = written.map((file): PlannedFile => {
    const { path, after } = file;
    return file.change === "create"
      ? { kind: "create", path, source: path, after }
      : { kind: "update", path, source: path, before: file.before, after };
  });
  const modules = imported
    ? (await planImport(imported, root, host.files)).filter(({ kind }) => kind === "create")
    : [];
  const yaml = replacements.map(({ file, source, text }): PlannedFile => {
    const after = texts.get(file.path) ?? text;
    return { kind: "update", path: file.path, source, before: file.bytes, after };
  });
  const generated = compiled.plan.filter(({ kind, path }) => kind !== "unchanged" && !replaced.has(path));
  const blocked = generated.filter(isBlocked).flatMap((file) => {
    const described = describeDrift(file, { root, genCommand, forceCommand: `${genCommand} --force` });
    return described ? [described.finding] : [];
  });
  return {
    plan: [...own, ...modules, ...yaml, ...generated],
    made: compiled.files.filter(({ path }) => !generated.some((file) => isBlocked(file) && file.path === path)),
    leftovers: compiled.leftovers,
    findings: [...compiled.findings.filter(({ severity }) => severity === "error"), ...blocked],
  };
}

/** Files that somebody has changed since they were read. */
export function findChangedSince(plan: WritePlan, root: string, { files }: Pick<Host, "files">): readonly string[] {
  const now = files.readAll(plan.map(({ path }) => join(root, path)));
  return plan.flatMap((file, index) => {
    const before = "before" in file ? file.before : undefined;
    const content = now[index];
    const isSame =
      content === undefined || before === undefined ? content === before : Buffer.compare(content, before) === 0;
    return isSame ? [] : [file.path];
  });
}
