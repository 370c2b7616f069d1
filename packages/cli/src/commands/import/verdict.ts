import { exitCodes } from "../../program/exit-code.ts";
import type { Paint } from "../../report/paint.ts";
import type { CheckedTypes } from "../../types/check-types.ts";
import { type CheckReport, countCheck, printCheck } from "../check-repository.ts";

/** What `check` says of a repository. */
export type Verdict = CheckReport & { readonly note: string | undefined };

/** What is said of types where nobody looks at them. */
export const untyped: CheckedTypes = { diagnostics: [], isUncheckable: false };

/** What `check` would print; where it finds nothing but warnings, their number: it is the one to tell them. */
export function printVerdict(verdict: Verdict, isProving: boolean, paint: Paint): string {
  const inStepWords = isProving ? "would be in step" : "in step";
  if (verdict.code !== exitCodes.clean) return printCheck(verdict, paint, inStepWords);
  const counts = `No changes. ${countCheck(verdict, inStepWords)}`;
  if (verdict.findings.length === 0) return counts;
  const when = isProving ? " after the import" : "";
  return counts.replace(/\n$/, `, no error: \`npx yardmaster check\` tells them${when}\n`);
}
