import type { Value } from "@yardmaster/core";

const maximumLength = 80;
/** What is shown before the first character that differs. */
const contextLength = 20;

/** A sentence that shows two values where they begin to differ. */
export function describeScalars(wanted: Value, got: Value): string {
  const [before, after] = [JSON.stringify(wanted), JSON.stringify(got)];
  const start = Math.max(0, firstDifference(before, after) - contextLength);
  const from = before.length > maximumLength || after.length > maximumLength ? start : 0;
  return `It is ${cut(after, from)} and not ${cut(before, from)}.`;
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}

function cut(text: string, from: number): string {
  const rest = from > 0 ? `…${text.slice(from)}` : text;
  return rest.length > maximumLength ? `${rest.slice(0, maximumLength - 1)}…` : rest;
}
