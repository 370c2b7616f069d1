import { fail, ok, type Result } from "@yardmaster/core";
import { type Change, changeKinds } from "@yardmaster/simulator";
import { suggest } from "../../program/arguments.ts";

/** What a change has to be for the command to fail. */
export type FailOn = ReadonlySet<string>;

/** Stands for whatever widens, of any kind. */
const widening = "widening";

/** @param given the value of `--fail-on`: kinds with commas between them. */
export function parseFailOn(given: string | undefined): Result<FailOn, string> {
  if (given === undefined) return ok(new Set());
  const names = given.split(",").map((name) => name.trim());
  const known: readonly string[] = [...changeKinds, widening];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return ok(new Set(names));
  const near = suggest(unknown, known);
  return fail(`--fail-on knows no kind ${JSON.stringify(unknown)}.${near || ` There are ${known.join(", ")}.`}`);
}

export function isFailure({ kind, severity }: Change, failOn: FailOn): boolean {
  return failOn.has(kind) || (failOn.has(widening) && severity === "widens");
}
