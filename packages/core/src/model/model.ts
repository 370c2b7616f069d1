export type Scalar = string | number | boolean | null;

/** Plain readonly data, as it stands in a YAML document: GitHub's own keys in the author's order. */
export type Value = Scalar | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value | undefined;
}

/** A workflow as plain data. Expressions are text with `${{ }}`, or bare in an `if`, as GitHub has them. */
export interface WorkflowModel extends ValueMap {
  readonly name?: string;
  readonly on: Value;
  readonly jobs: { readonly [id: string]: ValueMap };
}

/** A comment kept beside the model. TypeScript comments do not survive evaluation, so comments are values. */
export interface ModelComment {
  readonly path: readonly (string | number)[];
  /**
   * `above`: lines of their own before the node; `end`: after the node's value, on its line; `last`: lines of their own
   * after the last entry of a map or list, or in a node without a value.
   */
  readonly position: "above" | "end" | "last";
  /** Without `#`; line breaks start new comment lines (not at an `end`). */
  readonly text: string;
}
