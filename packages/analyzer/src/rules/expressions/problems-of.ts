import { type Expression, type ExpressionAt, type ModelPath, printExpression, type Value } from "@yardmaster/core";
import type { Problem } from "../../expression-types/problem.ts";
import { typeExpression } from "../../expression-types/type-expression.ts";
import type { ActionSubject, Report, Subject } from "../rule.ts";

const seen = new WeakMap<Report, Set<string>>();

/** The problems of one sort in an expression: each once in a text, however often it stands there. */
export function problemsOf<K extends Problem["of"]>(
  at: ExpressionAt,
  document: Subject | ActionSubject,
  of: K,
  report: Report,
): readonly (Problem & { readonly of: K })[] {
  const { problems } = typeExpression(at, document);
  const found = problems.filter((problem): problem is Problem & { readonly of: K } => problem.of === of);
  return found.filter(({ part }) => isFirst(report, `${of} ${printExpression(part)} ${JSON.stringify(at.path)}`));
}

/** @param report of one rule in one document. */
export function isFirst(report: Report, key: string): boolean {
  const known = seen.get(report) ?? new Set();
  seen.set(report, known);
  if (known.has(key)) return false;
  known.add(key);
  return true;
}

/** A part of an expression as its author wrote it; where that is not found, all of it. */
export function excerptOf({ text }: ExpressionAt, part: Expression): string | undefined {
  const printed = printExpression(part);
  const start = text.toLowerCase().indexOf(printed.toLowerCase());
  if (start !== -1) return text.slice(start, start + printed.length);
  return text.includes("\n") ? undefined : text;
}

export function textAt({ model }: Subject | ActionSubject, path: ModelPath): string | undefined {
  let value: Value | undefined = model;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<string | number, Value>>)[key];
  }
  return typeof value === "string" ? value : undefined;
}
