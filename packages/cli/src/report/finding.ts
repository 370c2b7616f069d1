import type { Severity, SourceLocation } from "@yardmaster/core";

/** A diagnostic at its place, ready to be shown. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence on one line. */
  readonly message: string;
  readonly hint?: string;
  /** In the file that the diagnostic is about; without a line when it is about the whole file. Undefined: about no file. */
  readonly place?: SourceLocation | { readonly file: string };
  /** Where to edit, when `place` is in a generated file. */
  readonly source?: SourceLocation | { readonly file: string };
  /** The node in the generated file, such as `jobs.build.steps[0].run`. */
  readonly node?: string;
}

/** Where an author goes to correct it. */
export function editedPlace(finding: Finding): SourceLocation | { readonly file: string } | undefined {
  return finding.source ?? finding.place;
}
