import { isMap, type ModelPath, type Value } from "@yardmaster/core";
import { writeCondition } from "../values/write-condition.ts";
import { writeValue } from "../values/write-value.ts";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import { printInline } from "./print-entries.ts";

/** The image that a job leaves; its `if` is a condition as a job's is. */
export function writeSnapshot(value: Value, path: ModelPath, references: References, writer: ModuleWriter): string {
  if (!isMap(value) || writer.decisions.raw.has(pathKey(path))) return writeValue(value, path, references, writer);
  const entries = Object.entries(value).map(([key, part = null]) => {
    const write = key === "if" ? writeCondition : writeValue;
    return [key, write(part, [...path, key], references, writer)] as const;
  });
  return writer.mark(path) + printInline(entries);
}
