import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCompiler } from "../compile-modules/run-compiler.ts";
import type { Finding } from "./finding.ts";
import { pathOfLine } from "./print-source.ts";

/**
 * Type-checks modules in one run of the compiler.
 * @param folder below the repository's `node_modules`, with the modules `<stem>.ts` in it.
 * @param stems file -> stem of its module.
 * @throws when the compiler fails without naming an error.
 */
export function compileModules(root: string, folder: string, stems: ReadonlyMap<string, string>): Finding[] {
  const files = new Map([...stems].map(([file, stem]) => [`${stem}.ts` as string, file] as const));
  return runCompiler(root, folder, [...files.keys()]).map(({ file: module, line, message }) => {
    const file = files.get(module);
    if (file === undefined) throw new Error(`${module}, which is none of the modules: ${message}`);
    const text = readFileSync(join(folder, module), "utf8").split("\n")[line - 1] ?? "";
    return { file, path: pathOfLine(text) ?? [], missing: lastReason(message) };
  });
}

/** The innermost reason says most: the lines above it repeat the types on the way there. */
function lastReason(message: string): string {
  return (message.split("\n").at(-1) ?? message).trim();
}
