import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runCompiler } from "../compile-modules/run-compiler.ts";
import { withScratchFolder } from "../compile-modules/scratch-folder.ts";
import type { Fence } from "./markdown-page.ts";
import type { Problem } from "./problem.ts";
import type { RepositoryView } from "./repository-view.ts";

interface Example {
  readonly page: string;
  readonly fence: Fence;
  /** Relative to the folder of examples. */
  readonly file: string;
  readonly rejectedWith?: string;
}

/**
 * Compiles the examples that ask for it in their opening line: `ts compile` must compile, and `ts rejected: WORDS` must be
 * refused with a message that contains the words. Relative imports resolve as from a file in workflows-src/.
 */
export function checkExamples(view: RepositoryView): Problem[] {
  const examples = view.pages.flatMap((page) => page.fences.flatMap((fence) => readExample(page.path, fence)));
  if (examples.length === 0) return [];
  const errors = compile(view.root, examples);
  return examples.flatMap((example) => {
    const own = errors.filter((error) => error.file === example.file);
    const { page, fence, rejectedWith } = example;
    if (rejectedWith === undefined) {
      return own.map((error) => ({ file: page, line: fence.line + error.line, message: error.text }));
    }
    if (own.some((error) => error.text.includes(rejectedWith))) return [];
    const said = own.length > 0 ? `says: ${own.map((error) => error.text).join(" ")}` : "accepts it.";
    return [
      {
        file: page,
        line: fence.line,
        message: `This should be rejected with "${rejectedWith}", and TypeScript ${said}`,
      },
    ];
  });
}

function readExample(page: string, fence: Fence): Example[] {
  if (fence.language !== "ts") return [];
  const file = `workflows-src/${page.replace(/\W+/g, "-")}-${fence.line}.workflow.ts`;
  if (fence.meta === "compile") return [{ page, fence, file }];
  const rejectedWith = /^rejected: (.+)$/.exec(fence.meta)?.[1];
  return rejectedWith === undefined ? [] : [{ page, fence, file, rejectedWith }];
}

function compile(root: string, examples: readonly Example[]): { file: string; line: number; text: string }[] {
  return withScratchFolder(root, "examples", (folder) => {
    for (const { file, fence } of examples) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${fence.text}\n`);
    }
    const errors = runCompiler(
      root,
      folder,
      examples.map((example) => example.file),
    );
    return errors.map(({ file, line, code, message }) => ({
      file,
      line,
      text: `${code}: ${message.replace(/\s+/g, " ")}`,
    }));
  });
}
