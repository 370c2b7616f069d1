import type { DiagnosticKind } from "./diagnostic.ts";

/** One entry of a catalogue: what can be said, without the parameters that it is said with. */
export type CatalogueEntry = Pick<DiagnosticKind<never>, "code" | "severity" | "confidence" | "isPedantic">;

/**
 * The kinds among what modules export, each once, those in tables of kinds included: in the order of the modules and, within
 * one, of names.
 */
export function catalogueOf<T extends { readonly code: string } = CatalogueEntry>(
  ...modules: readonly Readonly<Record<string, unknown>>[]
): readonly T[] {
  const values = modules.flatMap((module) => Object.values(module));
  const kinds = values.flatMap((value) => {
    if (isKind<T>(value)) return [value];
    return typeof value === "object" && value !== null ? Object.values(value).filter(isKind<T>) : [];
  });
  return [...new Set(kinds)];
}

function isKind<T>(value: unknown): value is T {
  return typeof value === "function" && Object.hasOwn(value, "code");
}
