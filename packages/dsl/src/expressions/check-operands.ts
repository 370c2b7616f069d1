import { nearestNames, reportMistake } from "@yardmaster/core";
import { comparisonTypes, optionUnknown, valueType } from "./diagnostics.ts";
import { shapeOf, shownValue } from "./expr.ts";
import type { ValueType } from "./shape.ts";

/**
 * Reports a value whose type is known and is none of those that a place takes.
 * @param at for messages: `an operand of \`and\``.
 */
export function checkType(value: unknown, types: readonly ValueType[], at: string): void {
  const { type } = shapeOf(value);
  if (type === undefined || types.includes(type)) return;
  reportMistake(valueType({ at, given: `the ${type} ${shownValue(value)}`, isText: type === "text", expected: types }));
}

/** Reports a comparison that has one answer whatever happens: of two types, or with a text that is no option. */
export function checkComparison(operator: string, a: unknown, b: unknown): void {
  const [left, right] = [shapeOf(a), shapeOf(b)];
  if (left.type !== undefined && right.type !== undefined && left.type !== right.type) {
    const hasOutput = [a, b].some((side) => shapeOf(side).readAs?.includes(".outputs.") === true);
    const [one, other] = [`the ${left.type} ${shownValue(a)}`, `the ${right.type} ${shownValue(b)}`];
    reportMistake(comparisonTypes({ operator, one, other, hasOutput }));
  }
  checkOption(a, b);
  checkOption(b, a);
}

/** Reports a plain text that a value with known options never is. GitHub ignores the case; what is not there is "". */
export function checkOption(value: unknown, text: unknown): void {
  const { options } = shapeOf(value);
  if (!options || typeof text !== "string" || text === "") return;
  if (options.some((option) => option.toLowerCase() === text.toLowerCase())) return;
  reportMistake(optionUnknown({ value: shownValue(value), text, options, near: nearestNames(text, options) }));
}
