import { AuthoringError, type Expression, matrixLegs, reportMistake, type Value } from "@yardmaster/core";
import { checkOptions, checkTexts } from "../author/check-options.ts";
import { handleKind } from "../author/misplaced-value.ts";
import { type Expr, expr, operand } from "../expressions/expr.ts";
import { plainValue } from "../values/plain-value.ts";
import { legAxisUnknown, legOutputNameTwice, legsNotApart } from "./diagnostics.ts";
import type { LegOutput, LegOutputs } from "./job-options.ts";

type AxisValue = string | number | boolean;

/** An output of a job that one leg sets. */
export interface SpreadOutput {
  /** As the author named it under `outputsByLeg`. */
  readonly name: string;
  /** The leg, by the values of the axes. */
  readonly keys: readonly string[];
  readonly output: string;
  readonly value: Expr<unknown, never>;
}

/**
 * One output of the job for every leg. An empty output does not overwrite another leg's: each leg sets its own and leaves
 * the others empty.
 * @throws AuthoringError where the axes do not tell the legs apart, or that cannot be known.
 */
export function spreadOutputs(
  outputs: LegOutputs,
  matrix: unknown,
  others: readonly string[],
): readonly SpreadOutput[] {
  const spread = Object.entries(outputs).flatMap(([name, leg]) => spreadOutput(name, leg, matrix));
  const taken = new Map<string, string>(others.map((name) => [name.toLowerCase(), name]));
  for (const { name, keys, output } of spread) {
    const own = [name, ...keys].join(".");
    const other = taken.get(output.toLowerCase());
    if (other !== undefined) reportMistake(legOutputNameTwice({ output, own, other }));
    taken.set(output.toLowerCase(), own);
  }
  return spread;
}

function spreadOutput(name: string, leg: LegOutput, matrix: unknown): readonly SpreadOutput[] {
  const output = `the output "${name}" of the legs`;
  const { axis, value } = checkOptions(leg, output);
  if (handleKind(leg)) return [];
  const axes = typeof axis === "string" ? [axis] : checkTexts(axis, `\`axis\` of ${output}`);
  return legValues(name, axes, matrix).map((values) => {
    const isOwn = values.map((each, index): Expression => {
      const read: Expression = {
        kind: "property",
        object: { kind: "context", name: "matrix" },
        name: axes[index] ?? "",
      };
      return { kind: "binary", operator: "==", left: read, right: { kind: "literal", value: each } };
    });
    const [first] = isOwn as [Expression];
    const condition: Expression = isOwn.length === 1 ? first : { kind: "logical", operator: "&&", operands: isOwn };
    const keys = values.map(String);
    return {
      name,
      keys,
      output: [name, ...keys.map((key) => key.replace(/[^A-Za-z0-9]+/g, "_"))].join("_"),
      value: expr({
        kind: "call",
        name: "case",
        arguments: [condition, operand(value, `the output "${name}"`), { kind: "literal", value: "" }],
      }),
    };
  });
}

/** What the axes are together in each leg, and in each combination of the values listed. */
function legValues(name: string, axes: readonly string[], matrix: unknown): readonly (readonly AxisValue[])[] {
  const known = plainValue(matrix);
  const unknown = axes.find((axis) => !hasValues(known, axis));
  if (unknown !== undefined) throw new AuthoringError(legAxisUnknown({ name, axis: unknown }));
  const legs = matrixLegs(known);
  const found = new Map<string, readonly AxisValue[]>();
  for (const values of combine(axes.map((axis) => listed(known, axis)))) found.set(JSON.stringify(values), values);
  const seen = new Set<string>();
  for (const leg of legs ?? []) {
    const values = axes.map((axis) => leg[axis]);
    const key = JSON.stringify(values);
    const without = axes.find((axis) => !isAxisValue(leg[axis]));
    if (without !== undefined) throw notApart(`there is a leg without a text, number or boolean as \`${without}\``);
    if (seen.has(key)) throw notApart(`several legs have ${values.map((value) => JSON.stringify(value)).join(", ")}`);
    seen.add(key);
    found.set(key, values as readonly AxisValue[]);
  }
  if (!legs) throw notApart("which legs there are is known only at run time");
  if (axes.length === 0) throw notApart("no axis is named");
  return [...found.values()];

  function notApart(problem: string): AuthoringError {
    return new AuthoringError(legsNotApart({ name, axes, problem }));
  }
}

function hasValues(matrix: Value | undefined, axis: string): boolean {
  const include = member(matrix, "include");
  return (
    Array.isArray(member(matrix, axis)) ||
    (Array.isArray(include) && include.some((entry: Value) => member(entry, axis) !== undefined))
  );
}

function listed(matrix: Value | undefined, axis: string): readonly AxisValue[] {
  const values = member(matrix, axis);
  return Array.isArray(values) ? values.filter(isAxisValue) : [];
}

function member(value: Value | undefined, key: string): Value | undefined {
  return typeof value === "object" && value !== null ? (value as { readonly [key: string]: Value })[key] : undefined;
}

function combine(lists: readonly (readonly AxisValue[])[]): (readonly AxisValue[])[] {
  return lists.reduce<(readonly AxisValue[])[]>(
    (legs, values) => legs.flatMap((leg) => values.map((value) => [...leg, value])),
    [[]],
  );
}

function isAxisValue(value: unknown): value is AxisValue {
  const isText = typeof value === "string" && !value.includes("${{");
  return isText || typeof value === "number" || typeof value === "boolean";
}
