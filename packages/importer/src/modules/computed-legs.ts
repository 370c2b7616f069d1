import { type Expression, type ExpressionAt, readTemplate, type Value, walkExpression } from "@yardmaster/core";
import { writeKey } from "../values/write-text.ts";

/** What is read of a leg, by name, and of these in turn. */
export interface NamesRead {
  readonly [name: string]: NamesRead;
}

export function namesReadOf(expressions: readonly ExpressionAt[]): NamesRead {
  const read: MutableNames = {};
  for (const { expression } of expressions) {
    walkExpression(expression, (part) => {
      let level = read;
      for (const name of namesBelowMatrix(part) ?? []) {
        const inner = Object.hasOwn(level, name) ? level[name] : undefined;
        const next = inner ?? {};
        level[name] = next;
        level = next;
      }
    });
  }
  return read;
}
interface MutableNames {
  [name: string]: MutableNames;
}

function namesBelowMatrix(expression: Expression): readonly string[] | undefined {
  if (expression.kind === "context") return expression.name === "matrix" ? [] : undefined;
  if (expression.kind !== "property") return undefined;
  const before = namesBelowMatrix(expression.object);
  return before && [...before, expression.name];
}

/** The type of a value of which these names are read: a text where there are none. */
export function typeOfRead(names: NamesRead): string {
  const entries = Object.entries(names);
  if (entries.length === 0) return "string";
  return `{ ${entries.map(([name, inner]) => `${writeKey(name)}: ${typeOfRead(inner)}`).join("; ")} }`;
}

/** The text of JSON that a value is read from, where it is nothing else. */
export function jsonText(value: Value | undefined): Expression | undefined {
  if (typeof value !== "string") return undefined;
  const [part, ...others] = readTemplate(value, false);
  if (!part?.isWhole || others.length > 0 || part.expression.kind !== "call") return undefined;
  const [text, ...rest] = part.expression.arguments;
  return part.expression.name === "fromJSON" && rest.length === 0 ? text : undefined;
}
