import { expressionSites } from "../platform/platform-facts.ts";
import type { Expression } from "./expression.ts";
import { parseExpression } from "./parse-expression.ts";
import { printExpression } from "./print-expression.ts";

type Replace = (expression: Expression) => Expression;

/**
 * Replaces the expressions in a text of a workflow. `isCondition` is the text of an `if`, which is one expression when no
 * `${{` stands in it. An expression that `replace` returns as it got it, or that GitHub's parser refuses, keeps its own
 * spelling.
 */
export function mapTemplate(text: string, isCondition: boolean, replace: Replace): string {
  if (!text.includes("${{")) {
    if (!isCondition) return text;
    const condition = replaceText(text, replace);
    // YAML reads a leading `!` as a tag.
    return condition !== text && condition.startsWith("!") ? `\${{ ${condition} }}` : condition;
  }
  let mapped = "";
  let rest = text;
  for (let start = rest.indexOf("${{"); start !== -1; start = rest.indexOf("${{")) {
    const end = endOfExpression(rest, start);
    if (end === undefined) break;
    const inner = rest.slice(start + 3, end - 2);
    const replaced = replaceText(inner, replace);
    mapped += rest.slice(0, start) + (replaced === inner ? rest.slice(start, end) : `\${{ ${replaced} }}`);
    rest = rest.slice(end);
  }
  return mapped + rest;
}

export interface TemplatePart {
  readonly expression: Expression;
  /** As it is written, without `${{ }}` and the blanks at its ends. */
  readonly text: string;
  /** Nothing stands around it. */
  readonly isWhole: boolean;
}

/** The expressions in a text of a workflow, in order, as {@link mapTemplate} finds them. */
export function readTemplate(text: string, isCondition: boolean): readonly TemplatePart[] {
  if (!text.includes("${{")) return isCondition ? partsOf(text, true) : [];
  const parts: TemplatePart[] = [];
  for (let start = text.indexOf("${{"); start !== -1; ) {
    const end = endOfExpression(text, start);
    if (end === undefined) break;
    const isWhole = text.slice(0, start).trim() === "" && text.slice(end).trim() === "";
    parts.push(...partsOf(text.slice(start + 3, end - 2), isWhole));
    start = text.indexOf("${{", end);
  }
  return parts;
}

/**
 * A text of a workflow as texts and expressions, in order; no text is empty.
 * @returns undefined where an expression does not end, or GitHub's parser refuses one.
 */
export function splitTemplate(text: string): readonly (string | Expression)[] | undefined {
  const pieces: (string | Expression)[] = [];
  let from = 0;
  for (let start = text.indexOf("${{"); start !== -1; start = text.indexOf("${{", from)) {
    const end = endOfExpression(text, start);
    const expression = end === undefined ? undefined : parsed(text.slice(start + 3, end - 2));
    if (end === undefined || !expression) return undefined;
    if (start > from) pieces.push(text.slice(from, start));
    pieces.push(expression);
    from = end;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

function partsOf(text: string, isWhole: boolean): readonly TemplatePart[] {
  const expression = parsed(text);
  return expression ? [{ expression, text: text.trim(), isWhole }] : [];
}

/** Workflows repeat themselves, and one another. */
function parsed(text: string): Expression | undefined {
  const known = lately.get(text);
  if (known) return known.expression;
  const result = parseExpression(text, everything);
  const expression = result.ok ? result.value : undefined;
  if (lately.size >= latelyLimit) lately.clear();
  lately.set(text, { expression });
  return expression;
}

const lately = new Map<string, { readonly expression: Expression | undefined }>();
const latelyLimit = 4096;

function replaceText(text: string, replace: Replace): string {
  const parsed = parseExpression(text, everything);
  if (!parsed.ok) return text;
  const replaced = replace(parsed.value);
  return replaced === parsed.value ? text : printExpression(replaced);
}

/** Behind the `}}` that closes the expression: the first outside single quotes, as GitHub's template reader looks for it. */
export function endOfExpression(text: string, start: number): number | undefined {
  let isQuoted = false;
  for (let index = start + 3; index < text.length; index++) {
    if (text[index] === "'") isQuoted = !isQuoted;
    else if (!isQuoted && text[index] === "}" && text[index - 1] === "}") return index + 1;
  }
  return undefined;
}

const sites = Object.values(expressionSites) as readonly {
  readonly contexts: readonly string[];
  readonly functions: readonly string[];
}[];
/** Where an expression may stand and what it may read there is checked elsewhere. */
const everything = {
  contexts: [...new Set(sites.flatMap((site) => site.contexts))],
  // The most generous signature of a function last: `failure(0,MAX)` behind `failure(0,0)`.
  functions: [...new Set(sites.flatMap((site) => site.functions))].sort(),
};
