import type { Value } from "@yardmaster/core";
import { lower } from "./lower.ts";
import { newLowering } from "./lowering.ts";

/** What stands in a source, as plain data; what is computed at run time is its text with `${{ }}`. */
export function plainValue(value: unknown): Value | undefined {
  // Findings are those of the job itself, which is lowered for good afterwards.
  return lower(value, [], newLowering());
}
