import type { ModelPath, Scalar, Value } from "@yardmaster/core";
import type { ModuleWriter } from "../writing/module-writer.ts";
import { type TemplatePiece, writeTemplate } from "../writing/write-template.ts";
import { writeList, writeMap } from "./write-map.ts";
import { writeNoted } from "./write-note.ts";
import { writeString } from "./write-text.ts";

/** Data as it stands, expressions in texts included, with the comments inside it. */
export function writePlain(value: Value, path: ModelPath, writer: ModuleWriter): string {
  return writeNodes(value, path, writer, (scalar) => writeScalar(scalar, writer));
}

/** Lists and maps with the comments of their entries; `writeLeaf` writes what is neither. */
export function writeNodes(
  value: Value,
  path: ModelPath,
  writer: ModuleWriter,
  writeLeaf: (scalar: Scalar, path: ModelPath) => string,
  writeNode: (value: Value, path: ModelPath) => string = (node, at) => writeNodes(node, at, writer, writeLeaf),
): string {
  if (typeof value !== "object" || value === null) return writeLeaf(value, path);
  const write = (item: Value, key: string | number): string => {
    const at = [...path, key];
    return writeNoted(writeNode(item, at), writer.comments.take(at), writer);
  };
  if (Array.isArray(value)) return writeList(value.map(write));
  const entries = Object.entries(value).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return writeMap(entries.map(([key, item]) => [key, write(item, key)]));
}

export function writeScalar(value: Scalar, writer: ModuleWriter): string {
  if (typeof value === "string") return writePlainText(value, writer);
  return Object.is(value, -0) ? "-0" : String(value);
}

/** A text of several lines stands in a template of them. */
function writePlainText(text: string, writer: ModuleWriter): string {
  return writeLines([text], writer) ?? writeString(text);
}

/** @returns undefined for what has one line, apart from the line break at its end, and for what no template holds. */
export function writeLines(pieces: readonly TemplatePiece[], writer: ModuleWriter): string | undefined {
  const text = pieces.map((piece) => (typeof piece === "string" ? piece : "x")).join("");
  const template = text.trimEnd().includes("\n") ? writeTemplate("lines", pieces) : undefined;
  if (template !== undefined) writer.language("lines");
  return template;
}
