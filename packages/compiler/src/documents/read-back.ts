import { isDeepStrictEqual } from "node:util";
import { asMap, InvariantError, type SourceDocument, type Value, type YamlTree } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";

/**
 * Reads a printed file as YAML readers do, and compares it with its model.
 * @returns the text as it was read, for what looks at it next; undefined for data.
 * @throws InvariantError when the printer wrote something else than it was given.
 */
export function readBack(document: SourceDocument, path: string, text: string): YamlTree | undefined {
  if (document.yardmaster === "data") return undefined;
  const { model, tree } = readYaml(text);
  if (isDeepStrictEqual(model, withoutUndefined(document.model))) return tree;
  throw new InvariantError(`${path} would not read back as it was written.`);
}

function withoutUndefined(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  const map = asMap(value);
  if (!map) return value;
  const entries = Object.entries(map).flatMap(([key, child]) =>
    child === undefined ? [] : [[key, withoutUndefined(child)] as const],
  );
  return Object.fromEntries(entries);
}
