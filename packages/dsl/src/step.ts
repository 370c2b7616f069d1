import type { ContextsAt } from "./expr.ts";
import { type Expr, expr, type ValueAt } from "./expr.ts";
import { captureOrigin } from "./origin.ts";
import type { Script } from "./script.ts";

const stepKey: unique symbol = Symbol.for("yardmaster.step");

/** A step of a job, and handles for what it sets. */
export interface Step<in O extends string = never> {
  readonly outputs: { readonly [K in O]: Expr<string, "steps"> };
  readonly [stepKey]: StepNode;
}

/** A step before it has a job: ids and variable names are settled when the job is assembled. */
export interface StepNode {
  /** Stands for the id in expressions until the job gives one. */
  readonly token: string;
  readonly id: string | undefined;
  /** What an id is derived from when an output is read and none is stated. */
  readonly idHint: string;
  /** GitHub's keys, before expressions and scripts are printed. */
  readonly keys: Readonly<Record<string, unknown>>;
  readonly script: { readonly key: "run" | "script"; readonly value: Script } | undefined;
  readonly note: string | undefined;
  readonly origin: string | undefined;
}

export type StepEnv = Readonly<Record<string, ValueAt<"jobs.*.steps.*.env.*"> | undefined>>;

export interface StepOptions {
  readonly id?: string;
  readonly name?: ValueAt<"jobs.*.steps.*.name", string>;
  readonly if?: boolean | Expr<boolean | null, ContextsAt<"jobs.*.steps.*.if">>;
  readonly env?: StepEnv;
  readonly "continue-on-error"?: ValueAt<"jobs.*.steps.*.continue-on-error", boolean>;
  /** 1 to the job's own limit. */
  readonly "timeout-minutes"?: ValueAt<"jobs.*.steps.*.timeout-minutes", number>;
  /** A comment above the step. */
  readonly note?: string;
}

export interface RunOptions<O extends string> extends StepOptions {
  /** Names that the script writes to `$GITHUB_OUTPUT`. */
  readonly outputs?: readonly O[];
  readonly shell?: string;
  readonly "working-directory"?: ValueAt<"jobs.*.steps.*.working-directory", string>;
}

/** A step that runs a script. */
export function run(script: Script): Step;
export function run<const O extends string = never>(options: RunOptions<O>, script: Script): Step<O>;
export function run<O extends string>(first: RunOptions<O> | Script, second?: Script): Step<O> {
  const script = second ?? (first as Script);
  const { outputs = [], ...options } = second ? (first as RunOptions<O>) : ({} as RunOptions<O>);
  const hint = typeof options.name === "string" ? options.name : "run";
  return makeStep({ ...options, run: undefined }, outputs, hint, { key: "run", value: script });
}

let madeSteps = 0;

/** Makes the handle of a step from its keys; `id` and `note` are taken out of them. */
export function makeStep<O extends string>(
  options: Readonly<Record<string, unknown>> & StepOptions,
  outputs: readonly O[],
  idHint: string,
  script?: StepNode["script"],
): Step<O> {
  const { id, note, ...keys } = options;
  madeSteps += 1;
  const token = `\u0000${madeSteps} ${id ?? idHint}`;
  const node: StepNode = { token, id, idHint, keys, script, note, origin: captureOrigin() };
  const entries = outputs.map((name) => [name, outputOf(token, name)] as const);
  return { outputs: Object.fromEntries(entries) as Step<O>["outputs"], [stepKey]: node };
}

/** Whether a name in an expression stands for a step whose id is not settled yet. No id of GitHub's begins like it. */
export function isStepToken(name: string): boolean {
  return name.startsWith("\u0000");
}

export function stepOfToken(token: string): string {
  return token.slice(token.indexOf(" ") + 1);
}

export function stepNode(step: Step<never>): StepNode {
  return step[stepKey];
}

function outputOf(token: string, name: string): Expr<string, "steps"> {
  return expr<string, "steps">({
    kind: "property",
    object: {
      kind: "property",
      object: { kind: "property", object: { kind: "context", name: "steps" }, name: token },
      name: "outputs",
    },
    name,
  });
}
