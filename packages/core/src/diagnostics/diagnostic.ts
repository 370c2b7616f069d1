/** Keys and list indexes from the document's root, such as `["jobs", "build", "steps", 0, "run"]`. */
export type ModelPath = readonly (string | number)[];

/** Lines and columns count from 1; the end is exclusive. */
export interface SourceLocation {
  /** Relative to the repository's root, with forward slashes; absolute only outside it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export type Severity = "error" | "warning";

/** How sure it is that something is wrong: `low` where what is seen has harmless readings that are common. */
export type Confidence = "high" | "medium" | "low";

/** Where a diagnostic belongs: a node of a model, a place in a file, or a whole file. */
export type Place = NodePlace | { readonly location: SourceLocation } | { readonly file: string };

export interface NodePlace {
  readonly path: ModelPath;
  /** The key itself; without it, the value. */
  readonly at?: "key";
  /** A part of the text at the path, as it is written there; of one line. */
  readonly excerpt?: string;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  /** `high` unless stated. */
  readonly confidence?: Confidence;
  /** Right, and no reason to stop: `lint` shows it when it is asked for everything. */
  readonly isPedantic?: true;
  readonly message: string;
  readonly hint?: string;
  readonly place?: Place;
  /** Further places that have to do with it, such as the other one of two that exclude each other. */
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export interface Related {
  /** What is at the place, as a sentence. */
  readonly message: string;
  readonly place: Place;
}

/** A way to correct it, which a program could take. */
export interface Fix {
  /** What it does, as a sentence in the imperative. */
  readonly title: string;
  /** `safe`: what runs stays as it is, or becomes what was meant without doubt. `unsafe`: somebody has to agree. */
  readonly safety: "safe" | "unsafe";
  /** All of them or none. */
  readonly edits: readonly Edit[];
}

/**
 * A new value for a node of the model, which may be missing so far, another name for its key, or a new text for a range of a
 * file.
 */
export type Edit =
  | { readonly path: ModelPath; readonly value: string | number | boolean | null }
  | { readonly path: ModelPath; readonly key: string }
  | { readonly location: Required<SourceLocation>; readonly text: string };

export interface DiagnosticDefinition<P> {
  /** Kebab-case and never reused: suppressions, documents and scripts refer to it. */
  readonly code: string;
  readonly severity: Severity;
  readonly confidence?: Confidence;
  readonly isPedantic?: true;
  /** A full sentence that quotes the offending value. */
  readonly message: (parameters: P) => string;
  /** One action, in the imperative. */
  readonly hint?: (parameters: P) => string;
}

export interface DiagnosticKind<P> {
  (parameters: P, place?: Place): Diagnostic;
  readonly code: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly isPedantic: boolean;
}

/** Keeps code, severity and wording together, so that callers pass data and never prose. */
export function defineDiagnostic<P>(definition: DiagnosticDefinition<P>): DiagnosticKind<P> {
  const { code, severity, confidence = "high", isPedantic = false } = definition;
  const report = (parameters: P, place?: Place): Diagnostic => ({
    code,
    severity,
    ...(confidence === "high" ? {} : { confidence }),
    ...(isPedantic ? { isPedantic } : {}),
    message: definition.message(parameters),
    ...(definition.hint ? { hint: definition.hint(parameters) } : {}),
    ...(place ? { place } : {}),
  });
  return Object.assign(report, { code, severity, confidence, isPedantic });
}
