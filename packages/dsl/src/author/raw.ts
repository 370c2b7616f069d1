const rawKey: unique symbol = Symbol.for("yardmaster.raw");

/** A value that the language does not check, and why it is there. */
export interface Raw {
  readonly [rawKey]: { readonly value: unknown; readonly why: string };
}

/** Whole keys that the language does not know: they are put among the node's own. */
export type RawKeys = Raw;

/**
 * Lets a value, or an object of keys for `raw: …`, through unchecked, so that a new key of the platform never blocks
 * anybody. GitHub's parser still sees it, and `why` is kept with its place.
 */
// biome-ignore lint/suspicious/noExplicitAny: the one hatch that has to fit everywhere
export function raw(value: unknown, why: string): any {
  return { [rawKey]: { value, why } } satisfies Raw;
}

export function rawOf(value: unknown): Raw[typeof rawKey] | undefined {
  return typeof value === "object" && value !== null && Object.hasOwn(value, rawKey)
    ? (value as Raw)[rawKey]
    : undefined;
}
