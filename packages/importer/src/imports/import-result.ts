import type { Finding, ModelPath } from "@yardmaster/core";

export interface ImportResult {
  /** In the order of the request. */
  readonly files: readonly ImportedResult[];
  /** Modules that several of them import, such as shared constants. */
  readonly shared: readonly { readonly path: string; readonly source: string }[];
  /** Actions that would get a binding by `bind`: `actions/checkout@v4`. */
  readonly toBind: readonly string[];
}

export interface ImportedResult {
  /** Of the YAML. */
  readonly path: string;
  readonly module: string;
  /** Of the module; undefined where nothing could be written. */
  readonly source?: string;
  /** What `gen` makes of the module. */
  readonly yaml?: string;
  readonly state: "proved" | "refused";
  /** Why it is refused: none of a file that is proved. */
  readonly refused: readonly Refusal[];
  /** What is wrong in the original, with its place there. */
  readonly wrong: readonly Finding[];
  readonly expressions: { readonly typed: number; readonly text: number };
  readonly comments: { readonly kept: number; readonly lost: number };
  /** Expressions that stand in its scripts still. */
  readonly unsafe: readonly UnsafeExpression[];
  /** How many were moved out of scripts, into variables. */
  readonly hoisted: number;
}

export interface UnsafeExpression {
  /** Of the script in the original, from 1. */
  readonly line: number;
  readonly expression: string;
  /** Somebody without rights in the repository can set the value. */
  readonly isOutsider: boolean;
  /** A sentence: why it was not moved out, where that was asked for. */
  readonly why?: string;
}

export interface Refusal {
  readonly path: ModelPath;
  /** In the original, from 1. */
  readonly line: number;
  readonly reason: string;
  /** The next step. */
  readonly hint: string;
}
