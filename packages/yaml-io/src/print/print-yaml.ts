import { isMap, type ModelPath, type Value, type YamlNode } from "@yardmaster/core";
import type { YamlDocument } from "../read/document.ts";
import { indexLines } from "./comment-index.ts";
import { type Printing, printList, printMap, printValue } from "./print-node.ts";
import { settleComments } from "./settle-comments.ts";

/**
 * A document in the form of generated files: GitHub's keys in the customary order, all others in the author's, every
 * comment at what it is about. Layout, quotes, anchors and aliases are not kept: what an alias names is written out.
 * @returns undefined for a text with errors, and for one with values that only tags such as `!!binary` can make.
 */
export function printYaml(document: YamlDocument): string | undefined {
  const { model, tree } = document;
  if (model === undefined || !isData(model)) return undefined;
  const { start, lines, end } = settleComments(document.comments(), model);
  const comments = indexLines(lines);
  const body = printRoot(model, { comments, keysAt: (path) => keysAt(tree.root, path) });
  comments.assertAllTaken();
  const all = [...start, ...(start.length > 0 && body.length > 0 ? [""] : []), ...body, ...end];
  return all.map((line) => `${line}\n`).join("");
}

function printRoot(model: Value, printing: Printing): readonly string[] {
  if (isMap(model) && Object.keys(model).length > 0) return printMap(model, [], "", printing);
  if (Array.isArray(model) && model.length > 0) return printList(model, [], "", printing);
  if (model === null) return [];
  const { rest, below } = printValue(model, [], "", printing);
  return [rest.trim(), ...below];
}

function isData(value: Value): boolean {
  if (typeof value !== "object" || value === null) return true;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && Object.values(value).every(isData);
}

/** Through aliases: what they name is printed where they stand. */
function keysAt(root: YamlNode | undefined, path: ModelPath): readonly string[] | undefined {
  const node = path.reduce(childOf, named(root));
  return node?.kind === "map" ? node.entries.map(({ name }) => name) : undefined;
}

function childOf(node: YamlNode | undefined, key: string | number): YamlNode | undefined {
  if (node?.kind === "map") return named(node.entries.find(({ name }) => name === key)?.value);
  const item = node?.kind === "list" && typeof key === "number" ? node.items[key] : undefined;
  return item?.kind === "entry" ? undefined : named(item);
}

function named(node: YamlNode | undefined): YamlNode | undefined {
  return node?.kind === "alias" ? node.target : node;
}
