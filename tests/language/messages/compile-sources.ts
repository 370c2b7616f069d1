import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CompilerError, runCompiler } from "../../../scripts/compile-modules/run-compiler.ts";
import { withScratchFolder } from "../../../scripts/compile-modules/scratch-folder.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Type-checks sources by name, in one run. Relative imports resolve as from tests/types; messages have one line. */
export function compileSources(sources: ReadonlyMap<string, string>): readonly CompilerError[] {
  return withScratchFolder(root, "messages", (folder) => {
    const tests = "tests/types";
    mkdirSync(join(folder, tests), { recursive: true });
    for (const [name, text] of sources) writeFileSync(join(folder, tests, name), text);
    const files = [...sources.keys()].map((name) => `${tests}/${name}`);
    return runCompiler(root, folder, files).map((error) => ({
      ...error,
      file: error.file.slice(tests.length + 1),
      message: error.message.split("\n")[0] ?? "",
    }));
  });
}
