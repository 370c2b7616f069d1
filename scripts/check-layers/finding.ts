export type FindingCode =
  | "layer-import"
  | "layer-unknown-package"
  | "layer-deep-import"
  | "layer-escape"
  | "layer-library-owner"
  | "layer-undeclared"
  | "layer-unused-dependency"
  | "layer-effect"
  | "layer-idle-shell"
  | "layer-cycle"
  | "layer-room"
  | "layer-unknown-room"
  | "layer-empty-room"
  | "layer-version"
  | "layer-lock-host";

export interface Finding {
  readonly code: FindingCode;
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** A full sentence that quotes what is wrong and says what would be right. */
  readonly message: string;
}

export function printFinding(finding: Finding): string {
  return `${finding.file}:${finding.line} error ${finding.code}: ${finding.message}`;
}

export function compareFindings(a: Finding, b: Finding): number {
  return compareTexts(a.file, b.file) || a.line - b.line || compareTexts(a.code, b.code);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
