import { AuthoringError, type Expression } from "@yardmaster/core";
import { environmentNameInvalid } from "./diagnostics.ts";
import { environmentNameProblem } from "./environment-name.ts";
import { expressionOf } from "./expr.ts";

/**
 * The expression and stated name of an interpolation; undefined for plain text.
 * @throws AuthoringError when the stated name cannot carry a value.
 */
export function hoisted(value: unknown): { expression: Expression; name?: string } | undefined {
  const expression = expressionOf(value);
  if (expression) return { expression };
  if (typeof value !== "object" || value === null) return undefined;
  const [entry, ...others] = Object.entries(value);
  const named = entry && others.length === 0 ? expressionOf(entry[1]) : undefined;
  if (!entry || !named) return undefined;
  const problem = environmentNameProblem(entry[0]);
  if (problem !== undefined) throw new AuthoringError(environmentNameInvalid({ name: entry[0], problem }));
  return { expression: named, name: entry[0] };
}
