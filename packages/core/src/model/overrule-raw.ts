import type { Diagnostic, ModelPath } from "../diagnostics/diagnostic.ts";
import { isWithin } from "../diagnostics/model-path.ts";
import type { Escape } from "./document.ts";

/**
 * What is said of a value that the author let through by `raw` is said and stops nothing: the author knows of something
 * that is not known here.
 */
export function overruleRaw(diagnostic: Diagnostic, escapes: readonly Escape[]): Diagnostic {
  const { place, severity } = diagnostic;
  if (severity !== "error" || !place || !("path" in place)) return diagnostic;
  const around = escapeAround(place.path, escapes);
  if (!around) return diagnostic;
  return {
    ...diagnostic,
    severity: "warning",
    message: `${diagnostic.message} It is let through as \`raw\`: ${around.why.replace(/\.$/, "")}.`,
    hint,
  };
}

/** Whether it is something that {@link overruleRaw} let through. */
export function isLetThrough(diagnostic: Pick<Diagnostic, "hint">): boolean {
  return diagnostic.hint === hint;
}

const hint = "Drop the `raw` when its reason is gone.";

/** The innermost value of `raw` that a path is in. */
export function escapeAround(path: ModelPath, escapes: readonly Escape[]): Escape | undefined {
  return escapes.filter((hatch) => isWithin(path, hatch.path)).sort((a, b) => b.path.length - a.path.length)[0];
}
