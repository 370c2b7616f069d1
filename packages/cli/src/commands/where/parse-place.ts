import { fail, ok, type Result } from "@yardmaster/core";

/** A place that somebody asks about. Lines and columns count from 1. */
export interface Asked {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  /** Where the line's own node begins, behind the dashes of lists. */
  readonly firstColumn?: number;
}

/** `FILE:LINE` or `FILE:LINE:COLUMN`; a colon may stand in the name as well. */
export function parsePlace(text: string): Result<Asked, string> {
  const [, file, line, column] = /^(.+?):(\d{1,9})(?::(\d{1,9}))?$/.exec(text) ?? [];
  if (file === undefined) return fail(`${JSON.stringify(text)} is no place such as .github/workflows/ci.yml:12:7.`);
  if (Number(line) === 0 || Number(column ?? 1) === 0) return fail(`Lines and columns count from 1, unlike ${text}.`);
  return ok({ file, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) });
}
