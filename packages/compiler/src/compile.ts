import type { CompilerHost } from "./host/compiler-host.ts";
import type { Overlay } from "./host/overlay-files.ts";
import type { Compilation, CompileOptions } from "./passes/compilation.ts";
import type { PreviousCompilation } from "./passes/recompile.ts";
import type { TriedModules, TryOptions } from "./passes/try-modules.ts";
import { describeRepository } from "./repository/repository.ts";

/**
 * Compiles every module of `workflows-src/` and compares what comes of it with the disk; writes nothing.
 *
 * Mistakes of authors are findings. A file is left out of `files` for an error in it alone, so that with findings of
 * severity "error" `files` are what the rest makes.
 * @param root the folder that holds `workflows-src/`, absolute. Without sources, nothing is made.
 * @throws FileError when the system refuses to read a file.
 */
export async function compile(root: string, host: CompilerHost, options: CompileOptions = {}): Promise<Compilation> {
  const genCommand = options.genCommand ?? (await describeRepository(root, host.files)).genCommand;
  const { runPasses } = await import("./passes/run-passes.ts");
  return runPasses(root, host, { ...options, genCommand });
}

/**
 * Compiles some modules as {@link compile} does all, without a plan and without the policies: to know what they come to
 * before they are written.
 * @param root absolute.
 * @param texts modules and what they import, by path relative to the root: in place of what is on the disk, or beside it.
 * @param sources relative to the root. Sources that they import are compiled with them.
 * @throws FileError when the system refuses to read a file.
 */
export async function tryModules(
  root: string,
  host: CompilerHost,
  texts: Overlay,
  sources: readonly string[],
  options: TryOptions = {},
): Promise<TriedModules> {
  const passes = await import("./passes/try-modules.ts");
  return passes.tryModules(root, host, texts, sources, options);
}

/**
 * Compiles only what a change can reach. What {@link compile} would say of the rest is what it said before.
 * @returns undefined where everything has to be compiled to know.
 * @throws FileError as {@link compile} does.
 */
export async function compileChanged(
  root: string,
  host: CompilerHost,
  previous: PreviousCompilation,
  options: CompileOptions = {},
): Promise<Omit<Compilation, "files"> | undefined> {
  const genCommand = options.genCommand ?? (await describeRepository(root, host.files)).genCommand;
  const { recompile } = await import("./passes/recompile.ts");
  return recompile(root, host, previous, { ...options, genCommand });
}
