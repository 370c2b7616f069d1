import { contextsOf, type Expression } from "@yardmaster/core";
import type { FunctionAnswers, PartialMap } from "@yardmaster/core/evaluation";

/** What stands around an expression. */
export interface Scope {
  /** By name, all that may be read there; the same object for all that is evaluated at one place. */
  readonly contexts: PartialMap;
  readonly answers: FunctionAnswers;
  /** Told of each expression on which GitHub fails, with what it says; its value is then not known. */
  readonly onFailure?: (expression: string, reason: string) => void;
}

/**
 * A context that an expression names and that is not there at its place: GitHub refuses the workflow.
 * @param hidden in lower case, contexts that others at the place may read.
 */
export function unreadableContext(
  expression: Expression,
  { contexts }: Scope,
  hidden: readonly string[] = [],
): string | undefined {
  let names = namesOf.get(expression);
  if (!names) {
    names = contextsOf(expression);
    namesOf.set(expression, names);
  }
  return names.find(
    (name) =>
      (!Object.hasOwn(contexts, name) && !hasInOtherCase(contexts, name)) || hidden.includes(name.toLowerCase()),
  );
}

/** As GitHub says it, of expressions and conditions alike. */
export function unreadable(name: string): string {
  return `Unrecognized named-value: '${name}'`;
}

/** Expressions are the same objects wherever the same text stands. */
const namesOf = new WeakMap<Expression, readonly string[]>();

function hasInOtherCase(contexts: PartialMap, name: string): boolean {
  return Object.keys(contexts).some((key) => key.toLowerCase() === name.toLowerCase());
}
