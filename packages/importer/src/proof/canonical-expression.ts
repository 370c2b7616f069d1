import {
  type Expression,
  foldExpression,
  mapExpression,
  mapTemplate,
  printExpression,
  readTemplate,
} from "@yardmaster/core";

/**
 * A text in the one spelling that all share which GitHub reads as this one: its expressions without needless blanks and
 * parentheses, and as text with expressions what is written as one call of `format`.
 */
export function canonicalText(text: string): string {
  if (!text.includes("${{")) return text;
  const [only] = readTemplate(text, false);
  if (only?.isWhole && text.trim() === text) {
    const parts = partsOfFormat(canonical(only.expression));
    if (parts)
      return parts.map((part) => (typeof part === "string" ? part : `\${{ ${printExpression(part)} }}`)).join("");
  }
  return splitText(text)
    .map((part, index) => (index % 2 === 0 ? part : (plainText(part) ?? `\${{ ${part} }}`)))
    .join("");
}

/** A text that stands as an expression is the same text to GitHub. */
function plainText(expression: string): string | undefined {
  const [, quoted] = /^'((?:[^']|'')*)'$/.exec(expression) ?? [];
  return quoted?.includes("${{") ? undefined : quoted?.replaceAll("''", "'");
}

/** The same of a condition, which is an expression with or without `${{ }}` around it. */
export function canonicalCondition(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  const parts = readTemplate(value, true);
  const [only] = parts;
  if (parts.length !== 1 || !only?.isWhole) return `text ${canonicalText(value)}`;
  return printExpression(canonical(only.expression));
}

/** The texts around the expressions of a text, and between them the expressions, each in its one spelling. */
export function splitText(text: string): readonly string[] {
  const found: string[] = [];
  const gaps = mapTemplate(text, false, (expression) => {
    found.push(printExpression(canonical(expression)));
    return { kind: "context", name: gap };
  }).split(`\${{ ${gap} }}`);
  return gaps.flatMap((around, index) => [around, ...found.slice(index, index + 1)]);
}

/** Stands in no text. */
const gap = "\0";

function canonical(expression: Expression): Expression {
  return foldExpression(mapExpression(expression, (part) => withPlainFormat(withSameNames(part))));
}

/** GitHub ignores the case of names, but for those of variables, which the runner's system may tell apart. */
function withSameNames(part: Expression): Expression {
  if (part.kind !== "property" || (part.object.kind === "context" && part.object.name === "env")) return part;
  return { ...part, name: part.name.toLowerCase() };
}

/** `format` with its arguments in the order in which they are used, each once for each use. */
function withPlainFormat(part: Expression): Expression {
  const parts = partsOfFormat(part);
  if (!parts) return part;
  const values = parts.filter((each) => typeof each !== "string");
  let position = 0;
  const template = parts
    .map((each) => (typeof each === "string" ? each.replaceAll(/[{}]/g, "$&$&") : `{${position++}}`))
    .join("");
  return { kind: "call", name: "format", arguments: [{ kind: "literal", value: template }, ...values] };
}

/** Texts and what stands between them; undefined for what is no call of `format` with a template that is known. */
function partsOfFormat(expression: Expression): readonly (string | Expression)[] | undefined {
  if (expression.kind !== "call" || expression.name.toLowerCase() !== "format") return undefined;
  const [template, ...values] = expression.arguments;
  if (template?.kind !== "literal" || typeof template.value !== "string") return undefined;
  const parts: (string | Expression)[] = [];
  let text = "";
  for (let rest = template.value; rest !== ""; ) {
    const [token = "", index] = /^(?:\{\{|\}\}|\{(\d+)\}|[^{}]+)/.exec(rest) ?? [];
    if (token === "") return undefined; // GitHub refuses it when it runs
    rest = rest.slice(token.length);
    if (index === undefined) {
      text += token === "{{" ? "{" : token === "}}" ? "}" : token;
      continue;
    }
    const value = values[Number(index)];
    if (!value) return undefined;
    if (value.kind === "literal" && typeof value.value === "string") {
      text += value.value;
      continue;
    }
    parts.push(text, value);
    text = "";
  }
  parts.push(text);
  return parts.some((part) => typeof part === "string" && part.includes("${{")) ? undefined : parts;
}
