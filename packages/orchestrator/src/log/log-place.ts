import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { badFlagValue } from "../reasons/problems.ts";

/** Where lines last longer than the artifacts of their run. */
export type LogPlace =
  | { readonly kind: "branch"; readonly name: string }
  | { readonly kind: "issue"; readonly number: number };

/**
 * `branch:NAME` or `issue:NUMBER`.
 * @param runsOn `GITHUB_REF_NAME`: the branch that the run itself comes from is no place for a log.
 */
export function parseLogPlace(text: string, runsOn: string | undefined): Result<LogPlace, Diagnostic> {
  const [, name] = /^branch:(.{1,200})$/s.exec(text) ?? [];
  if (name !== undefined && name !== runsOn && name.split("/").every(isPlainPart)) return ok({ kind: "branch", name });
  const [, number] = /^issue:([1-9]\d{0,9})$/.exec(text) ?? [];
  if (number !== undefined) return ok({ kind: "issue", number: Number(number) });
  const expected = "branch:NAME, with a branch that holds nothing else, or issue:NUMBER";
  return fail(badFlagValue({ flag: "--to", value: text, expected }));
}

function isPlainPart(part: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(part) && !/\.\.|\.$|\.lock$/.test(part);
}
