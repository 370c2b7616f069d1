import type { ModelPath, Value } from "@yardmaster/core";

export interface ListedText {
  readonly text: string;
  readonly path: ModelPath;
}

/** The texts of what GitHub takes as one text or as a list of them, each with its place. What is no text is left out. */
export function listedTexts(value: Value | undefined, path: ModelPath): readonly ListedText[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (!Array.isArray(value)) return [];
  return (value as readonly Value[]).flatMap((text, index) =>
    typeof text === "string" ? [{ text, path: [...path, index] }] : [],
  );
}
