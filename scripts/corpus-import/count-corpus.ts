import type { ImportedResult } from "@yardmaster/importer";
import type { CorpusImport } from "./import-corpus.ts";
import { type CorpusFile, refusalOf } from "./read-corpus.ts";

export interface CorpusCounts {
  readonly files: number;
  readonly proved: number;
  readonly templates: number;
  readonly refused: readonly RefusedFile[];
  readonly expressions: { readonly typed: number; readonly text: number };
  readonly comments: { readonly kept: number; readonly lost: number };
  /** Reasons of `raw` in the modules, most frequent first. */
  readonly raw: readonly (readonly [reason: string, count: number])[];
  readonly loose: number;
  /** Of lines of a module to those of its YAML. */
  readonly medianLength: number;
}

export interface RefusedFile {
  readonly name: string;
  readonly refused: ImportedResult["refused"];
  /** Why GitHub would not run it either. */
  readonly shared: string | undefined;
}

export async function countCorpus(files: readonly CorpusFile[], { result }: CorpusImport): Promise<CorpusCounts> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const proved = result.files.filter(({ state }) => state === "proved");
  const refused: RefusedFile[] = [];
  for (const { path, state, refused: reasons } of result.files) {
    const file = byPath.get(path);
    if (state === "refused" && file) refused.push({ name: file.name, refused: reasons, shared: await refusalOf(file) });
  }
  const sources = proved.map(({ source = "" }) => source);
  const lengths = proved
    .map(({ path, source = "" }) => linesOf(source) / linesOf(byPath.get(path)?.text ?? ""))
    .sort((a, b) => a - b);
  return {
    files: files.length,
    proved: proved.length,
    templates: files.filter(({ text }) => text.includes("$cron-")).length,
    refused,
    expressions: {
      typed: sum(result.files, ({ expressions }) => expressions.typed),
      text: sum(result.files, ({ expressions }) => expressions.text),
    },
    comments: {
      kept: sum(result.files, ({ comments }) => comments.kept),
      lost: sum(result.files, ({ comments }) => comments.lost),
    },
    raw: countReasons(sources),
    loose: sum(sources, (source) => source.match(/\bloose\(/g)?.length ?? 0),
    medianLength: lengths[Math.floor(lengths.length / 2)] ?? 0,
  };
}

/** The last argument of each `raw`. */
function countReasons(sources: readonly string[]): CorpusCounts["raw"] {
  const counts = new Map<string, number>();
  for (const source of sources) {
    for (const { index } of source.matchAll(/(?<![\w.])raw\(/g)) {
      const reason = lastText(source, index + "raw(".length).replaceAll(/"[^"]*"|`[^`]*`/g, "…");
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** The last text before the parenthesis that closes a call. */
function lastText(source: string, start: number): string {
  const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[()]/gs;
  token.lastIndex = start;
  let open = 1;
  let last = "";
  for (let found = token.exec(source); found && open > 0; found = token.exec(source)) {
    const [text] = found;
    if (text === "(") open++;
    else if (text === ")") open--;
    else last = text;
  }
  return last.slice(1, -1);
}

function linesOf(text: string): number {
  return text.trimEnd().split("\n").length;
}

function sum<T>(all: readonly T[], numberOf: (one: T) => number): number {
  return all.reduce((total, one) => total + numberOf(one), 0);
}
