import type { Expr } from "@actions/expressions/ast";

/** GitHub's tree has a class of its own for `*`, which it does not export: the only node without properties. */
export function isStar(index: Expr): boolean {
  return Object.keys(index).length === 0;
}
