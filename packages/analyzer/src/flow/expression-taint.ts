import type { Expression } from "@yardmaster/core";
import { contextPath } from "./payload.ts";
import { type Taints, untainted } from "./taint.ts";

/** What the contexts hold where an expression stands. */
export interface Surroundings {
  /** @param path of a context and names below it. @param isJson it becomes JSON, and all of an object comes out. */
  read(path: readonly string[], isJson: boolean): Taints;
}

/** Whose text can be in the value of an expression. Booleans and numbers carry none. */
export function taintsOf(expression: Expression, around: Surroundings, isJson = false): Taints {
  const path = contextPath(expression);
  if (path) return around.read(path, isJson);
  const all = (parts: readonly Expression[], asJson = isJson): Taints =>
    parts.flatMap((part) => taintsOf(part, around, asJson));
  switch (expression.kind) {
    case "call":
      return call(expression.name.toLowerCase(), expression.arguments, all);
    case "logical":
      // What `&&` yields of the operands before its last is empty, false or zero.
      return expression.operator === "&&" ? all(expression.operands.slice(-1)) : all(expression.operands);
    case "property":
    case "index":
    case "star":
      return taintsOf(expression.object, around, isJson);
    default:
      return untainted;
  }
}

function call(
  name: string,
  parts: readonly Expression[],
  all: (parts: readonly Expression[], isJson?: boolean) => Taints,
): Taints {
  switch (name) {
    case "tojson":
      return all(parts, true);
    case "format":
    case "join":
    case "fromjson":
      return all(parts);
    case "case":
      // Conditions and values by turns, and the value of the default last.
      return all(parts.filter((_, index) => index % 2 === 1 || index === parts.length - 1));
    default:
      return untainted;
  }
}
