import type { Expression } from "@yardmaster/core";
import { expressionKey } from "./expression-key.ts";
import { reportMissing } from "./missing.ts";

/** The expression behind a typed handle; undefined for anything else. A handle of what is not there is reported. */
export function expressionOf(value: unknown): Expression | undefined {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  const expression = (value as { readonly [expressionKey]?: Expression })[expressionKey];
  if (expression) reportMissing(value);
  return expression;
}
