import type { YamlNode } from "@yardmaster/core";

/** How a scalar is written. */
export type ScalarStyle = FlowStyle | BlockStyle;

export interface FlowStyle {
  readonly form: "plain" | "single" | "double";
}

export interface BlockStyle {
  readonly form: "literal" | "folded";
  /** What becomes of the line breaks at its end: one stays, none, or all. */
  readonly chomping: "clip" | "strip" | "keep";
  /** Columns, where the header states them. */
  readonly indentation?: number;
  /**
   * The file ends in the last line of the block, without a line break. The `yaml` library, and with it GitHub's package,
   * reads one there, other readers none.
   */
  readonly isOpen?: true;
}

/** @returns undefined for what is no scalar, and where nothing is written. */
export function scalarStyle(node: YamlNode | undefined, text: string): ScalarStyle | undefined {
  if (node?.kind !== "scalar" || node.source === undefined) return undefined;
  const { header, source } = node;
  if (header === undefined) {
    if (source === "") return undefined;
    return { form: source.startsWith("'") ? "single" : source.startsWith('"') ? "double" : "plain" };
  }
  const indentation = /\d/.exec(header)?.[0];
  return {
    form: header.startsWith("|") ? "literal" : "folded",
    chomping: header.includes("-") ? "strip" : header.includes("+") ? "keep" : "clip",
    ...(indentation === undefined ? {} : { indentation: Number(indentation) }),
    ...(node.end === text.length && source !== "" && !source.endsWith("\n") ? { isOpen: true } : {}),
  };
}
