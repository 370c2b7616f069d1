import type { TriedModules, TryOptions } from "@yardmaster/compiler";
import { FileError } from "@yardmaster/core";
import type { ImportPorts } from "./import-request.ts";

/**
 * Compiles all modules at once; where one of them brings the compiler to fall, which is a mistake of ours, smaller and smaller
 * parts, so that the others are imported all the same and that one is refused.
 * @throws FileError when the system refuses to read a file.
 */
export async function compileApart(
  compile: ImportPorts["compile"],
  texts: ReadonlyMap<string, string>,
  modules: readonly string[],
  options: TryOptions = {},
): Promise<TriedModules> {
  try {
    return await compile(texts, modules, options);
  } catch (error) {
    if (error instanceof FileError) throw error;
    const [only] = modules;
    if (modules.length > 1) {
      const middle = modules.length >> 1;
      const first = await compileApart(compile, texts, modules.slice(0, middle), options);
      const second = await compileApart(compile, texts, modules.slice(middle), options);
      return { files: [...first.files, ...second.files], problems: [...first.problems, ...second.problems] };
    }
    const message = `The compiler fails on it: ${error instanceof Error ? error.message : String(error)}`;
    const diagnostic = { code: "source-throws", severity: "error", message } as const;
    return { files: [], problems: [{ diagnostic, source: only, location: undefined }] };
  }
}
