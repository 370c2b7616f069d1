import type { YamlAlias, YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from "@yardmaster/core";
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  Pair,
  type Scalar,
  YAMLMap,
} from "yaml";

export interface BuiltTree {
  readonly root: YamlNode | undefined;
  /** Keys that another in their mapping equals, in the order of the text. */
  readonly repeatedKeys: readonly YamlNode[];
  /** Aliases that can have no value, in the order of the text. */
  readonly brokenAliases: readonly BrokenAlias[];
}

export interface BrokenAlias {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** It stands inside of what it names; else nothing before it has that name. */
  readonly isCircular: boolean;
}

/** Turns what the `yaml` library made into plain data, and lets go of it. */
export function buildTree(document: Document.Parsed): BuiltTree {
  const anchored = new Map<string, YamlNode>();
  const open = new Set<YamlNode>();
  const repeatedKeys: YamlNode[] = [];
  const brokenAliases: BrokenAlias[] = [];

  const build = (node: Node): YamlNode | undefined => {
    if (isScalar(node)) return remember(scalarOf(node), node.anchor);
    if (isAlias(node)) {
      const target = anchored.get(node.source);
      const isCircular = target !== undefined && open.has(target);
      if (!target || isCircular) brokenAliases.push({ name: node.source, ...rangeOf(node), isCircular });
      return { kind: "alias", ...rangeOf(node), target } satisfies YamlAlias;
    }
    if (isMap(node)) {
      const entries: YamlEntry[] = [];
      const map: YamlMap = {
        kind: "map",
        ...rangeOf(node),
        ...anchorOf(node.anchor),
        isFlow: node.flow === true,
        entries,
      };
      fill(map, node.anchor, () => {
        for (const pair of node.items) entries.push(entryOf(pair as Pair));
        findRepeatedKeys(entries, repeatedKeys);
      });
      return map;
    }
    if (isSeq(node)) {
      const items: (YamlNode | YamlEntry)[] = [];
      const list: YamlList = {
        kind: "list",
        ...rangeOf(node),
        ...anchorOf(node.anchor),
        isFlow: node.flow === true,
        items,
      };
      fill(list, node.anchor, () => {
        for (const item of node.items) {
          const built = isPair(item) ? entryOf(item) : isNode(item) ? build(item) : undefined;
          if (built) items.push(built);
        }
      });
      return list;
    }
    return undefined;
  };
  const fill = (holder: YamlNode, anchor: string | undefined, read: () => void): void => {
    remember(holder, anchor);
    open.add(holder);
    read();
    open.delete(holder);
  };
  const remember = (node: YamlNode, anchor: string | undefined): YamlNode => {
    if (anchor !== undefined) anchored.set(anchor, node);
    return node;
  };
  const entryOf = ({ key: keyNode, value: valueNode }: Pair): YamlEntry => {
    const key = isNode(keyNode) ? build(keyNode) : undefined;
    const value = isNode(valueNode) ? build(valueNode) : undefined;
    return { kind: "entry", key, name: nameOf(key, keyNode, document), value };
  };

  const root = document.contents ? build(document.contents) : undefined;
  return { root, repeatedKeys, brokenAliases };
}

function scalarOf(node: Scalar): YamlScalar {
  const token = node.srcToken;
  const props = token?.type === "block-scalar" ? token.props : [];
  const header = props.find((prop) => prop.type === "block-scalar-header");
  return {
    kind: "scalar",
    ...rangeOf(node),
    ...anchorOf(node.anchor),
    value: node.value,
    source: token && "source" in token ? token.source : undefined,
    ...(header && "source" in header ? { header: header.source } : {}),
  };
}

function rangeOf({ range }: Node): Pick<YamlNode, "start" | "end"> {
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

function anchorOf(anchor: string | undefined): { readonly anchor?: string } {
  return anchor === undefined ? {} : { anchor };
}

/** As in the model, which has a text for any key. */
function nameOf(key: YamlNode | undefined, node: unknown, document: Document.Parsed): string {
  const named = key?.kind === "alias" ? key.target : key;
  if (named?.kind === "scalar") return String(named.value ?? "");
  if (key === undefined || key.kind === "alias") return String(node);
  const map = new YAMLMap();
  map.items.push(new Pair(node, null));
  try {
    return Object.keys(map.toJS(document))[0] ?? "";
  } catch {
    return String(node); // an alias in it has no anchor
  }
}

function findRepeatedKeys(entries: readonly YamlEntry[], repeated: YamlNode[]): void {
  const seen = new Set<unknown>();
  for (const { key } of entries) {
    if (key?.kind !== "scalar") continue;
    if (seen.has(key.value)) repeated.push(key);
    seen.add(key.value);
  }
}
