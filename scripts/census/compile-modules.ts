import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./finding.ts";
import { pathOfLine } from "./print-source.ts";

const timeoutMilliseconds = 120_000;

/**
 * Type-checks modules in one run of the compiler.
 * @param folder below the repository's `node_modules`, with the modules `<stem>.ts` in it.
 * @param stems file -> stem of its module.
 * @throws when the compiler fails without naming an error.
 */
export function compileModules(root: string, folder: string, stems: ReadonlyMap<string, string>): Finding[] {
  const files = new Map([...stems].map(([file, stem]) => [`${stem}.ts` as string, file] as const));
  const config = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
    files: [...files.keys()],
    include: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const result = spawnSync(process.execPath, [compiler, "--noEmit", "--pretty", "false", "-p", "tsconfig.json"], {
    cwd: folder,
    encoding: "utf8",
    timeout: timeoutMilliseconds,
    maxBuffer: 64 * 1024 * 1024,
  });
  const errors = [...result.stdout.matchAll(/^(\S[^(\n]*)\((\d+),\d+\): error TS\d+: (.*(?:\n[ \t]+.*)*)/gm)];
  if (result.status !== 0 && errors.length === 0) {
    throw new Error(`tsc left with exit code ${result.status}: ${result.stdout}${result.stderr}`);
  }
  return errors.map(([, module = "", line, message = ""]) => {
    const file = files.get(module);
    if (file === undefined) throw new Error(`${module}, which is none of the modules: ${message}`);
    const text = readFileSync(join(folder, module), "utf8").split("\n")[Number(line) - 1] ?? "";
    return { file, path: pathOfLine(text) ?? [], missing: lastReason(message) };
  });
}

/** The innermost reason says most: the lines above it repeat the types on the way there. */
function lastReason(message: string): string {
  return (message.split("\n").at(-1) ?? message).trim();
}
