import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lintFiles } from "@yardmaster/compiler/lint";
import type { Finding } from "@yardmaster/core";
import { digestOf } from "./digest.ts";

/** A finding in a file of the corpus. */
export interface CorpusFinding {
  /** Of the flat folder, such as `owner__repository__ci.yml`. */
  readonly file: string;
  readonly finding: Finding;
  /** By which a judgement names it. */
  readonly digest: string;
}

export interface LintedCorpus {
  readonly fileCount: number;
  readonly findings: readonly CorpusFinding[];
  /** Files for which the linter threw, with what. */
  readonly crashes: readonly { readonly file: string; readonly error: string }[];
  /** From the first text to the last finding, without loading. */
  readonly milliseconds: number;
  /** The same in time of the processor, which says more on a machine that others use. */
  readonly processorMilliseconds: number;
}

/** Each file is a repository of its own, with nothing beside it. */
export async function lintCorpus(folder: string): Promise<LintedCorpus> {
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const texts = new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
  await lintFiles({ texts: new Map([[".github/workflows/first.yml", "on: push\njobs: {}\n"]]) }); // loads everything
  const findings: CorpusFinding[] = [];
  const crashes: { file: string; error: string }[] = [];
  const started = performance.now();
  const processor = process.cpuUsage();
  for (const [file, text] of texts) {
    try {
      const found = await lintFiles({ texts: new Map([[pathOf(file), text]]) });
      findings.push(...found.map((finding) => ({ file, finding, digest: digestOf(file, finding) })));
    } catch (error) {
      crashes.push({ file, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  const { user, system } = process.cpuUsage(processor);
  const milliseconds = performance.now() - started;
  return { fileCount: files.length, findings, crashes, milliseconds, processorMilliseconds: (user + system) / 1000 };
}

/** Where the file lies in its repository: `owner__repository__` stands before its name. */
function pathOf(file: string): string {
  const name = file.split("__").slice(2).join("__") || file;
  return /^action\.ya?ml$/.test(name) ? name : `.github/workflows/${name}`;
}
