import type { ModelPath, YamlNode, YamlTree } from "@yardmaster/core";

/** Offsets into the text; the end is exclusive. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** What a path leads to. */
export interface FoundNode {
  /** Undefined for the root and for items of lists. */
  readonly key: YamlNode | undefined;
  readonly value: YamlNode | undefined;
}

export function findNode(root: YamlNode | undefined, path: ModelPath): FoundNode | undefined {
  let found: FoundNode = { key: undefined, value: root };
  for (const key of path) {
    const child = childAt(found.value, key);
    if (!child) return undefined;
    found = child;
  }
  return found;
}

/** Nothing is written there. */
export function isEmpty(node: YamlNode | undefined): boolean {
  return node === undefined || (node.kind === "scalar" && node.value === null && node.start === node.end);
}

export function makePathAt(root: YamlNode | undefined, lineStarts: readonly number[]): YamlTree["pathAt"] {
  return (line, column) => {
    const start = lineStarts[line - 1];
    return start === undefined || column < 1 ? undefined : findPathAt(root, start + column - 1);
  };
}

function findPathAt(root: YamlNode | undefined, offset: number): ModelPath {
  const path: (string | number)[] = [];
  let node = root;
  while (node) {
    const child = children(node).findLast(({ key, value }) => ((key ?? value)?.start ?? Infinity) <= offset);
    const end = (child?.value ?? child?.key)?.end;
    if (!child || end === undefined || offset > end) break;
    path.push(child.name);
    node = child.value && offset >= child.value.start ? child.value : undefined;
  }
  return path;
}

interface Child extends FoundNode {
  readonly name: string | number;
}

function childAt(node: YamlNode | undefined, key: string | number): FoundNode | undefined {
  if (node?.kind === "map") return node.entries.find(({ name }) => name === key);
  const item = node?.kind === "list" && typeof key === "number" ? node.items[key] : undefined;
  return item && itemAt(item);
}

function children(node: YamlNode): readonly Child[] {
  if (node.kind === "map") return node.entries;
  return node.kind === "list" ? node.items.map((item, name) => ({ name, ...itemAt(item) })) : [];
}

function itemAt(item: Extract<YamlNode, { kind: "list" }>["items"][number]): FoundNode {
  return { key: undefined, value: item.kind === "entry" ? undefined : item };
}
