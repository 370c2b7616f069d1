import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareErrors } from "./compare-errors.ts";
import { comparePackage } from "./compare-package.ts";
import { compareTrace } from "./compare-trace.ts";
import { knownDifferences } from "./known-differences.ts";
import { readReaderCase } from "./read-reader-case.ts";
import type { Verdict } from "./verdict.ts";

export interface ReaderVerdicts {
  readonly verdicts: readonly Verdict[];
  /** Files that GitHub's own package does not pass, as the folder says. */
  readonly skipped: readonly string[];
  /** Among these, files that it passes by now. */
  readonly passedByNow: readonly string[];
}

/** @param folder holds `reader` and `reader-skipped.txt`. */
export async function compareReader(folder: string): Promise<ReaderVerdicts> {
  const list = join(folder, "reader-skipped.txt");
  const named = new Set(existsSync(list) ? readFileSync(list, "utf8").split(/\r?\n/) : []);
  const files = readdirSync(join(folder, "reader"))
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const skipped = files.filter((file) => named.has(file));
  const passedByNow: string[] = [];
  const verdicts: Verdict[] = [];
  for (const file of files) {
    const reader = readReaderCase(join(folder, "reader", file));
    const difference = await comparePackage(reader);
    if (named.has(file)) {
      if (difference === undefined) passedByNow.push(file);
      continue;
    }
    const name = `reader/${file}`;
    const traced = compareTrace(reader);
    verdicts.push(
      verdictOf(name, "package", difference),
      verdictOf(name, "errors", await compareErrors(reader)),
      verdictOf(name, "trace", traced.length === 0 ? undefined : traced.join("; ")),
    );
  }
  return { verdicts, skipped, passedByNow };
}

function verdictOf(name: string, part: Verdict["part"], disagreement: string | undefined): Verdict {
  const known = knownDifferences.find((each) => `reader/${each.file}` === name && each.part === part);
  if (disagreement === undefined) {
    return { name, part, ...(known ? { disagreement: "it agrees, and is among the known differences" } : {}) };
  }
  return { name, part, disagreement, ...(known ? { excuse: known.reason } : {}) };
}
