import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Value } from "@yardmaster/core";
import { evaluateExpression, type PartialMap, type PartialValue } from "@yardmaster/core/evaluation";
import type { Verdict } from "./verdict.ts";

/** As GitHub's own test of its package reads a case (`expressions/src/xlang.test.ts` of actions/languageservices). */
interface Case {
  readonly expr: string;
  readonly result?: { readonly kind: string; readonly value: Value };
  readonly err?: { readonly kind: "lexing" | "parsing" | "evaluation"; readonly value: string };
  readonly contexts?: PartialMap;
  readonly options?: { readonly skip?: readonly string[] };
}

/** @param folder of the files with cases, `FOLDER/expressions`. */
export function compareExpressions(folder: string): readonly Verdict[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((name) => {
      const groups = JSON.parse(readFileSync(join(folder, name), "utf8")) as Record<string, readonly Case[]>;
      return Object.entries(groups).flatMap(([group, cases]) =>
        cases.map((each) => judge(`expressions/${name}: ${group} (${short(each.expr)})`, each)),
      );
    });
}

function judge(name: string, { expr, result, err, contexts = {}, options }: Case): Verdict {
  const evaluated = evaluateExpression(expr, contexts);
  const said = evaluated.ok ? show(evaluated.value.value) : `fails: ${evaluated.error}`;
  const agrees = err
    ? !evaluated.ok && `${evaluated.error}. Located within expression: ${expr}`.includes(err.value)
    : evaluated.ok && said === (result && `${result.kind} ${JSON.stringify(result.value)}`);
  const verdict = { name, part: "expressions" } as const;
  if (agrees) return verdict;
  const expected = err ? `fails: ${err.value}` : `${result?.kind} ${JSON.stringify(result?.value)}`;
  const disagreement = `said ${said}, expected ${expected}`;
  const isSkipped = options?.skip?.includes("typescript") ?? false;
  return {
    ...verdict,
    disagreement,
    ...(isSkipped ? { excuse: "skipped for GitHub's package by the case itself" } : {}),
  };
}

function show(value: PartialValue): string {
  return `${kindOf(value)} ${JSON.stringify(value)}`;
}

function kindOf(value: PartialValue): string {
  if (value === null) return "Null";
  if (Array.isArray(value)) return "Array";
  return { string: "String", number: "Number", boolean: "Boolean" }[typeof value as string] ?? "Object";
}

function short(expression: string): string {
  return expression.length > 60 ? `${expression.slice(0, 60)}…` : expression;
}
