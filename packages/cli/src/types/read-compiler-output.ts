import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "@yardmaster/core";
import { typeError, typesUncheckable } from "./diagnostics.ts";
import { parseCompilerOutput } from "./parse-compiler-output.ts";
import type { CompilerRun } from "./run-compiler.ts";

export interface TypeFindings {
  readonly diagnostics: readonly Diagnostic[];
  /** Errors inside packages: the compiler tells of them, and no author can mend them. */
  readonly inPackages: number;
  /** The compiler has not checked the sources. */
  readonly isUncheckable: boolean;
}

/**
 * The compiler's output as diagnostics. One that names no file, or a failure without any, is told as what it is.
 * @param folder from which it names files; what lies in it is told as if it lay in the root.
 */
export function readCompilerOutput(
  run: CompilerRun,
  root: string,
  version: string,
  folder: string = root,
): TypeFindings {
  const diagnostics: Diagnostic[] = [];
  const problems: string[] = [];
  const told = new Set<string>();
  let inPackages = 0;
  for (const { place, code, message } of parseCompilerOutput(run.output)) {
    const file = place && relativeFile(relativeFile(place.path, folder), root);
    const isToldOnce = settingCodes.has(code);
    if (isToldOnce && told.has(code)) continue;
    if (!place || file === undefined) problems.push(`${code}: ${message}`);
    else if (isInPackages(file)) inPackages++;
    else {
      told.add(code);
      diagnostics.push(typeError({ code, message }, { location: { file, line: place.line, column: place.column } }));
    }
  }
  const isSilent = run.code !== 0 && diagnostics.length === 0 && problems.length === 0 && inPackages === 0;
  if (isSilent || run.code === undefined) problems.push(describeFailure(run));
  return {
    diagnostics: [...diagnostics, ...problems.map((problem) => typesUncheckable({ version, problem }))],
    inPackages,
    isUncheckable: problems.length > 0,
  };
}

/** Of every import that a setting does not allow: the first says it all. */
const settingCodes = new Set(["TS5097"]);

function isInPackages(file: string): boolean {
  return file.split("/").includes("node_modules");
}

/** The compiler names files relative to the folder that it runs in, with forward slashes on every system. */
export function relativeFile(path: string, root: string): string {
  const file = relative(root, resolve(root, path)).replaceAll(sep, "/");
  return file.startsWith("../") || isAbsolute(file) ? resolve(root, path).replaceAll(sep, "/") : file;
}

export function describeFailure({ code, output }: CompilerRun): string {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== "");
  const said = lines.find((line) => /error/i.test(line)) ?? lines[0] ?? "it says nothing";
  return `it leaves with ${code === undefined ? "no exit code" : `exit code ${code}`}, and says "${said.trim().slice(0, 200)}".`;
}
