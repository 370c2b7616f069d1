import type { Diagnostic, Severity, SourceLocation } from "./diagnostic.ts";

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

/** A diagnostic that names its place itself, or has none. */
export function placeFinding({ code, severity, message, hint, place }: Diagnostic): Finding {
  return {
    code,
    severity,
    message: message.replaceAll(/\s*[\r\n]+\s*/g, " "),
    ...(hint === undefined ? {} : { hint: hint.replaceAll(/\s*[\r\n]+\s*/g, " ") }),
    ...(place && "location" in place ? { place: place.location } : {}),
    ...(place && "file" in place ? { place } : {}),
  };
}
