import { asMap, fail, ok, type Result, type Value } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { asText } from "../evaluate/evaluate.ts";

/** What `on.workflow_call.inputs` says of one. */
export interface DeclaredInput {
  readonly name: string;
  readonly type: "boolean" | "number" | "string";
  readonly isRequired: boolean;
  /** Undefined where there is none. */
  readonly default: Value | undefined;
}

/** @param inputs of `on.workflow_call`. */
export function declaredInputs(inputs: Value | undefined): readonly DeclaredInput[] {
  return Object.entries(asMap(inputs) ?? {}).map(([name, value]) => {
    const { type, required, default: standard } = asMap(value) ?? {};
    const known = type === "boolean" || type === "number" ? type : "string";
    return { name, type: known, isRequired: required === true, default: standard };
  });
}

/** Of a map whose keys ignore case, as those of inputs and secrets do. */
export function entryNamed<T>(map: Readonly<Record<string, T>>, name: string): readonly [string, T] | undefined {
  return Object.entries(map).find(([key]) => key.toLowerCase() === name.toLowerCase());
}

/**
 * A value as a called workflow gets it: texts take any scalar, and null is an empty one; booleans and numbers take only their
 * own kind, so that `''` in place of a boolean fails.
 * Source: actions/runner, `WorkflowTemplateConverter.ConvertToInputValueDefinedType`.
 * @returns the value as GitHub shows it in its refusal: `Unexpected value 'x'`.
 */
export function convertInput(value: PartialValue, type: DeclaredInput["type"]): Result<PartialValue, string> {
  // What is unknown is so of either kind: a wrong one would be refused, and nobody can say.
  if (value instanceof Unknown) return ok(value);
  if (typeof value === "object" && value !== null) return fail(Array.isArray(value) ? "a sequence" : "a mapping");
  if (type === "string") return ok(asText(value));
  return typeof value === type ? ok(value) : fail(String(value ?? ""));
}

export interface WrongInput {
  readonly input: DeclaredInput;
  /** As GitHub shows it. */
  readonly value: string;
}

/**
 * `inputs` of a called workflow.
 * @param given `with` of the calling job after evaluation.
 * @param evaluate of a default, which may hold expressions.
 */
export function calledInputs(
  declared: readonly DeclaredInput[],
  given: PartialMap,
  evaluate: (value: Value) => PartialValue,
): Result<PartialMap, WrongInput> {
  const inputs: [string, PartialValue][] = [];
  for (const input of declared) {
    const [, value] = entryNamed(given, input.name) ?? ["", defaultOf(input, evaluate)];
    const converted = convertInput(value ?? null, input.type);
    if (!converted.ok) return fail({ input, value: converted.error });
    inputs.push([input.name, converted.value]);
  }
  return ok(Object.fromEntries(inputs));
}

function defaultOf({ type, default: standard }: DeclaredInput, evaluate: (value: Value) => PartialValue): PartialValue {
  if (standard !== undefined) return evaluate(standard);
  return type === "string" ? "" : type === "boolean" ? false : 0;
}
