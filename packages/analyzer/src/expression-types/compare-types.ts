import { type Expression, fitsMatrixFilter, type Scalar } from "@yardmaster/core";
import type { ReportProblem } from "./problem.ts";
import type { ScalarType, ValueType } from "./value-type.ts";

type Equality = Expression & { readonly kind: "binary" };

interface Side {
  readonly part: Expression;
  readonly type: ValueType;
}

/** Both sides of `==` or `!=`: whether their types leave it open how it comes out. */
export function compareTypes(part: Equality, left: Side, right: Side, report: ReportProblem): void {
  if (part.operator !== "==" && part.operator !== "!=") return;
  const [literal, read] = right.part.kind === "literal" ? [right, left] : [left, right];
  for (const side of [left, right]) {
    const { type } = side;
    const isNull = literal.part.kind === "literal" && literal.part.value === null;
    if ((type.kind === "object" || type.kind === "list") && !isNull && !("isFiltered" in type)) {
      report({ of: "compared", part, side: side.part, is: type.kind });
      return;
    }
  }
  if (read.part.kind === "literal" || read.type.kind !== "scalar") return;
  if (left.part.kind === "not" && !canBeBoolean(right.type)) {
    report({ of: "negated", part, operand: left.part.operand });
  } else if (literal.part.kind === "literal")
    compareWithLiteral(part, read.part, read.type, literal.part.value, report);
  else if (literal.type.kind === "scalar") compareScalars(part, [read, literal], report);
}

function compareWithLiteral(
  part: Equality,
  side: Expression,
  type: ScalarType,
  literal: Scalar,
  report: ReportProblem,
): void {
  // Whether there is anything at all may be asked of everything.
  if (literal === null || literal === "") return;
  const { values, kinds } = type;
  const isBoolean = typeof literal === "boolean";
  if (isBoolean && kinds.includes("boolean")) return;
  if (isBoolean && kinds.includes("text") && !values?.some((value) => fitsMatrixFilter(literal, value))) {
    report({ of: "boolean-and-text", part, side, boolean: { kind: "literal", value: literal } });
  } else if (isOnly(type, "boolean") && isNoNumber(literal)) {
    report({ of: "boolean-and-text", part, side: { kind: "literal", value: literal }, boolean: side });
  } else if (
    values ? !values.some((value) => fitsMatrixFilter(literal, value)) : isNumber(type) && isNoNumber(literal)
  ) {
    const tolerated = literal === "failure" ? type.tolerated : undefined;
    const result = part.operator === "!=";
    report({ of: "never", part, side, literal, values: values ?? [], result, ...(tolerated ? { tolerated } : {}) });
  }
}

/** A boolean beside a text that is not known: GitHub makes numbers of both, and of "true" none. */
function compareScalars(part: Equality, [a, b]: readonly [Side, Side], report: ReportProblem): void {
  const sides = [a, b] as const;
  const boolean = sides.find(({ type }) => isOnly(type, "boolean"));
  const text = sides.find(({ type }) => isOnly(type, "text"));
  if (boolean && text) report({ of: "boolean-and-text", part, side: text.part, boolean: boolean.part });
}

function isOnly(type: ValueType, kind: "boolean" | "text"): boolean {
  return type.kind === "scalar" && type.kinds.includes(kind) && type.kinds.every((is) => is === kind || is === "null");
}

function canBeBoolean(type: ValueType): boolean {
  return type.kind !== "scalar" || type.kinds.includes("boolean");
}

function isNumber({ kinds }: ScalarType): boolean {
  return kinds.every((kind) => kind === "number" || kind === "null");
}

/** Numbers and booleans are equal to texts that look like a number. */
function isNoNumber(literal: Scalar): boolean {
  return typeof literal === "string" && Number.isNaN(Number(literal));
}
