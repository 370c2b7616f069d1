import type { ModelPath } from "../diagnostics/diagnostic.ts";
import type { Value } from "./model.ts";

/** What stands at a path; undefined where nothing does. */
export function valueAt(path: ModelPath, model: Value): Value | undefined {
  return path.reduce((value: unknown, key) => {
    return typeof value === "object" && value !== null && Object.hasOwn(value, key)
      ? (value as Readonly<Record<string | number, unknown>>)[key]
      : undefined;
  }, model) as Value | undefined;
}
