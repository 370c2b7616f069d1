import type { Confidence, Finding } from "@yardmaster/core";
import type { Arguments } from "../../program/arguments.ts";

export interface Choice {
  readonly shown: readonly Finding[];
  /** How many were left out for that alone. */
  readonly pedantic: number;
  readonly unsure: number;
}

const confidences: readonly Confidence[] = ["low", "medium", "high"];

/** What `--pedantic` and `--min-confidence` let through. */
export function chooseFindings(
  findings: readonly Finding[],
  { flags, values }: Pick<Arguments, "flags" | "values">,
): Choice {
  const least = confidences.indexOf(values.get("min-confidence") as Confidence);
  const wanted = flags.has("pedantic") ? findings : findings.filter(({ isPedantic }) => !isPedantic);
  const shown = wanted.filter(({ confidence = "high" }) => confidences.indexOf(confidence) >= least);
  return { shown, pedantic: findings.length - wanted.length, unsure: wanted.length - shown.length };
}
