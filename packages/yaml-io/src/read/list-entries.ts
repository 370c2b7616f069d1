import type { ModelPath, YamlNode } from "@yardmaster/core";

/** An entry of a map or an item of a list, where it begins: at its key, or at its dash. */
export interface Entry {
  readonly path: ModelPath;
  readonly start: number;
  readonly value: YamlNode | undefined;
  /** What holds it; undefined for the root itself. */
  readonly holder: Holder | undefined;
}

export interface Holder {
  readonly path: ModelPath;
  readonly node: YamlNode;
  readonly isFlow: boolean;
  /** Where its keys or dashes stand, from 0. */
  readonly column: number;
  readonly outer: Holder | undefined;
}

/** All entries in the order of the text, the root first. What an alias names is not there a second time. */
export function listEntries(root: YamlNode, text: string): readonly Entry[] {
  const entries: Entry[] = [{ path: [], start: root.start, value: root, holder: undefined }];
  const walk = (node: YamlNode | undefined, path: ModelPath, outer: Holder | undefined): void => {
    if (node?.kind !== "map" && node?.kind !== "list") return;
    const column = node.start - (text.lastIndexOf("\n", node.start - 1) + 1);
    const holder: Holder = { path, node, isFlow: node.isFlow, column, outer };
    if (node.kind === "map") {
      for (const { key, name, value } of node.entries) {
        const start = key?.start ?? value?.start ?? node.start;
        entries.push({ path: [...path, name], start, value, holder });
        walk(value, [...path, name], holder);
      }
      return;
    }
    let end = node.start;
    for (const [index, item] of node.items.entries()) {
      const value = item.kind === "entry" ? item.value : item;
      const start = node.isFlow ? (value?.start ?? end) : findDash(text, end, column, value?.start ?? end);
      entries.push({ path: [...path, index], start, value, holder });
      walk(value, [...path, index], holder);
      end = Math.max(end, value?.end ?? end);
    }
  };
  walk(root, [], undefined);
  return entries;
}

/** The dash of an item between what stands before it and the item itself. */
function findDash(text: string, from: number, column: number, to: number): number {
  let lineStart = text.lastIndexOf("\n", from - 1) + 1;
  while (lineStart <= to) {
    const at = lineStart + column;
    if (at >= from && at <= to && text[at] === "-" && /^\s*(?:[-?:]\s+)*$/.test(text.slice(lineStart, at))) return at;
    const next = text.indexOf("\n", lineStart);
    if (next < 0) break;
    lineStart = next + 1;
  }
  return to;
}
