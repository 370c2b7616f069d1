import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MarkdownPage } from "../../scripts/check-docs/markdown-page.ts";
import { makeRepository, type TestRepository } from "../cli/repository.ts";

/** A `yaml import NAME` of a page, and the module that stands below it. */
export interface ImportPair {
  readonly name: string;
  /** Of the YAML's fence, from 1. */
  readonly line: number;
  readonly yaml: string;
  readonly module: string;
}

export function importPairs({ fences }: Pick<MarkdownPage, "fences">): readonly ImportPair[] {
  return fences.flatMap(({ language, meta, text, line }, index) => {
    const name = language === "yaml" ? /^import (\S+)$/.exec(meta)?.[1] : undefined;
    const next = fences[index + 1];
    return name !== undefined && next?.language === "ts"
      ? [{ name, line, yaml: `${text}\n`, module: `${next.text}\n` }]
      : [];
  });
}

/** Puts a module below the YAML that begins on the line, for UPDATE_EXPECTED. */
export function replaceModule(page: string, { yaml, module }: ImportPair, imported: string): void {
  const text = readFileSync(page, "utf8");
  const start = text.indexOf(yaml);
  const at = text.indexOf(`\n${module}`, start);
  if (start < 0 || at < 0) throw new Error(`${page} has lost an example while it was written.`);
  writeFileSync(page, `${text.slice(0, at + 1)}${imported}${text.slice(at + 1 + module.length)}`);
}

/** With the packages of this repository installed, and its settings for TypeScript. */
export async function inRepository(
  content: Readonly<Record<string, string>>,
  act: (repository: TestRepository) => Promise<void>,
): Promise<void> {
  const repository = makeRepository({ "tsconfig.json": readFileSync("tsconfig.json", "utf8"), ...content });
  try {
    repository.remove("node_modules");
    symlinkSync(join(process.cwd(), "node_modules"), join(repository.root, "node_modules"));
    await act(repository);
  } finally {
    repository.dispose();
  }
}
