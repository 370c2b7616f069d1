import type { ModelPath } from "@yardmaster/core";
import { isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair } from "yaml";

/** Offsets into the text; the end is exclusive. */
export type OffsetRange = readonly [start: number, end: number];

type Child = { readonly key: string | number; readonly keyNode: Node | undefined; readonly value: Node | undefined };

export function findRange(root: unknown, path: ModelPath): OffsetRange | undefined {
  let node = isNode(root) ? root : undefined;
  let keyNode: Node | undefined;
  for (const key of path) {
    const child = children(node).find((candidate) => candidate.key === key);
    if (!child) return undefined;
    node = child.value;
    keyNode = child.keyNode;
  }
  return isEmpty(node) ? (rangeOf(keyNode) ?? rangeOf(node)) : rangeOf(node);
}

export function findPathAt(root: unknown, offset: number): ModelPath {
  const path: (string | number)[] = [];
  let node = isNode(root) ? root : undefined;
  while (node) {
    const child = children(node).findLast(
      ({ keyNode, value }) => (rangeOf(keyNode ?? value)?.[0] ?? Infinity) <= offset,
    );
    const end = child && (rangeOf(child.value) ?? rangeOf(child.keyNode))?.[1];
    if (!child || end === undefined || offset > end) break;
    path.push(child.key);
    node = child.value && offset >= (rangeOf(child.value)?.[0] ?? Infinity) ? child.value : undefined;
  }
  return path;
}

function children(node: Node | undefined): Child[] {
  if (isMap(node)) {
    return node.items.map((pair: Pair) => ({
      key: isScalar(pair.key) ? String(pair.key.value ?? "") : String(pair.key),
      keyNode: isNode(pair.key) ? pair.key : undefined,
      value: isNode(pair.value) ? pair.value : undefined,
    }));
  }
  if (!isSeq(node)) return [];
  return node.items.map((item, key) => ({
    key,
    keyNode: undefined,
    value: isNode(item) && !isPair(item) ? item : undefined,
  }));
}

function rangeOf(node: Node | undefined): OffsetRange | undefined {
  return node?.range ? [node.range[0], node.range[1]] : undefined;
}

function isEmpty(node: Node | undefined): boolean {
  return node === undefined || (isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1]);
}
