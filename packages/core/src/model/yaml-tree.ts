import type { ModelPath } from "../diagnostics/diagnostic.ts";

/**
 * A YAML text as somebody has read it, in plain data: whoever needs it in another form, as GitHub's parser does, is fed
 * from here, so that no text is read twice.
 */
export interface YamlTree {
  /** Undefined for a text without content. */
  readonly root: YamlNode | undefined;
  /** Why the text is no YAML; none for a sound one. Keys that stand twice in a mapping are no such reason. */
  readonly errors: readonly YamlTextError[];
  readonly positionAt: (offset: number) => YamlPosition;
  /** The innermost node at a position; undefined past the end of the text. */
  readonly pathAt: (line: number, column: number) => ModelPath | undefined;
}

export interface YamlTextError {
  /** What the `yaml` library says, with the place and the line of the text. */
  readonly message: string;
  readonly range: { readonly start: YamlPosition; readonly end: YamlPosition } | undefined;
}

/** Both count from 1; columns are UTF-16 units. */
export interface YamlPosition {
  readonly line: number;
  readonly column: number;
}

export type YamlNode = YamlScalar | YamlList | YamlMap | YamlAlias;

/** Offsets into the text; the end is exclusive. Anchors and tags stand before the start. */
interface Placed {
  readonly start: number;
  readonly end: number;
  readonly anchor?: string;
}

export interface YamlScalar extends Placed {
  readonly kind: "scalar";
  /** A text, a number, a boolean or null; behind a tag such as `!!binary` whatever that makes. */
  readonly value: unknown;
  /** As it is written, with its quotes; of a block the lines below its header. Undefined where nothing stands. */
  readonly source: string | undefined;
  /** Of a block, such as `|` or `>-`. */
  readonly header?: string;
}

export interface YamlList extends Placed {
  readonly kind: "list";
  /** In brackets. */
  readonly isFlow: boolean;
  /** Entries only behind the tags `!!omap` and `!!pairs`. */
  readonly items: readonly (YamlNode | YamlEntry)[];
}

export interface YamlMap extends Placed {
  readonly kind: "map";
  /** In braces. */
  readonly isFlow: boolean;
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly kind: "entry";
  readonly key: YamlNode | undefined;
  /** The key in a path. */
  readonly name: string;
  /** Undefined for a key to which no value belongs, not even an empty one, as in `? key`. */
  readonly value: YamlNode | undefined;
}

export interface YamlAlias extends Placed {
  readonly kind: "alias";
  /** Undefined where nothing before it has that anchor. It may hold the alias itself. */
  readonly target: YamlNode | undefined;
}
