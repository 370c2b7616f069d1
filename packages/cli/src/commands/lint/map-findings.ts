import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { findRoot } from "@yardmaster/compiler/host";
import { createTranslator, findLintRoot, isSameText, pointAtSource, type Translator } from "@yardmaster/compiler/lint";
import { type Finding, fail, ok, type Result } from "@yardmaster/core";
import type { Host } from "../../program/host.ts";
import type { ForeignFinding } from "./foreign/foreign-finding.ts";
import { readForeign } from "./foreign/read-foreign.ts";

export interface Mapped {
  readonly findings: readonly Finding[];
  /** From which they are named, absolute. */
  readonly root: string;
}

/**
 * What another tool has found, at the TypeScript where it was found in generated files.
 * @param name of the file that holds it.
 * @returns a sentence where it cannot be read.
 */
export async function mapFindings(name: string, host: Host): Promise<Result<Mapped, string>> {
  const path = resolve(host.cwd, name);
  const bytes = (await host.files.isFolder(path)) ? undefined : await host.files.read(path);
  if (!bytes) return fail(`There is no file ${JSON.stringify(name)}.`);
  const foreign = readForeign(new TextDecoder().decode(bytes));
  if (!foreign.ok) return fail(`${name} ${foreign.error}`);
  const sources = await findRoot(host.cwd, host.files);
  const root = sources ?? (await findLintRoot(host.cwd, host.files)) ?? host.cwd;
  const placed = foreign.value.map((finding) => place(finding, root, host));
  if (sources === undefined || placed.length === 0) return ok({ findings: placed, root });
  const translator = await createTranslator(sources, host);
  const inStep = new Map<string, boolean>();
  const isInStep = (file: string): boolean => {
    const known = inStep.get(file) ?? isMade(file, translator, root, host);
    inStep.set(file, known);
    return known;
  };
  const roots = { named: root, sources };
  return ok({ findings: placed.map((finding) => pointAtSource(finding, translator, roots, isInStep)), root });
}

function isMade(file: string, translator: Translator, root: string, { files }: Host): boolean {
  const made = translator.textOf(file);
  const [bytes] = made === undefined ? [] : files.readAll([join(root, file)]);
  return made !== undefined && bytes !== undefined && isSameText(made, new TextDecoder().decode(bytes));
}

function place(foreign: ForeignFinding, root: string, host: Host): Finding {
  const { code, severity, message, line, column = 1, endLine = line, endColumn } = foreign;
  const file = nameFromRoot(foreign.file, root, host);
  const hasEnd = endLine !== undefined && endColumn !== undefined;
  return {
    code,
    severity,
    message: message.replaceAll(/\s*[\r\n]+\s*/g, " ").trim(),
    place: line === undefined ? { file } : { file, line, column, ...(hasEnd ? { endLine, endColumn } : {}) },
  };
}

/** Tools name files from where they ran: the current folder, or the root. */
function nameFromRoot(file: string, root: string, { cwd, files }: Host): string {
  const candidates = isAbsolute(file) ? [file] : [join(root, file), join(cwd, file)];
  const there = candidates.find((path) => files.lastChange([path]) > 0) ?? candidates[0] ?? file;
  const name = relative(root, there).split(sep).join("/");
  return name === "" ? "." : name;
}
