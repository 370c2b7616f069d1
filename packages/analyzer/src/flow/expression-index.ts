import type { ExpressionAt, ModelPath } from "@yardmaster/core";

/** What holds expressions, and how to find those of a text by its path. */
export interface Expressions {
  readonly expressions: readonly ExpressionAt[];
}

/** The expressions in the text at a path. */
export function expressionsAt(document: Expressions, path: ModelPath): readonly ExpressionAt[] {
  return indexOf(document).get(keyOf(path)) ?? [];
}

/** The expressions at a path and below it. */
export function expressionsBelow(document: Expressions, path: ModelPath): readonly ExpressionAt[] {
  return document.expressions.filter((at) => path.every((part, index) => at.path[index] === part));
}

const indexes = new WeakMap<Expressions, ReadonlyMap<string, readonly ExpressionAt[]>>();

function indexOf(document: Expressions): ReadonlyMap<string, readonly ExpressionAt[]> {
  const known = indexes.get(document);
  if (known) return known;
  const index = new Map<string, ExpressionAt[]>();
  for (const at of document.expressions) {
    const key = keyOf(at.path);
    const list = index.get(key);
    if (list) list.push(at);
    else index.set(key, [at]);
  }
  indexes.set(document, index);
  return index;
}

function keyOf(path: ModelPath): string {
  return path.join("\n");
}
