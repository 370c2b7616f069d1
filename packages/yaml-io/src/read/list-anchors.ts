import type { ModelPath, YamlNode } from "@yardmaster/core";

export interface YamlAnchor {
  /** Without the `&`. */
  readonly name: string;
  /** Of the value that has it. */
  readonly path: ModelPath;
  /** Where the value is used again. */
  readonly aliases: readonly ModelPath[];
}

/** In the order of the text. A name may be given again. Anchors of keys are left out: a key has no path of its own. */
export function listAnchors(root: YamlNode | undefined): readonly YamlAnchor[] {
  const anchors = new Map<YamlNode, { name: string; path: ModelPath; aliases: ModelPath[] }>();
  const walk = (node: YamlNode | undefined, path: ModelPath): void => {
    if (!node) return;
    if (node.kind === "alias") {
      if (node.target) anchors.get(node.target)?.aliases.push(path);
      return;
    }
    if (node.anchor !== undefined) anchors.set(node, { name: node.anchor, path, aliases: [] });
    if (node.kind === "map") for (const { name, value } of node.entries) walk(value, [...path, name]);
    if (node.kind === "list")
      for (const [index, item] of node.items.entries())
        walk(item.kind === "entry" ? item.value : item, [...path, index]);
  };
  walk(root, []);
  return [...anchors.values()];
}
