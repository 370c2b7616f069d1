import type { Confidence, Diagnostic, Fix, ModelPath, Place, Severity, SourceLocation } from "./diagnostic.ts";

/** A diagnostic at its place, ready to be shown. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** `high` unless stated. */
  readonly confidence?: Confidence;
  readonly isPedantic?: true;
  /** One sentence on one line. */
  readonly message: string;
  readonly hint?: string;
  /** In the file that the diagnostic is about; without a line when it is about the whole file. Undefined: about no file. */
  readonly place?: SourceLocation | { readonly file: string };
  /** Where to edit, when `place` is in a generated file. */
  readonly source?: SourceLocation | { readonly file: string };
  /** The node in the generated file, such as `jobs.build.steps[0].run`. */
  readonly node?: string;
  /** The node in the YAML file of `place`. */
  readonly path?: ModelPath;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly LocatedFix[];
}

type Located = SourceLocation | { readonly file: string };

export interface RelatedPlace {
  /** One sentence on one line. */
  readonly message: string;
  readonly place?: Located;
}

export interface LocatedFix extends Pick<Fix, "title" | "safety"> {
  readonly edits: readonly LocatedEdit[];
}

/** A new value or key for a node, with the place where its author wrote it, or a new text for a range. */
export type LocatedEdit =
  | (LocatedNode & { readonly value: string | number | boolean | null })
  | (LocatedNode & { readonly key: string })
  | { readonly place: Required<SourceLocation>; readonly text: string };

interface LocatedNode {
  /** The path as people read it. */
  readonly node: string;
  readonly path: ModelPath;
  readonly place?: Located;
}

/** Where an author goes to correct it. */
export function editedPlace(finding: Finding): SourceLocation | { readonly file: string } | undefined {
  return finding.source ?? finding.place;
}

/** A diagnostic that names its places itself, or has none. */
export function placeFinding(diagnostic: Diagnostic): Finding {
  return placeNodes(diagnostic, () => undefined);
}

/** @param locate where the author wrote a node of the model; undefined when that is not known. */
export function placeNodes(
  { code, severity, confidence, isPedantic, message, hint, place, related, fixes }: Diagnostic,
  locate: (path: ModelPath) => Located | undefined,
): Finding {
  const placeOf = (at: Place): { readonly place?: Located } => {
    const found = "path" in at ? locate(at.path) : "location" in at ? at.location : at;
    return found ? { place: found } : {};
  };
  return {
    code,
    severity,
    ...(confidence ? { confidence } : {}),
    ...(isPedantic ? { isPedantic } : {}),
    message: oneLine(message),
    ...(hint === undefined ? {} : { hint: oneLine(hint) }),
    ...(place && !("path" in place) ? placeOf(place) : {}),
    ...(related ? { related: related.map((at) => ({ message: oneLine(at.message), ...placeOf(at.place) })) } : {}),
    ...(fixes
      ? {
          fixes: fixes.map(({ title, safety, edits }) => ({
            title: oneLine(title),
            safety,
            edits: edits.map((edit) =>
              "path" in edit
                ? {
                    node: nodeText(edit.path),
                    path: edit.path,
                    ...("key" in edit ? { key: edit.key } : { value: edit.value }),
                    ...placeOf(edit),
                  }
                : { place: edit.location, text: edit.text },
            ),
          })),
        }
      : {}),
  };
}

/** `jobs.build.steps[0].run` */
export function nodeText(path: ModelPath): string {
  return path
    .map((key) =>
      typeof key === "number" ? `[${key}]` : /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
    )
    .join("")
    .replace(/^\./, "");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, " ");
}
