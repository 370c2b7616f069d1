import { AuthoringError } from "./authoring-error.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** The property of `globalThis` under which the loader keeps a list for the mistakes that builders go on after. */
export const mistakesKey: unique symbol = Symbol.for("yardmaster.mistakes");

/**
 * A mistake after which a builder can go on, so that one run tells of all of them. The loader collects it; without a
 * loader, as where a builder is called by a program of its own, it is thrown.
 * @param stack where the mistake was made, when that was earlier.
 */
export function reportMistake(diagnostic: Diagnostic, stack?: string): void {
  const error = new AuthoringError(diagnostic);
  if (stack !== undefined) error.stack = stack;
  const { [mistakesKey]: collected } = globalThis as unknown as { [mistakesKey]?: AuthoringError[] };
  if (!collected) throw error;
  collected.push(error);
}
