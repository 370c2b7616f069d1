import { type Expression, mapTemplate } from "@yardmaster/core";
import { expressionOf } from "./expr.ts";
import { uncomment } from "./noted.ts";
import { rawOf } from "./raw.ts";

/** The condition of a step or job, also one that a comment stands above or that goes through `raw`; undefined for none. */
export function conditionOf(keys: Readonly<Record<string, unknown>>): Expression | undefined {
  const hatch = rawOf(keys.raw)?.value as { readonly if?: unknown } | undefined;
  return readCondition(keys.if ?? hatch?.if);
}

function readCondition(value: unknown): Expression | undefined {
  const bare = uncomment(value).value;
  const hatch = rawOf(bare);
  if (hatch) return readCondition(hatch.value);
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
