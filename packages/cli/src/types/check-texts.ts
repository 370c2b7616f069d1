import { join } from "node:path";
import { sourcesFolder } from "@yardmaster/compiler";
import { fail, ok, type Result } from "@yardmaster/core";
import type { Host } from "../program/host.ts";
import { isTooOld, leastTypeScript } from "./find-compiler.ts";
import { findTypeSettings } from "./find-type-settings.ts";
import { type CompilerError, parseCompilerOutput } from "./parse-compiler-output.ts";
import { describeFailure, relativeFile } from "./read-compiler-output.ts";
import { type CompilerRun, runCompilerOnTexts } from "./run-compiler.ts";

/** An error in a module, by its path from the root. */
export interface TypeErrorAt {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Without its number; further lines give the reasons. */
  readonly message: string;
}

/**
 * What the compiler says of modules that are not on the disk. What is wrong in other files is left out.
 * @returns a sentence where it cannot check them.
 */
export type CheckTexts = (
  texts: ReadonlyMap<string, string>,
  modules: readonly string[],
) => Promise<Result<readonly TypeErrorAt[], string>>;

/**
 * Type-checks modules that the sources may become, by what checks the sources.
 * @returns a note where the project cannot check types.
 */
export async function findTextChecker(
  root: string,
  { files }: Pick<Host, "files">,
): Promise<Result<CheckTexts, string>> {
  const settings = await findTypeSettings(root, files);
  if (!settings.ok) return settings;
  const { compiler, configuration } = settings.value;
  if (isTooOld(compiler.version)) {
    return fail(`Types were not checked: TypeScript ${compiler.version} is older than ${leastTypeScript}.`);
  }
  const job = {
    ...{ root, configuration: join(root, configuration), ambient: join(root, sourcesFolder, "**/*.d.ts") },
    // That a project may import by whole names is nothing that other modules could mend.
    ...{ files: [], options: { allowImportingTsExtensions: true } },
  };
  return ok((texts, modules) =>
    runCompilerOnTexts(compiler, { ...job, modules }, texts, (run, folder) => {
      const errors = parseCompilerOutput(run.output);
      const problem = findProblem(run, errors);
      if (problem !== undefined) {
        return { ok: false, error: `Types were not checked: TypeScript ${compiler.version} says ${problem}` };
      }
      return ok(errors.flatMap((error) => locate(error, folder)).filter(({ file }) => texts.has(file)));
    }),
  );
}

/** What says that nothing was checked, rather than that something is wrong. */
function findProblem(run: CompilerRun, errors: readonly CompilerError[]): string | undefined {
  const alone = errors.find(({ place }) => place === undefined);
  if (alone) return `${alone.code}: ${alone.message}`;
  const unresolved = errors.find(({ code, message }) => code === "TS2307" && message.includes("'yardmaster'"));
  if (unresolved) return `${unresolved.code}: ${unresolved.message}`;
  return run.code === undefined || (run.code !== 0 && errors.length === 0) ? describeFailure(run) : undefined;
}

function locate({ place, message, reasons }: CompilerError, folder: string): readonly TypeErrorAt[] {
  if (!place) return [];
  const { path, line, column } = place;
  return [{ file: relativeFile(path, folder), line, column, message: [message, ...reasons].join("\n") }];
}
