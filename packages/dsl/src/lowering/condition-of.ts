import { type Expression, mapTemplate } from "@yardmaster/core";
import { bareValue } from "../author/bare-value.ts";
import { expressionOf } from "../author/expression-of.ts";
import { openKeys } from "../author/open-keys.ts";

/** The condition of a step or job, also one that a comment stands above or that goes through `raw`; undefined for none. */
export function conditionOf(keys: Readonly<Record<string, unknown>>): Expression | undefined {
  const bare = bareValue(openKeys(keys).if);
  if (typeof bare === "boolean") return { kind: "literal", value: bare };
  return typeof bare === "string" ? parseCondition(bare) : expressionOf(bare);
}

function parseCondition(text: string): Expression | undefined {
  let parsed: Expression | undefined;
  mapTemplate(text, true, (expression) => {
    parsed = expression;
    return expression;
  });
  return parsed;
}
