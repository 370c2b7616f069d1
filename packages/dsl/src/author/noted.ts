import type { ModelComment } from "@yardmaster/core";

const commentsKey = Symbol.for("yardmaster.comments");

interface Commented {
  readonly [commentsKey]: readonly Omit<ModelComment, "path">[];
  readonly value: unknown;
}

/** Puts a comment above a single entry of a map or list. */
export function noted<T>(value: T, text: string): T {
  return commented(value, { position: "above", text });
}

/** Puts a comment behind a value, on its line. */
export function withEndComment<T>(value: T, text: string): T {
  return commented(value, { position: "end", text });
}

/** The comments of a wrapped value, outermost first, and the value inside. */
export function uncomment(value: unknown): { value: unknown; comments: readonly Omit<ModelComment, "path">[] } {
  if (!isCommented(value)) return { value, comments: [] };
  const inner = uncomment(value.value);
  return { value: inner.value, comments: [...value[commentsKey], ...inner.comments] };
}

/** Typed as what it wraps: the wrapper is taken off before anything reads the value. */
function commented<T>(value: T, comment: Omit<ModelComment, "path">): T {
  return { [commentsKey]: [comment], value } satisfies Commented as unknown as T;
}

function isCommented(value: unknown): value is Commented {
  return typeof value === "object" && value !== null && Object.hasOwn(value, commentsKey);
}
