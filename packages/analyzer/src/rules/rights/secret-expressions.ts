import { type Expression, readTemplate, type Value, walkExpression } from "@yardmaster/core";

/** The name in `secrets.NAME`, in upper case. */
export function secretName(expression: Expression): string | undefined {
  if (expression.kind !== "property" || expression.object.kind !== "context" || expression.object.name !== "secrets")
    return undefined;
  return expression.name.toUpperCase();
}

/** The token that every job gets: `github.token` and `secrets.GITHUB_TOKEN` are one. */
export function isJobToken(expression: Expression): boolean {
  if (secretName(expression) === "GITHUB_TOKEN") return true;
  return (
    expression.kind === "property" &&
    expression.object.kind === "context" &&
    expression.object.name === "github" &&
    expression.name.toLowerCase() === "token"
  );
}

/** Names of the secrets that an expression reads anywhere, the job's own token left out. */
export function secretsRead(expression: Expression): readonly string[] {
  const names = new Set<string>();
  walkExpression(expression, (part) => {
    const name = secretName(part);
    if (name !== undefined && name !== "GITHUB_TOKEN") names.add(name);
  });
  return [...names];
}

/** The secrets whose text the value of an expression can be or hold: `secrets.A == ''` holds none. */
export function secretsHeld(expression: Expression): readonly string[] {
  const own = secretName(expression);
  if (own !== undefined) return [own];
  switch (expression.kind) {
    case "logical":
      // What stands before `&&` is handed on only when it is empty.
      return (expression.operator === "&&" ? expression.operands.slice(-1) : expression.operands).flatMap(secretsHeld);
    case "call":
      return transparent.has(expression.name.toLowerCase()) ? expression.arguments.flatMap(secretsHeld) : [];
    default:
      return [];
  }
}

const transparent = new Set(["format", "join", "tojson", "fromjson", "case"]);

/** The secrets that a value of the model holds in its text. */
export function secretsIn(value: Value | undefined): readonly string[] {
  if (typeof value !== "string" || !/\bsecrets\b/i.test(value)) return [];
  return [...new Set(readTemplate(value, false).flatMap((part) => secretsHeld(part.expression)))];
}
