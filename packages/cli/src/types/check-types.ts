import { join } from "node:path";
import { listSources, sourcesFolder } from "@yardmaster/compiler";
import { overlayFiles } from "@yardmaster/compiler/host";
import { count, type Diagnostic } from "@yardmaster/core";
import type { Host } from "../program/host.ts";
import { typescriptTooOld } from "./diagnostics.ts";
import { isTooOld } from "./find-compiler.ts";
import { findTypeSettings } from "./find-type-settings.ts";
import { readCompilerOutput } from "./read-compiler-output.ts";
import { type CompilerJob, type CompilerRun, runCompiler, runCompilerOnTexts } from "./run-compiler.ts";

export interface CheckedTypes {
  readonly diagnostics: readonly Diagnostic[];
  /** What was not checked, and why; undefined when there is nothing to say. */
  readonly note?: string;
  readonly isUncheckable: boolean;
}

/**
 * Type-checks the sources and what they import, by the project's own TypeScript under its own settings: those of the
 * nearest tsconfig.json, whatever files that includes.
 * @param texts modules that are not on the disk, by their paths from the root: checked as if they were.
 */
export async function checkTypes(
  root: string,
  { files }: Pick<Host, "files">,
  texts: ReadonlyMap<string, string> = new Map(),
): Promise<CheckedTypes> {
  const { sources } = await listSources(root, overlayFiles(files, root, texts));
  if (sources.length === 0) return { diagnostics: [], isUncheckable: false };
  const settings = await findTypeSettings(root, files);
  if (!settings.ok) return { diagnostics: [], note: settings.error, isUncheckable: false };
  const { compiler, configuration } = settings.value;
  const { version } = compiler;
  if (isTooOld(version)) return { diagnostics: [typescriptTooOld({ version })], isUncheckable: true };
  const job: CompilerJob = {
    ...{ root, configuration: join(root, configuration), ambient: join(root, sourcesFolder, "**/*.d.ts") },
    files: sources.filter((source) => !texts.has(source)).map((source) => join(root, source)),
  };
  const read = (run: CompilerRun, folder: string) => readCompilerOutput(run, root, version, folder);
  const modules = sources.filter((source) => texts.has(source));
  const { diagnostics, inPackages, isUncheckable } =
    modules.length === 0
      ? read(await runCompiler(compiler, job), root)
      : await runCompilerOnTexts(compiler, { ...job, modules, options: {} }, texts, read);
  const note = `${count(inPackages, "type error")} inside packages left out; \`skipLibCheck\` in ${configuration} keeps the compiler from looking.`;
  return { diagnostics, isUncheckable, ...(inPackages > 0 ? { note } : {}) };
}
