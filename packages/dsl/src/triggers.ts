import type { On, Payload, Secrets, StrictOn } from "./events.ts";
import { type Context, contextRoot, type Expr } from "./expr.ts";
import type { GitHubContext, JobContext, RunnerContext, StrategyContext } from "./github-context.ts";
import type { Inputs, InputValue } from "./inputs.ts";
import { captureOrigin } from "./origin.ts";

type InputsOfEvent<E> = E extends { readonly inputs: infer I extends Inputs } ? I : unknown;
type InputsAt<O, K extends string> = K extends keyof O ? InputsOfEvent<O[K]> : unknown;
/** Inputs of `workflow_dispatch` and `workflow_call`: one `inputs` context serves both. */
export type InputsOf<O> = InputsAt<O, "workflow_dispatch"> & InputsAt<O, "workflow_call">;

type CallSecrets<O> = O extends { readonly workflow_call: { readonly secrets: infer S extends Secrets } } ? S : unknown;
export type SecretsOf<O> = CallSecrets<O>;

/** What the repository's settings provide: names that cannot be known from the workflow alone. */
export interface Settings<S extends string, V extends string, E extends string> {
  readonly secrets?: readonly S[];
  readonly vars?: readonly V[];
  /** Variables of the workflow, its jobs and steps that expressions read. */
  readonly env?: readonly E[];
}

declare const declared: unique symbol;
/** The value of `on`, carrying its own declaration as a type. */
export interface TriggerSet<out O> {
  readonly [declared]?: O;
  readonly events: On;
  /** Where the triggers were written. */
  readonly origin?: string | undefined;
}

export interface Triggers<O, S extends string, V extends string, E extends string> {
  readonly on: TriggerSet<O>;
  readonly github: Context<
    GitHubContext & { readonly event: Payload<O>; readonly event_name: Exclude<keyof O & string, "raw"> },
    "github"
  >;
  readonly inputs: { readonly [K in keyof InputsOf<O>]: Expr<InputValue<InputsOf<O>[K]>, "inputs"> };
  readonly secrets: { readonly [K in S | (keyof SecretsOf<O> & string)]: Expr<string, "secrets"> };
  readonly vars: { readonly [K in V]: Expr<string, "vars"> };
  readonly env: { readonly [K in E]: Expr<string, "env"> };
  readonly runner: Context<RunnerContext, "runner">;
  readonly job: Context<JobContext, "job">;
  /** Null in jobs without a matrix. */
  readonly strategy: Context<StrategyContext, "strategy">;
}

/**
 * Declares what starts a workflow, and gives the contexts that follow from it: `github.event` has the payloads of these
 * events, `inputs` and `secrets` the declared names.
 */
export function triggers<
  const O extends On,
  const S extends string = never,
  const V extends string = never,
  const E extends string = never,
>(on: StrictOn<O>, _settings: Settings<S, V, E> = {}): Triggers<O, S, V, E> {
  return {
    on: { events: on as On, origin: captureOrigin() },
    github: contextRoot("github"),
    inputs: contextRoot("inputs") as never,
    secrets: contextRoot("secrets") as never,
    vars: contextRoot("vars") as never,
    env: contextRoot("env") as never,
    runner: contextRoot("runner"),
    job: contextRoot("job"),
    strategy: contextRoot("strategy"),
  };
}
