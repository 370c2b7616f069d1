import { join } from "node:path";
import { listSources, sourcesFolder } from "@yardmaster/compiler";
import { count, type Diagnostic } from "@yardmaster/core";
import type { Host } from "../program/host.ts";
import { findTypeSettings } from "./find-type-settings.ts";
import { readCompilerOutput } from "./read-compiler-output.ts";
import { runCompiler } from "./run-compiler.ts";

export interface CheckedTypes {
  readonly diagnostics: readonly Diagnostic[];
  /** What was not checked, and why; undefined when there is nothing to say. */
  readonly note?: string;
  readonly isUncheckable: boolean;
}

/**
 * Type-checks the sources and what they import, by the project's own TypeScript under its own settings: those of the
 * nearest tsconfig.json, whatever files that includes.
 */
export async function checkTypes(root: string, { files }: Pick<Host, "files">): Promise<CheckedTypes> {
  const { sources } = await listSources(root, files);
  if (sources.length === 0) return { diagnostics: [], isUncheckable: false };
  const settings = await findTypeSettings(root, files);
  if (!settings.ok) return { diagnostics: [], note: settings.error, isUncheckable: false };
  const { compiler, configuration } = settings.value;
  const paths = sources.map((source) => join(root, source));
  const ambient = join(root, sourcesFolder, "**/*.d.ts");
  const run = await runCompiler(compiler, { root, configuration: join(root, configuration), files: paths, ambient });
  const { diagnostics, inPackages, isUncheckable } = readCompilerOutput(run, root, compiler.version);
  const note = `${count(inPackages, "type error")} inside packages left out; \`skipLibCheck\` in ${configuration} keeps the compiler from looking.`;
  return { diagnostics, isUncheckable, ...(inPackages > 0 ? { note } : {}) };
}
