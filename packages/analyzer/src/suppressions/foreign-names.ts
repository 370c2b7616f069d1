/** What other linters call the faults that our codes name, where theirs is about the same thing and no more. */
export interface ForeignNames {
  /** Audits of zizmor. */
  readonly zizmor?: readonly string[];
  /** A regular expression for messages of actionlint, in Go's syntax. */
  readonly actionlint?: string;
}

/** By our code. Source: zizmor 1.32.0, docs/audits; actionlint 1.17.0, docs/checks. */
export const foreignNames: Readonly<Record<string, ForeignNames>> = {};
