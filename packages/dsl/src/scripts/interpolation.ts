import { AuthoringError, type Expression, mapExpression, printExpression, reportMistake } from "@yardmaster/core";
import { expressionOf } from "../author/expression-of.ts";
import { misplacedValue } from "../author/misplaced-value.ts";
import { isStepToken, stepOfToken } from "../expressions/step-token.ts";
import { environmentNameInvalid } from "./diagnostics.ts";
import { environmentNameProblem } from "./environment-name.ts";
import { runnerCommandOf } from "./runner-command.ts";

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

/** Reports what is neither an expression nor a text or a number, which a script's text could only have by its name. */
export function plainInterpolation(value: unknown, language: string): string | number {
  if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return value;
  reportMistake(misplacedValue(value, `a value in the ${language} script`, "text, a number or an expression"));
  return "";
}

/** As messages show it: steps have no ids yet, and go by their names. */
export function describeInterpolation(value: unknown): string {
  const command = runnerCommandOf(value);
  if (command) return command.name === undefined ? command.target : `${command.target} ${command.name}`;
  const named = hoisted(value);
  if (!named) return String(value);
  return printExpression(
    mapExpression(named.expression, (part) =>
      part.kind === "property" && isStepToken(part.name) ? { ...part, name: stepOfToken(part.name) } : part,
    ),
  );
}
