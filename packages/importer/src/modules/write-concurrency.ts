import { isMap, type ModelPath, type Value, type ValueMap } from "@yardmaster/core";
import { writeValue } from "../values/write-value.ts";
import { isFree } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";

/** `serial`, `latestOnly` or `queueAll` where the keys are exactly what these give. */
export function writeConcurrency(
  concurrency: Value,
  path: ModelPath,
  references: References,
  writer: ModuleWriter,
): string {
  const preset = isFree(path, writer.decisions) && isMap(concurrency) ? presetOf(concurrency) : undefined;
  if (preset === undefined) return writeValue(concurrency, path, references, writer);
  const group = writeValue((concurrency as ValueMap).group ?? null, [...path, "group"], references, writer);
  return `${writer.mark(path)}${writer.language(preset)}(${group})`;
}

function presetOf({ group, ...others }: ValueMap): string | undefined {
  const [[key, value] = ["", undefined], ...more] = Object.entries(others);
  if (typeof group !== "string" || more.length > 0) return undefined;
  if (key === "cancel-in-progress" && typeof value === "boolean") return value ? "latestOnly" : "serial";
  return key === "queue" && value === "max" ? "queueAll" : undefined;
}
