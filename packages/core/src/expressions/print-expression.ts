import type { Expression } from "./expression.ts";

/** Binding strength, weakest first: GitHub's grammar puts comparison above equality. */
const strength = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "!": 5,
  literal: 6,
  /** What `.` and `[]` may follow: GitHub's grammar allows them behind no bare literal. */
  object: 7,
} as const;

/** An identifier after a dot, by GitHub's lexer. */
const identifier = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** The one spelling of an expression: least parentheses, single quotes, dots where the name allows them. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "literal":
      return printLiteral(expression.value);
    case "context":
      return expression.name;
    case "property": {
      const object = printWithin(expression.object, strength.object);
      return identifier.test(expression.name)
        ? `${object}.${expression.name}`
        : `${object}[${printLiteral(expression.name)}]`;
    }
    case "index":
      return `${printWithin(expression.object, strength.object)}[${printExpression(expression.index)}]`;
    case "star":
      return `${printWithin(expression.object, strength.object)}.*`;
    case "call":
      return `${expression.name}(${expression.arguments.map(printExpression).join(", ")})`;
    case "not":
      return `!${printWithin(expression.operand, strength["!"])}`;
    case "binary": {
      const own = strength[expression.operator];
      const left = printWithin(expression.left, own);
      const right = printWithin(expression.right, own + 1);
      return `${left} ${expression.operator} ${right}`;
    }
    case "logical":
      return expression.operands
        .map((operand) => printWithin(operand, strength[expression.operator] + 1))
        .join(` ${expression.operator} `);
  }
}

function printWithin(expression: Expression, least: number): string {
  const text = printExpression(expression);
  return strengthOf(expression) < least ? `(${text})` : text;
}

function strengthOf(expression: Expression): number {
  switch (expression.kind) {
    case "not":
      return strength["!"];
    case "binary":
    case "logical":
      return strength[expression.operator];
    case "literal":
      return strength.literal;
    default:
      return strength.object;
  }
}

function printLiteral(value: string | number | boolean | null): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
