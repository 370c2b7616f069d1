import { type DiagnosticKind, type ExpressionAt, type Fix, nearestNames, printExpression } from "@yardmaster/core";
import type { Problem } from "../../expression-types/problem.ts";
import type { ObjectSource } from "../../expression-types/value-type.ts";
import type { ActionSubject, Rule, Subject } from "../rule.ts";
import { excerptOf, problemsOf, textAt } from "./problems-of.ts";

export interface UnknownName {
  readonly name: string;
  /** What is read, as it is written. */
  readonly text: string;
  readonly nearest: readonly string[];
  readonly known: readonly string[];
}

export type UnknownProblem = Problem & { readonly of: "unknown" };

/**
 * A rule about names that an object of one origin does not have.
 * @param judge what to say of it; undefined for nothing.
 */
export function unknownNameRule(
  reports: readonly DiagnosticKind<never>[],
  judge: (
    problem: UnknownProblem,
    name: UnknownName,
    document: Subject | ActionSubject,
  ) => ReturnType<typeof said> | undefined,
): Rule {
  return {
    reports,
    expression(at, document, report) {
      for (const problem of problemsOf(at, document, "unknown", report)) {
        const { name, known, part } = problem;
        const excerpt = excerptOf(at, part);
        const nearest = nearestNames(name, known);
        const found = judge(problem, { name, known, nearest, text: printExpression(part) }, document);
        if (!found) continue;
        const fixes = excerpt === undefined ? [] : fixesOf(at, excerpt, name, nearest, document);
        report(found.kind, found.parameters, at.path, {
          ...(excerpt === undefined ? {} : { excerpt }),
          ...(fixes.length > 0 ? { fixes } : {}),
        });
      }
    },
  };
}

export function said<P>(
  kind: DiagnosticKind<P>,
  parameters: P,
): { readonly kind: DiagnosticKind<unknown>; readonly parameters: unknown } {
  return { kind: kind as DiagnosticKind<unknown>, parameters };
}

export function isOf<K extends ObjectSource["of"]>(
  source: ObjectSource,
  ...kinds: readonly K[]
): source is ObjectSource & { readonly of: K } {
  return (kinds as readonly string[]).includes(source.of);
}

/** What to write in its place: the nearest names, or all there are. */
export function hintOf({ nearest, known }: UnknownName, nothing: string): string {
  const names = nearest.length > 0 ? nearest : known.slice(0, 3);
  if (names.length === 0) return nothing;
  const more =
    nearest.length === 0 && known.length > names.length ? `, or one of ${known.length - names.length} more` : "";
  return `Read ${names.map((name) => `\`${name}\``).join(" or ")}${more}.`;
}

export function hintOfNearest(name: UnknownName, nothing: string): string {
  return name.nearest.length > 0 ? hintOf(name, nothing) : nothing;
}

/** Where one name alone is near, a program can put it in its place, if somebody agrees. */
function fixesOf(
  at: ExpressionAt,
  excerpt: string,
  name: string,
  [only, ...others]: readonly string[],
  document: Subject | ActionSubject,
): readonly Fix[] {
  const text = textAt(document, at.path);
  if (only === undefined || others.length > 0 || text === undefined || !excerpt.endsWith(name)) return [];
  const value = text.replace(excerpt, excerpt.slice(0, -name.length) + only);
  return [{ title: `Replace \`${name}\` by \`${only}\`.`, safety: "unsafe", edits: [{ path: at.path, value }] }];
}
