export interface LintFinding {
  readonly tool: "actionlint" | "zizmor";
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  /** Lines and columns count from 1. */
  readonly line: number;
  readonly column: number;
  /** Kind of check (actionlint) or audit (zizmor). */
  readonly rule: string;
  readonly message: string;
}

/** What one linter says with its exceptions, and what it would say without any. */
export interface LintResult {
  readonly findings: readonly LintFinding[];
  readonly raw: readonly LintFinding[];
}

export function printLintFinding(finding: LintFinding): string {
  const { file, line, column, tool, rule, message } = finding;
  return `${file}:${line}:${column} error ${tool}/${rule}: ${message}`;
}
