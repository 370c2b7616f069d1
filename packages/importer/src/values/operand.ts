import type { ScalarKind, ValueType } from "@yardmaster/analyzer";
import type { Expression, Scalar } from "@yardmaster/core";
import type { ModuleWriter } from "../writing/module-writer.ts";

/** A part of an expression in TypeScript. */
export interface Operand {
  /** Without its mark. */
  readonly source: string;
  readonly mark: string;
  readonly expression: Expression;
  /** What the language takes it for; `any` where that is not known here. */
  readonly type: ValueType;
  /** It is read without its type. */
  readonly isLoose: boolean;
}

/** A plain value of TypeScript, where the language takes one beside an expression. */
export function isPlain({ expression }: Operand): boolean {
  return expression.kind === "literal";
}

export function marked({ mark, source }: Operand): string {
  return `${mark}${source}`;
}

/** The same, read without its type; a plain value becomes an expression. */
export function loosened(operand: Operand, writer: ModuleWriter): Operand {
  if (operand.isLoose) return operand;
  return { ...operand, source: `${writer.language("loose")}(${operand.source})`, isLoose: true };
}

/** Whether all that it can be is of these kinds, as far as that is known; null counts as any of them. */
export function isOf({ type, isLoose }: Operand, kinds: readonly ScalarKind[]): boolean {
  if (isLoose || type.kind === "any") return true;
  return type.kind === "scalar" && type.kinds.every((kind) => kind === "null" || kinds.includes(kind));
}

/** Whether two that are compared have one type in the eyes of the language, which takes the first one's for both. */
export function areComparable(first: Operand, second: Operand): boolean {
  const [a, b] = [first.type, second.type];
  if (first.isLoose || second.isLoose || a.kind === "any" || b.kind === "any") return true;
  if (a.kind !== "scalar" || b.kind !== "scalar") return false;
  if (!b.kinds.every((kind) => a.kinds.includes(kind) || (kind === "null" && !isPlain(second)))) return false;
  if (!a.values || !a.kinds.includes("text")) return true;
  return b.values?.every((value) => value === null || isAmong(value, a.values ?? [])) ?? false;
}

function isAmong(value: Scalar, values: readonly Scalar[]): boolean {
  return typeof value !== "string" || values.includes(value);
}
