import { type Expression, fitsMatrixFilter, printExpression, type Scalar } from "@yardmaster/core";
import type { ValueType } from "./value-type.ts";

/** How the job, or what it needs, has come out so far. */
export type Status = "success" | "failure" | "cancelled";

export interface TruthQuestion {
  readonly expression: Expression;
  readonly statuses: readonly Status[];
  readonly typeOf: (part: Expression) => ValueType;
  /** What a part can be while the status is that; undefined where the status says nothing of it. */
  readonly valuesAt: (part: Expression, status: Status) => readonly Scalar[] | undefined;
}

export interface Truths {
  readonly canHold: boolean;
  readonly canFail: boolean;
}

/** Beyond it, a condition is too long to try all that its parts can be. */
const maximumRows = 4096;

/** A value that is equal to nothing that the condition names. */
const other = Symbol("another value");
type Candidate = Scalar | typeof other;
type Row = ReadonlyMap<string, Candidate>;

/**
 * Whether a condition can hold and can fail, by trying everything that its parts can be. A part that is compared with
 * literals is one of them or another value; every other part holds or fails. Parts do not know of each other, so that what
 * is said to be impossible is so.
 * @returns undefined where there is too much to try.
 */
export function truthsOf(question: TruthQuestion): Truths | undefined {
  const parts = new Map<string, { readonly part: Expression; readonly literals: Set<Scalar> | undefined }>();
  collect(question.expression, (part, literal) => {
    const key = keyOf(part, literal !== undefined);
    const known = parts.get(key) ?? { part, literals: literal ? new Set() : undefined };
    if (literal) known.literals?.add(literal.value);
    parts.set(key, known);
  });
  let [canHold, canFail] = [false, false];
  for (const status of question.statuses) {
    const columns = [...parts].map(([key, { part, literals }]): readonly [string, readonly Candidate[]] => [
      key,
      question.valuesAt(part, status) ?? (literals ? candidates(part, literals, question) : [true, false]),
    ]);
    if (columns.reduce((rows, [, values]) => rows * values.length, 1) > maximumRows) return undefined;
    for (const row of rowsOf(columns)) {
      if (holds(question.expression, row, status)) canHold = true;
      else canFail = true;
    }
  }
  return { canHold, canFail };
}

export function isStatusCall(part: Expression): boolean {
  return part.kind === "call" && part.arguments.length === 0 && Object.hasOwn(statusCalls, part.name.toLowerCase());
}

const statusCalls: Readonly<Record<string, (status: Status) => boolean>> = {
  always: () => true,
  success: (status) => status === "success",
  failure: (status) => status === "failure",
  cancelled: (status) => status === "cancelled",
};

function candidates(part: Expression, literals: Set<Scalar>, { typeOf }: TruthQuestion): readonly Candidate[] {
  const type = typeOf(part);
  return type.kind === "scalar" && type.values ? type.values : [...literals, other];
}

type Literal = Expression & { readonly kind: "literal" };

function collect(expression: Expression, found: (part: Expression, literal?: Literal) => void): void {
  if (expression.kind === "literal" || isStatusCall(expression)) return;
  if (expression.kind === "not") collect(expression.operand, found);
  else if (expression.kind === "logical") for (const operand of expression.operands) collect(operand, found);
  else {
    const compared = comparedWith(expression);
    if (compared) found(compared.part, compared.literal);
    else found(expression);
  }
}

/** Of `part == 'literal'`, either way round. */
function comparedWith(
  expression: Expression,
): { readonly part: Expression; readonly literal: Literal; readonly isEqual: boolean } | undefined {
  if (expression.kind !== "binary" || (expression.operator !== "==" && expression.operator !== "!=")) return undefined;
  const { left, right, operator } = expression;
  const isEqual = operator === "==";
  if (right.kind === "literal" && left.kind !== "literal") return { part: left, literal: right, isEqual };
  return left.kind === "literal" && right.kind !== "literal" ? { part: right, literal: left, isEqual } : undefined;
}

function keyOf(part: Expression, isCompared: boolean): string {
  return `${isCompared ? "=" : "?"} ${printExpression(part).toLowerCase()}`;
}

function* rowsOf(columns: readonly (readonly [string, readonly Candidate[]])[]): Generator<Row> {
  const count = columns.reduce((rows, [, values]) => rows * values.length, 1);
  for (let number = 0; number < count; number++) {
    const row = new Map<string, Candidate>();
    let rest = number;
    for (const [key, values] of columns) {
      row.set(key, values[rest % values.length] as Candidate);
      rest = Math.floor(rest / values.length);
    }
    yield row;
  }
}

function holds(expression: Expression, row: Row, status: Status): boolean {
  if (expression.kind === "literal") return Boolean(expression.value);
  if (expression.kind === "not") return !holds(expression.operand, row, status);
  if (expression.kind === "logical") {
    const each = (operand: Expression) => holds(operand, row, status);
    return expression.operator === "&&" ? expression.operands.every(each) : expression.operands.some(each);
  }
  if (expression.kind === "call" && isStatusCall(expression)) {
    return statusCalls[expression.name.toLowerCase()]?.(status) ?? true;
  }
  const compared = comparedWith(expression);
  if (!compared) return Boolean(row.get(keyOf(expression, false)));
  const value = row.get(keyOf(compared.part, true));
  const isSame = typeof value !== "symbol" && fitsMatrixFilter(compared.literal.value, value);
  return isSame === compared.isEqual;
}
