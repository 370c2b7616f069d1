import {
  type Expression,
  foldExpression,
  mapExpression,
  printExpression,
  readTemplate,
  type Value,
} from "@yardmaster/core";

/** What is known of the run that a condition is asked in. */
export interface RunFacts {
  readonly event: string;
  /** The only activity type that it can have. */
  readonly type?: string | undefined;
}

/**
 * A condition as far as it does not follow from the event. @returns undefined where it never holds under it; the empty text
 * where it always does, or where there is none.
 */
export function conditionUnder(condition: Value | undefined, facts: RunFacts): string | undefined {
  if (condition === undefined || condition === null) return "";
  if (condition === false) return undefined;
  if (typeof condition !== "string") return "";
  const parts = readTemplate(condition, true);
  const [only] = parts;
  if (!only?.isWhole || parts.length > 1) return condition.trim();
  const folded = foldExpression(mapExpression(only.expression, (part) => known(part, facts) ?? part));
  if (folded.kind === "literal") return folded.value ? "" : undefined;
  if (folded.kind === "call" && ["success", "always"].includes(folded.name.toLowerCase())) return "";
  return printExpression(folded);
}

function known(part: Expression, { event, type }: RunFacts): Expression | undefined {
  if (part.kind !== "property") return undefined;
  const text = printExpression(part).toLowerCase();
  if (text === "github.event_name") return { kind: "literal", value: event };
  if (text === "github.event.action" && type !== undefined) return { kind: "literal", value: type };
  return undefined;
}
