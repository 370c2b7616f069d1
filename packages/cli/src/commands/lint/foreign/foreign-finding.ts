import type { Severity } from "@yardmaster/core";

/** What another tool has found. Lines and columns count from 1; the end is exclusive. */
export interface ForeignFinding {
  /** As the tool names it, relative or absolute. */
  readonly file: string;
  /** Undefined for a whole file. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
  /** With the tool's name before it, such as `zizmor/artipacked`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/** A value of a foreign file, of any shape. */
export type Unknown = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function recordAt(value: unknown, ...keys: readonly (string | number)[]): Unknown {
  const found = valueAt(value, ...keys);
  return isRecord(found) ? found : {};
}

export function listAt(value: unknown, ...keys: readonly (string | number)[]): readonly unknown[] {
  const found = valueAt(value, ...keys);
  return Array.isArray(found) ? found : [];
}

export function textAt(value: unknown, ...keys: readonly (string | number)[]): string | undefined {
  const found = valueAt(value, ...keys);
  return typeof found === "string" ? found : undefined;
}

/** A whole number from 1. */
export function countAt(value: unknown, ...keys: readonly (string | number)[]): number | undefined {
  const found = valueAt(value, ...keys);
  return typeof found === "number" && Number.isInteger(found) && found >= 1 ? found : undefined;
}

function valueAt(value: unknown, ...keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Record<string | number, unknown>)[key] : undefined),
    value,
  );
}
