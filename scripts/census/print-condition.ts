import type { Value } from "@yardmaster/core";
import { expressionTexts } from "./expression-mask.ts";
import { placeholder } from "./placeholder.ts";
import { printText } from "./print-source.ts";

/** In `if`, any text is an expression, with `${{ }}` around it or without. */
export function printCondition(value: Value): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return expressionTexts(value).length > 0 ? printText(value.trim()) : placeholder(value);
}
