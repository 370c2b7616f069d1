import type { Value, ValueMap } from "./model.ts";

export function isMap(value: Value | undefined): value is ValueMap;
export function isMap(value: unknown): value is Readonly<Record<string, unknown>>;
export function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
