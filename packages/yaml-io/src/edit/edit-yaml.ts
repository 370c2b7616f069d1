import { isDeepStrictEqual } from "node:util";
import type { ModelPath, Scalar, Value, YamlMap, YamlScalar } from "@yardmaster/core";
import { isLiteral, literalHeader, scalarText } from "../print/scalar-text.ts";
import { readYaml, type YamlDocument } from "../read/document.ts";
import { findNode, isEmpty } from "../read/node-positions.ts";
import { applyEdit, type NodeEdit } from "./apply-edit.ts";

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Changes nodes in the text of a YAML file and leaves every other byte as it is: a scalar gets a new value, a key another
 * name, a missing key is added after its neighbours, with the maps that it needs.
 * @returns undefined where that cannot be done, or would not read as just these changes.
 */
export function editYaml(document: YamlDocument, edits: readonly NodeEdit[]): string | undefined {
  let current = document;
  for (const edit of edits) {
    const text = editOnce(current, edit);
    if (text === undefined) return undefined;
    current = readYaml(text);
  }
  return current.text;
}

function editOnce(document: YamlDocument, edit: NodeEdit): string | undefined {
  const { text, model } = document;
  if (model === undefined) return undefined;
  const expected = applyEdit(model, edit);
  if (expected === undefined) return undefined;
  const replacement = replace(document, edit);
  if (!replacement) return undefined;
  const edited = text.slice(0, replacement.start) + replacement.text + text.slice(replacement.end);
  return isDeepStrictEqual(plain(readYaml(edited).model), plain(expected)) ? edited : undefined;
}

function plain(value: Value | undefined): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function replace(document: YamlDocument, edit: NodeEdit): Replacement | undefined {
  const { root } = document.tree;
  const found = findNode(root, edit.path);
  if ("key" in edit) return found?.key && { start: found.key.start, end: found.key.end, text: scalarText(edit.key) };
  if (!found) return insert(document, edit.path, edit.value);
  const { key, value } = found;
  if (value && !isEmpty(value)) return value.kind === "scalar" ? over(value, edit.value, document.text) : undefined;
  if (!key) return undefined;
  const colon = document.text.indexOf(":", key.end) + 1;
  return colon === 0 ? undefined : { start: colon, end: colon, text: ` ${inlineText(edit.value)}` };
}

function over(node: YamlScalar, value: Scalar, text: string): Replacement | undefined {
  if (node.header !== undefined) return overBlock(node, value, text);
  return { start: node.start, end: node.end, text: inlineText(value) };
}

/** A literal block stays one, with the comment behind its header; one that is folded is left alone. */
function overBlock(
  { start, end, header = "", source }: YamlScalar,
  value: Scalar,
  text: string,
): Replacement | undefined {
  const [indent] = /^ +(?=\S)/m.exec(source ?? "") ?? [];
  if (!/^\|[-+]?$/.test(header) || typeof value !== "string" || !isLiteral(value) || indent === undefined)
    return undefined;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const behind = text.slice(start + header.length, text.indexOf("\n", start)).trimEnd();
  const lines = value.replace(/\n$/, "").split("\n");
  const body = lines.map((line) => newline + (line === "" ? "" : indent + line)).join("");
  const rest = /\n$/.test(text.slice(start, end)) ? newline : "";
  return { start, end, text: literalHeader(value) + behind + body + rest };
}

/** Plain only where a flow collection would read it as well. */
function inlineText(value: Scalar): string {
  const text = scalarText(value);
  return typeof value === "string" && /[,[\]{}]/.test(text) && !text.startsWith('"') ? JSON.stringify(value) : text;
}

/** Adds the missing end of a path to the innermost map that is there. */
function insert({ text, tree }: YamlDocument, path: ModelPath, value: Scalar): Replacement | undefined {
  const depth = path.findIndex((_, index) => {
    const found = findNode(tree.root, path.slice(0, index + 1));
    return !found || isEmpty(found.value);
  });
  const around = depth === 0 ? tree.root : findNode(tree.root, path.slice(0, depth))?.value;
  const keys = path.slice(depth);
  if (around?.kind !== "map" || !keys.every((key) => typeof key === "string")) return undefined;
  if (findNode(tree.root, path.slice(0, depth + 1))) return undefined; // `with:` and nothing behind it
  return around.isFlow ? insertInFlow(around, keys, value) : insertInBlock(around, keys, value, text);
}

function insertInFlow(map: YamlMap, keys: readonly string[], value: Scalar): Replacement {
  const at = (map.entries.at(-1)?.value ?? map.entries.at(-1)?.key)?.end ?? map.start + 1;
  const inner = keys
    .toReversed()
    .reduce((text, key, index) => `${scalarText(key)}: ${index === 0 ? text : `{ ${text} }`}`, inlineText(value));
  return { start: at, end: at, text: map.entries.length > 0 ? `, ${inner}` : inner };
}

function insertInBlock(map: YamlMap, keys: readonly string[], value: Scalar, text: string): Replacement | undefined {
  const first = map.entries[0]?.key;
  const last = map.entries.at(-1);
  const lastNode = last?.value && !isEmpty(last.value) ? last.value : last?.key;
  if (!first || !lastNode) return undefined;
  const column = first.start - (text.lastIndexOf("\n", first.start - 1) + 1);
  const end = text.slice(0, lastNode.end).trimEnd().length;
  const lineEnd = text.indexOf("\n", end);
  const at = lineEnd === -1 ? text.length : lineEnd - (text[lineEnd - 1] === "\r" ? 1 : 0);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = keys.map((key, index) => {
    const rest = index === keys.length - 1 ? ` ${scalarText(value)}` : "";
    return `${newline}${" ".repeat(column + 2 * index)}${scalarText(key)}:${rest}`;
  });
  return { start: at, end: at, text: lines.join("") };
}
