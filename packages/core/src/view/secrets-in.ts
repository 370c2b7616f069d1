import { type Expression, walkExpression } from "../expressions/expression.ts";
import type { Value } from "../model/model.ts";
import { expressionsIn } from "./expressions-in.ts";

/**
 * Names of the secrets that expressions of a value read, as they are written; `*` where one may read any of them. What is
 * read of `GITHUB_TOKEN` is the job's token, and no secret of the repository.
 */
export function secretsIn(value: Value | undefined): readonly string[] {
  return [...new Set(expressionsIn(value).flatMap(({ expression }) => secretsReadBy(expression)))];
}

/** The same of one expression. */
export function secretsReadBy(expression: Expression): readonly string[] {
  const names = new Set<string>();
  const named = new Set<Expression>();
  walkExpression(expression, (part) => {
    if (part.kind === "property" && isSecrets(part.object)) {
      names.add(part.name);
      named.add(part.object);
    } else if (isSecrets(part) && !named.has(part)) names.add("*");
  });
  return [...names].filter((name) => name.toUpperCase() !== "GITHUB_TOKEN");
}

function isSecrets(part: Expression): boolean {
  return part.kind === "context" && part.name.toLowerCase() === "secrets";
}
