import { parse } from "yaml";
import type { LintFinding, LintResult } from "./lint-finding.ts";

/** A finding that is not to be reported, and where that is written down. */
export interface LintException {
  readonly tool: "actionlint" | "zizmor";
  /** Where it is written down. */
  readonly writtenIn: string;
  /** The workflow that it is for. */
  readonly file: string;
  readonly rule?: string;
  readonly pattern?: string;
}

/** Exceptions in .github/actionlint.yaml: `paths.<file>.ignore` holds patterns of messages. */
export function readActionlintExceptions(writtenIn: string, text: string): LintException[] {
  const config = parse(text) as { paths?: Record<string, { ignore?: string[] }> } | null;
  return Object.entries(config?.paths ?? {}).flatMap(([file, { ignore = [] }]) =>
    ignore.map((pattern) => ({ tool: "actionlint" as const, writtenIn, file, pattern })),
  );
}

/**
 * Exceptions in .github/zizmor.yml: `rules.<audit>.ignore` holds names of workflows. An audit that is disabled as a whole
 * counts as one for every workflow at once, which no finding can justify.
 */
export function readZizmorExceptions(writtenIn: string, text: string): LintException[] {
  const config = parse(text) as { rules?: Record<string, { ignore?: string[]; disable?: boolean }> } | null;
  return Object.entries(config?.rules ?? {}).flatMap(([rule, { ignore = [], disable = false }]) =>
    [...ignore, ...(disable ? ["*"] : [])].map((name) => ({
      tool: "zizmor" as const,
      writtenIn,
      file: `.github/workflows/${name}`,
      rule,
    })),
  );
}

/** Comments of the form `# zizmor: ignore[audit, audit] reason` in a workflow. */
export function readInlineExceptions(file: string, text: string): LintException[] {
  return [...text.matchAll(/# zizmor: ignore\[([^\]]*)\]/g)].flatMap((comment) =>
    (comment[1] ?? "")
      .split(",")
      .map((rule) => ({ tool: "zizmor" as const, writtenIn: file, file, rule: rule.trim() })),
  );
}

/**
 * Sentences about exceptions that hide nothing: the linter has learnt what it lacked, or the workflow has changed.
 * Several exceptions for one rule in one file need as many findings less.
 */
export function findUnusedExceptions(exceptions: readonly LintException[], results: readonly LintResult[]): string[] {
  const raw = results.flatMap((result) => result.raw);
  const left = results.flatMap((result) => result.findings);
  const unused = exceptions.filter((exception) => {
    const hidden = count(raw, exception) - count(left, exception);
    return hidden < exceptions.filter((other) => sameTarget(other, exception)).length;
  });
  return [...new Set(unused.map(describe))];
}

function count(findings: readonly LintFinding[], exception: LintException): number {
  const { tool, file, rule, pattern } = exception;
  return findings.filter(
    (finding) =>
      finding.tool === tool &&
      finding.file === file &&
      (rule === undefined || finding.rule === rule) &&
      (pattern === undefined || new RegExp(pattern).test(finding.message)),
  ).length;
}

function sameTarget(a: LintException, b: LintException): boolean {
  return a.tool === b.tool && a.file === b.file && a.rule === b.rule && a.pattern === b.pattern;
}

function describe(exception: LintException): string {
  const { tool, file, writtenIn } = exception;
  const what = exception.rule ?? exception.pattern;
  return `${writtenIn}: error unused-exception: It hides no finding "${what}" of ${tool} in ${file}: remove it.`;
}
