import { checkOptions, checkText, checkTexts } from "../author/check-options.ts";
import type { ContextsAt, Expr } from "../expressions/expr.ts";
import { booleanShape, numberShape, type Shape, textShape } from "../expressions/shape.ts";

/** A declared input: its value type, and whether a caller must give it. */
export interface Input<out T = unknown, out R extends boolean = boolean> {
  readonly type: "string" | "boolean" | "number" | "choice" | "environment";
  readonly required: R;
  readonly description?: string;
  readonly default?: string | number | boolean | ComputedDefault<string | number | boolean>;
  readonly options?: readonly (string | number | boolean)[];
  readonly deprecationMessage?: string;
  /** Carries T; absent at run time. */
  readonly value?: T;
}

/** A default that follows from the call: of `workflow_call` only. */
export type ComputedDefault<T> = Expr<T, ContextsAt<"on.workflow_call.inputs.*.default">>;

export type Inputs = Readonly<Record<string, Input>>;
export type InputValue<I> = I extends Input<infer T> ? T : never;
export type RequiredNames<I extends Inputs> = {
  [K in keyof I]: I[K] extends Input<unknown, true> ? K : never;
}[keyof I];

interface Options<R extends boolean> {
  readonly required?: R;
  readonly description?: string;
  /** Shown to those who give the input; of actions only. */
  readonly deprecationMessage?: string;
}

/** A `string` input. Without a default, GitHub gives the empty text. */
export function text<const R extends boolean = false>(
  options: Options<R> & { readonly default?: string | number | boolean | ComputedDefault<string> } = {},
): Input<string, R> {
  return declare("string", options);
}

/** A `boolean` input. */
export function flag<const R extends boolean = false>(
  options: Options<R> & { readonly default?: boolean | "true" | "false" | ComputedDefault<boolean> } = {},
): Input<boolean, R> {
  return declare("boolean", options);
}

/** A `number` input. */
export function number<const R extends boolean = false>(
  options: Options<R> & { readonly default?: number | `${number}` | ComputedDefault<number> } = {},
): Input<number, R> {
  return declare("number", options);
}

/**
 * One of a list; numbers and booleans are texts to GitHub. `workflow_call` knows no such type: there it is a `string`, and
 * only typed callers are held to the list.
 */
export function choice<const O extends string | number | boolean, const R extends boolean = false>(
  values: readonly O[],
  options: Options<R> & { readonly default?: NoInfer<O | `${O}`> } = {},
): Input<`${O}`, R> {
  const at = "the values of `choice`";
  return { ...declare<`${O}`, R>("choice", options), options: checkScalars(values, at) };
}

function checkScalars<O extends string | number | boolean>(values: readonly O[], at: string): readonly O[] {
  if (!Array.isArray(values)) return checkTexts(values as readonly never[], at);
  // Array.from, since holes are entries too.
  return Array.from(values as readonly O[]).filter(
    (value) => typeof value === "boolean" || Number.isFinite(value) || checkText(value, `an entry of ${at}`),
  );
}

/** The name of one of the repository's environments, picked from a list. `workflow_call` takes it as a `string`. */
export function environment<const R extends boolean = false>(
  options: Options<R> & { readonly default?: string } = {},
): Input<string, R> {
  return declare("environment", options);
}

function declare<T, R extends boolean>(
  type: Input["type"],
  options: Options<R> & { readonly default?: NonNullable<Input["default"]> },
): Input<T, R> {
  const { required = false, ...keys } = checkOptions(options, `an input of type ${type}`);
  for (const key of ["description", "deprecationMessage"] as const) {
    if (keys[key] !== undefined) checkText(keys[key], `\`${key}\` of an input`);
  }
  return { ...keys, type, required: required as R };
}

/** What is known of an input's value. */
export function inputShape({ type, options }: Input): Shape {
  switch (type) {
    case "boolean":
      return booleanShape;
    case "number":
      return numberShape;
    case "choice":
      return { type: "text", options: (options ?? []).map(String) };
    default:
      return textShape;
  }
}
