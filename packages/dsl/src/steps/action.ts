import { type LockedAction, pinProblem, reportMistake } from "@yardmaster/core";
import { checkOptions } from "../author/check-options.ts";
import { handleKind } from "../author/misplaced-value.ts";
import { withEndComment } from "../author/noted.ts";
import { rawOf } from "../author/raw.ts";
import type { ContextsAt, Expr } from "../expressions/expr.ts";
import { scriptShell } from "../scripts/diagnostics.ts";
import type { Script } from "../scripts/script.ts";
import { checkGiven } from "../triggers/check-inputs.ts";
import { inputValueUnknown, pinInvalid } from "./diagnostics.ts";
import { makeStep, type Step, type StepOptions } from "./step.ts";

/** The commit that an action is pinned to, from `workflows-src/actions.lock.json`. */
export interface Pin {
  /** Full SHA-1 of the commit, 40 hex digits. */
  readonly sha: string;
  /** The release that the commit is tagged with, such as `v7.0.1`: printed behind the pin. */
  readonly version: string;
}

type Scalar = string | number | boolean;

/**
 * An input of an action. GitHub passes every value as text, so where a boolean or a number is read out of it, its text
 * and an expression of any type will do; where one of some texts is, the expression has to be one of them.
 */
export type WithValue<T extends Scalar = Scalar> =
  | T
  | (boolean extends T ? "true" | "false" : never)
  | (number extends T ? `${number}` : never)
  | Expr<([Extract<T, boolean | number>] extends [never] ? T : Scalar) | null, ContextsAt<"jobs.*.steps.*.with.*">>;

/**
 * A step that uses an action at its pin. Generated bindings call this with the inputs that the action declares.
 * @param closed by input, all the texts that the action takes.
 */
export function useAction<const O extends string>(
  action: string,
  pin: Pin,
  outputs: readonly O[],
  inputs: Readonly<Record<string, unknown>> = {},
  options: StepOptions = {},
  closed: Readonly<Record<string, readonly string[]>> = {},
): Step<O> {
  const { sha, version } = checkOptions(pin, `the pin of ${action}`);
  const { inputs: locked } = (pin as Partial<LockedAction> | undefined) ?? {};
  // Names alone: the runner starts an action without an input that it calls required, and a bump may bring one.
  const known = locked && Object.fromEntries(Object.keys(locked).map((name) => [name, {}]));
  const problem = pin === undefined ? undefined : pinProblem(sha, version);
  if (problem !== undefined) reportMistake(pinInvalid({ action, problem, from: locked ? "lock" : "source" }));
  const given = checkGiven(inputs, options.raw === undefined ? known : undefined, action);
  const entries = rawOf(given) ? [] : Object.entries(given);
  for (const [name, value] of entries) checkValue(action, name, value, closed);
  const uses = withEndComment(`${action}@${sha}`, version);
  return actionStep({ uses, action, outputs }, given, options);
}

/** A step that uses an action, of whose inputs one may be a script. */
export function actionStep<O extends string>(
  used: { readonly uses: unknown; readonly action: string; readonly outputs: readonly O[] },
  inputs: Readonly<Record<string, unknown>>,
  options: StepOptions,
): Step<O> {
  const { uses, action, outputs } = used;
  if (rawOf(inputs)) return makeStep({ ...options, uses, with: inputs }, outputs, action.split("/").at(-1) ?? action);
  const entries = Object.entries(inputs);
  const script = entries.find(([, value]) => handleKind(value) === "script");
  const keys = {
    ...options,
    uses,
    // The script's text takes its place among the others when it is printed.
    ...(entries.length > 0
      ? { with: Object.fromEntries(entries.map(([name, value]) => [name, name === script?.[0] ? null : value])) }
      : {}),
  };
  const body = script && { input: script[0], value: script[1] as Script, declared: (script[1] as Script).outputs };
  if (body && !/^(?:JavaScript|verbatim)$/.test(body.value.language)) {
    reportMistake(scriptShell({ language: body.value.language, runner: action }));
  }
  const set = (body?.value.outputs ?? []) as readonly O[];
  return makeStep(keys, [...new Set([...outputs, ...set])], action.split("/").at(-1) ?? action, body);
}

/** Of plain values; what an expression comes to is known at run time only. */
function checkValue(
  action: string,
  name: string,
  value: unknown,
  closed: Readonly<Record<string, readonly string[]>>,
): void {
  const values = Object.hasOwn(closed, name) ? closed[name] : undefined;
  if (!values || !["string", "number", "boolean"].includes(typeof value) || values.includes(String(value))) return;
  reportMistake(inputValueUnknown({ action, name, value: String(value), values }));
}
