import { reportMistake } from "@yardmaster/core";
import { checkOptions } from "../author/check-options.ts";
import { rawOf } from "../author/raw.ts";
import { inputMissing, inputUnknown } from "./diagnostics.ts";

/** What is known of an input, whoever declares it: a source, or the lock of actions. */
export interface DeclaredInput {
  readonly required?: boolean;
  readonly default?: unknown;
}

/** Inputs of a step; those that went through `raw` as a whole are their author's affair. */
export function checkGiven<T extends object>(
  given: T,
  declared: Readonly<Record<string, DeclaredInput>> | undefined,
  target: string,
): T {
  return rawOf(given) ? given : checkInputs(given, declared, target);
}

/**
 * Reports what is given and not declared, and what is required and not given.
 * @param declared undefined where it is not known.
 * @param target for messages: `actions/checkout`.
 */
export function checkInputs<T extends object>(
  given: T,
  declared: Readonly<Record<string, DeclaredInput>> | undefined,
  target: string,
  kind: "input" | "secret" = "input",
): T {
  const inputs = checkOptions(given, `the ${kind}s of ${target}`);
  if (!declared) return inputs;
  // GitHub ignores the case of both.
  const names = new Set(Object.keys(inputs).map((name) => name.toLowerCase()));
  const known = Object.keys(declared);
  const lowered = new Set(known.map((name) => name.toLowerCase()));
  for (const name of Object.keys(inputs)) {
    if (!lowered.has(name.toLowerCase())) reportMistake(inputUnknown({ target, kind, name, known }));
  }
  for (const [name, { required, default: fallback }] of Object.entries(declared)) {
    const isNeeded = required === true && fallback === undefined;
    if (isNeeded && !names.has(name.toLowerCase())) reportMistake(inputMissing({ target, kind, name }));
  }
  return inputs;
}
