import { asList, asMap, type Diagnostic, type Value } from "@yardmaster/core";
import { printGenerated, readHeader } from "@yardmaster/yaml-io";
import type { MadeFile } from "../documents/check-files.ts";
import type { SuppressedProblem } from "../documents/check-models.ts";
import { actionlintUnanswered } from "../documents/diagnostics.ts";
import { generator } from "../documents/generator.ts";
import { readWritten } from "../documents/read-written.ts";
import { actionlintSettings, workflowsFolder } from "../repository/read-generated.ts";

export interface LinterSettings {
  readonly made: readonly MadeFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What notes ignore and actionlint has as well, in its settings: it takes comments for three of its rules alone. Settings that
 * somebody wrote are left as they are.
 * @param written the settings on the disk.
 */
export async function linterSettings(
  suppressed: readonly SuppressedProblem[],
  made: readonly MadeFile[],
  written: Uint8Array | undefined,
  command: string,
): Promise<LinterSettings> {
  if (suppressed.length === 0) return { made: [], diagnostics: [] };
  const { foreignNames } = await import("@yardmaster/analyzer");
  const patterns = new Map<string, Set<string>>();
  for (const { file, diagnostic } of suppressed) {
    const pattern = foreignNames[diagnostic.code]?.actionlint;
    if (pattern === undefined || !file.startsWith(`${workflowsFolder}/`)) continue;
    patterns.set(file, (patterns.get(file) ?? new Set()).add(pattern));
  }
  const first = made.find(({ path }) => patterns.has(path));
  if (!first) return { made: [], diagnostics: [] };
  const wanted = [...patterns].map(([file, ignore]) => ({ file, ignore: [...ignore].sort() })).sort(byFile);
  const byHand = written && readWritten(written);
  if (byHand && !readHeader(byHand.text)) return { made: [], diagnostics: missingIn(byHand.model, wanted) };
  const paths = Object.fromEntries(wanted.map(({ file, ignore }) => [file, { ignore }]));
  const { source, document } = first;
  const text = printGenerated({ paths }, { generator, source, command });
  return {
    made: [{ path: actionlintSettings, source, text, tree: undefined, document, escapes: [] }],
    diagnostics: [],
  };
}

interface Wanted {
  readonly file: string;
  readonly ignore: readonly string[];
}

function missingIn(settings: Value | undefined, wanted: readonly Wanted[]): readonly Diagnostic[] {
  const paths = asMap(asMap(settings)?.paths);
  return wanted.flatMap(({ file, ignore }) => {
    const known = asList(asMap(paths?.[file])?.ignore);
    return ignore
      .filter((pattern) => !known.includes(pattern))
      .map((pattern) => actionlintUnanswered({ file, pattern }, { file: actionlintSettings }));
  });
}

function byFile(a: Wanted, b: Wanted): number {
  return a.file < b.file ? -1 : 1;
}
