import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
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

const compileTimeoutMilliseconds = 60_000;

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
  // Below node_modules, so that the packages of the workspace resolve and no tool takes the examples for sources.
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "examples-"));
  try {
    for (const { file, fence } of examples) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${fence.text}\n`);
    }
    const config = {
      extends: join(root, "tsconfig.json"),
      compilerOptions: { rootDirs: [root, folder], noUnusedLocals: false, noUnusedParameters: false },
      files: examples.map((example) => example.file),
      include: [],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const result = spawnSync(process.execPath, [compiler, "--noEmit", "--pretty", "false", "-p", "tsconfig.json"], {
      cwd: folder,
      encoding: "utf8",
      timeout: compileTimeoutMilliseconds,
    });
    const errors = readErrors(result.stdout);
    if (result.status !== 0 && errors.length === 0) {
      throw new Error(`tsc left with exit code ${result.status}: ${result.stdout}${result.stderr}`);
    }
    return errors;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The second and further lines of an error are indented and belong to it. */
function readErrors(output: string): { file: string; line: number; text: string }[] {
  return [...output.matchAll(/^(\S[^(\n]*)\((\d+),\d+\): error (TS\d+: .*(?:\n[ \t]+.*)*)/gm)].map((error) => ({
    file: error[1] ?? "",
    line: Number(error[2]),
    text: (error[3] ?? "").replace(/\s+/g, " "),
  }));
}
