import { type ContextsAt, contextRoot, type Expr, expr, operand, type ScalarValue } from "../expressions/expr.ts";
import { namedHandles } from "../expressions/named-handles.ts";
import { textShape } from "../expressions/shape.ts";
import { findStatusInAction } from "../lowering/status-in-action.ts";
import { type Step, stepNode, withNode } from "../steps/step.ts";
import { checkInputs } from "../triggers/check-inputs.ts";
import type { Input, Inputs, RequiredNames } from "../triggers/inputs.ts";
import { isVersionAsNumber } from "../values/check-version.ts";
import { versionAsNumber } from "../values/diagnostics.ts";
import {
  type ActionMetadata,
  type ActionScope,
  type CompositeBody,
  type CompositeContext,
  compositeAction,
  type LocalAction,
  namedInputs,
  stepsOf,
  useLocal,
} from "./action-document.ts";

/** `inline` puts the steps into the job; `composite` writes an action and puts one step that uses it. */
export type Emission = "inline" | "composite";

type Given = string | number | boolean | Expr<ScalarValue, ContextsAt<"jobs.*.steps.*.with.*"> & CompositeContext>;
type Arguments<I extends Inputs> = { readonly [K in RequiredNames<I>]: Given } & {
  readonly [K in Exclude<keyof I, RequiredNames<I>>]?: Given;
};

/** The steps of one use of a unit, and handles for what they give. */
export interface UnitUse<O extends string> {
  readonly steps: readonly Step[];
  readonly outputs: { readonly [K in O]: Expr<string, CompositeContext> };
}

export interface StepUnit<I extends Inputs, O extends string> {
  (...args: [RequiredNames<I>] extends [never] ? [inputs?: Arguments<I>] : [inputs: Arguments<I>]): UnitUse<O>;
  /** To be exported by a source module, so that `gen` writes it; undefined when the unit is inlined. */
  readonly action: LocalAction<I, O> | undefined;
}

/**
 * Steps as a unit of reuse: a function of inputs. One switch decides whether its users get the steps themselves or a
 * composite action; the rest of the sources stays the same.
 * @param folder where the action goes, when it is one.
 */
export function stepUnit<const I extends Inputs = Record<never, never>, const O extends string = never>(
  folder: string,
  { emit, ...metadata }: ActionMetadata<I> & { readonly emit: Emission },
  body: (scope: ActionScope<I>) => CompositeBody<O>,
): StepUnit<I, O> {
  const action = emit === "composite" ? compositeAction(folder, metadata, body) : undefined;
  const declared = metadata.inputs ?? ({} as I);
  const use = (options: Readonly<Record<string, unknown>> = {}): UnitUse<O> => {
    const given = checkInputs(options, declared, `the unit "${folder}"`);
    if (action) {
      const step = useLocal<Record<never, never>, O>(action as never, given as never);
      const findings = findStatusInAction(action.folder, stepsOf(action as never), {});
      return { steps: [withNode(step, { ...stepNode(step), findings })], outputs: step.outputs };
    }
    const { steps, outputs } = body({
      inputs: namedInputs(inlineInputs(declared, given)) as never,
      github: contextRoot("github"),
      job: contextRoot("job"),
      runner: contextRoot("runner"),
    });
    const values = Object.entries<{ value: unknown }>(outputs ?? {}).map(([name, { value }]) => [name, value] as const);
    const owner = { readAs: "outputs", lacks: `The unit "${folder}" has no output` };
    return {
      steps: withFindings(steps, metadata.inputs ?? {}, given),
      outputs: namedHandles<UnitUse<O>["outputs"]>(Object.fromEntries(values) as never, owner),
    };
  };
  return Object.assign(use, { action }) as never;
}

/** An inlined input becomes a text: a version that was given as a number is told of at the first step. */
function withFindings(
  steps: readonly Step[],
  inputs: Inputs,
  given: Readonly<Record<string, unknown>>,
): readonly Step[] {
  const findings = Object.entries(inputs).flatMap(([name, input]) => {
    const value = given[name] ?? input.default;
    return isVersionAsNumber(name, value) ? [versionAsNumber({ name, values: [value] })] : [];
  });
  const [first, ...others] = steps;
  return first && findings.length > 0 ? [withNode(first, { ...stepNode(first), findings }), ...others] : steps;
}

/** In place of `inputs.x`: what the user gave, else the default, else the empty text, as an action would see it. */
function inlineInputs(inputs: Inputs, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries<Input>(inputs).map(([name, input]) => {
      const value = operand(given[name] ?? input.default ?? "", `the input "${name}"`);
      return [name, expr(value.kind === "literal" ? { ...value, value: String(value.value) } : value, textShape)];
    }),
  );
}
