import { AuthoringError, pinProblem } from "@yardmaster/core";
import { pinInvalid, scriptShell } from "./diagnostics.ts";
import type { ValueAt } from "./expr.ts";
import { withEndComment } from "./noted.ts";
import type { Script } from "./script.ts";
import { makeStep, type Step, type StepOptions } from "./step.ts";

/** The commit that an action is pinned to, from `workflows-src/actions.lock.json`. */
export interface Pin {
  /** Full SHA-1 of the commit, 40 hex digits. */
  readonly sha: string;
  /** The release that the commit is tagged with, such as `v7.0.1`: printed behind the pin. */
  readonly version: string;
}

/** An input of an action: GitHub passes every value as text. */
export type WithValue<T extends string | number | boolean = string | number | boolean> = ValueAt<
  "jobs.*.steps.*.with.*",
  T
>;

/** A step that uses an action at its pin. Generated bindings call this with the inputs that the action declares. */
export function useAction<const O extends string>(
  action: string,
  pin: Pin,
  outputs: readonly O[],
  inputs: Readonly<Record<string, unknown>> = {},
  options: StepOptions = {},
): Step<O> {
  const problem = pinProblem(pin.sha, pin.version);
  if (problem !== undefined) throw new AuthoringError(pinInvalid({ action, problem }));
  const entries = Object.entries(inputs).filter(([, value]) => value !== undefined);
  const script = entries.find(([, value]) => isScript(value));
  const keys = {
    ...options,
    uses: withEndComment(`${action}@${pin.sha}`, pin.version),
    with: entries.length > 0 ? Object.fromEntries(entries.filter((entry) => entry !== script)) : undefined,
  };
  const body = script && { input: script[0], value: script[1] as Script };
  if (body && body.value.language !== "JavaScript") {
    throw new AuthoringError(scriptShell({ language: body.value.language, runner: action }));
  }
  const set = (body?.value.outputs ?? []) as readonly O[];
  return makeStep(keys, [...new Set([...outputs, ...set])], action.split("/").at(-1) ?? action, body);
}

function isScript(value: unknown): value is Script {
  return typeof value === "object" && value !== null && "language" in value && "parts" in value;
}
