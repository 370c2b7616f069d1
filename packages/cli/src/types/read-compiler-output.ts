import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "@yardmaster/core";
import { typeError, typesUncheckable } from "./diagnostics.ts";
import type { CompilerRun } from "./run-compiler.ts";

export interface TypeFindings {
  readonly diagnostics: readonly Diagnostic[];
  /** Errors inside packages: the compiler tells of them, and no author can mend them. */
  readonly inPackages: number;
  /** The compiler has not checked the sources. */
  readonly isUncheckable: boolean;
}

const located = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/;
const general = /^error (TS\d+): (.*)$/;

/** The compiler's output as diagnostics. One that names no file, or a failure without any, is told as what it is. */
export function readCompilerOutput(run: CompilerRun, root: string, version: string): TypeFindings {
  const diagnostics: Diagnostic[] = [];
  const problems: string[] = [];
  let inPackages = 0;
  for (const line of run.output.split(/\r?\n/)) {
    const [, path, row, column, code = "", message = ""] = located.exec(line) ?? [];
    if (path !== undefined) {
      const file = relativeFile(path, root);
      if (file.split("/").includes("node_modules")) inPackages++;
      else
        diagnostics.push(
          typeError({ code, message }, { location: { file, line: Number(row), column: Number(column) } }),
        );
    } else {
      const [, number, sentence] = general.exec(line) ?? [];
      if (number !== undefined) problems.push(`${number}: ${sentence}`);
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

/** The compiler names files relative to the folder that it runs in, with forward slashes on every system. */
function relativeFile(path: string, root: string): string {
  const file = relative(root, resolve(root, path)).replaceAll(sep, "/");
  return file.startsWith("../") || isAbsolute(file) ? resolve(root, path).replaceAll(sep, "/") : file;
}

function describeFailure({ code, output }: CompilerRun): string {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== "");
  const said = lines.find((line) => /error/i.test(line)) ?? lines[0] ?? "it says nothing";
  return `it leaves with ${code === undefined ? "no exit code" : `exit code ${code}`}, and says "${said.trim().slice(0, 200)}".`;
}
