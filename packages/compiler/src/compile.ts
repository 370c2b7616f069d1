import type { CompilerHost } from "./host.ts";
import type { Compilation, CompileOptions } from "./passes/compilation.ts";
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
