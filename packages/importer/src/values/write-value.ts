import { isMap, type ModelPath, type Scalar, type Value, type ValueMap } from "@yardmaster/core";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import { writeNodes, writeScalar } from "./write-plain.ts";
import { type RawReason, writeRaw } from "./write-raw.ts";
import { writeShared } from "./write-shared.ts";
import { whyRaw, writeTextValue } from "./write-text-value.ts";

/**
 * Data with expressions at any depth, and the comments of the entries inside it; those of its own entry, its key's writer
 * takes.
 */
export function writeValue(value: Value, path: ModelPath, references: References, writer: ModuleWriter): string {
  const reason = writer.decisions.raw.get(pathKey(path));
  if (reason !== undefined) return writeRaw(value, path, reason, writer);
  return writeShared(value, path, writer, (at) => writeOwn(value, at, references, writer));
}

function writeOwn(value: Value, path: ModelPath, references: References, writer: ModuleWriter): string {
  if (typeof value === "string") return writeTextValue(value, path, references, writer);
  const hidden = isMap(value) ? hiddenByKey(value, path, writer) : undefined;
  if (hidden !== undefined) return writeRaw(value, path, hidden, writer);
  const source = writeNodes(
    value,
    path,
    writer,
    (scalar) => (isFiniteScalar(scalar) ? writeScalar(scalar, writer) : writeRaw(scalar, path, notFinite, writer)),
    (item, at) => writeValue(item, at, references, writer),
  );
  return writer.mark(path) + source;
}

const notFinite = "The language takes finite numbers.";

function isFiniteScalar(value: Scalar): boolean {
  return typeof value !== "number" || Number.isFinite(value);
}

/** Under a key called `raw`, what is raw would be taken for keys of the map itself. */
function hiddenByKey({ raw }: ValueMap, path: ModelPath, writer: ModuleWriter): string | RawReason | undefined {
  const at = [...path, "raw"];
  const reason = writer.decisions.raw.get(pathKey(at));
  if (reason !== undefined) return reason;
  if (isMap(raw)) return hiddenByKey(raw, at, writer);
  if (typeof raw === "string") return whyRaw(raw, at, writer);
  return typeof raw === "object" || raw === undefined || isFiniteScalar(raw) ? undefined : notFinite;
}
