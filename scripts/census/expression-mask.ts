/** Quotes may hold `}}`. */
const expressions = /\$\{\{((?:'[^']*'|[^'])*?)\}\}/g;

/** The text around and between the expressions of a value, so one more than there are expressions. */
export function textParts(value: string): readonly string[] {
  return value.replaceAll(expressions, "\0").split("\0");
}

/** What stands inside each `${{ }}`. */
export function expressionTexts(value: string): readonly string[] {
  return [...value.matchAll(expressions)].map(([, text = ""]) => text);
}

/** Text of expressions is no subject of the census: that one stands there is. */
export function maskExpressions(value: string): string {
  return value.replace(expressions, "${{ }}");
}
