import { reportMistake } from "@yardmaster/core";
import { checkOptions, checkTexts } from "../author/check-options.ts";
import { captureOrigin } from "../author/origin.ts";
import { rawOf } from "../author/raw.ts";
import { githubShape, jobShape, runnerShape, strategyShape } from "../expressions/context-shapes.ts";
import { type Context, contextRoot, type Expr } from "../expressions/expr.ts";
import type { GitHubContext, JobContext, RunnerContext, StrategyContext } from "../expressions/github-context.ts";
import { namedHandles } from "../expressions/named-handles.ts";
import { type Shape, textShape } from "../expressions/shape.ts";
import { tokenIsNoSecret } from "./diagnostics.ts";
import type { EventInputs, On, Payload, Secrets, StrictOn } from "./events.ts";
import { type Inputs, type InputValue, inputShape } from "./inputs.ts";

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
const triggersKey: unique symbol = Symbol.for("yardmaster.triggers");
/** The value of `on`, carrying its own declaration as a type. */
export interface TriggerSet<out O> {
  readonly [declared]?: O;
  readonly events: On;
  /** Where the triggers were written. */
  readonly origin?: string | undefined;
}

/** In place of the job's token, which is no secret of the settings. Its name is the way out: messages show it. */
interface WriteGithubTokenInstead {
  readonly "`github.token` is the same": never;
}
type NoToken<S> = "GITHUB_TOKEN" extends S ? unknown : { readonly GITHUB_TOKEN: WriteGithubTokenInstead };

export interface Triggers<O, S extends string, V extends string, E extends string> {
  readonly on: TriggerSet<O>;
  readonly github: Context<
    GitHubContext & { readonly event: Payload<O>; readonly event_name: Exclude<keyof O & string, "raw"> },
    "github"
  > &
    EventInputs<O>;
  readonly inputs: { readonly [K in keyof InputsOf<O>]: Expr<InputValue<InputsOf<O>[K]>, "inputs"> };
  readonly secrets: { readonly [K in S | (keyof SecretsOf<O> & string)]: Expr<string, "secrets"> } & NoToken<S>;
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
>(on: StrictOn<O>, settings: Settings<S, V, E> = {}): Triggers<O, S, V, E> {
  const events = checkOptions<On>(on as never, "`triggers`");
  const {
    secrets = [],
    vars = [],
    env = [],
  } = checkOptions<Settings<string, string, string>>(settings, "the settings of `triggers`");
  const texts = (names: readonly string[], key: string) =>
    checkTexts(names, `\`${key}\` of \`triggers\``).map((name) => [name, textShape] as const);
  const calledSecrets = Object.keys(events.workflow_call?.secrets ?? {}).map((name) => [name, textShape] as const);
  const inputs = [events.workflow_dispatch, events.workflow_call].flatMap((event) =>
    Object.entries(event?.inputs ?? {}).map(([name, input]) => [name, inputShape(input)] as const),
  );
  const isOpen = [events, events.workflow_dispatch, events.workflow_call].some(hidesNames);
  const declared = {
    on: { events, origin: captureOrigin(), [triggersKey]: true },
    github: contextRoot("github", githubShape),
    inputs: isOpen ? contextRoot("inputs") : named("inputs", inputs, "No input is declared as"),
    secrets: isOpen
      ? contextRoot("secrets")
      : withoutToken(
          named("secrets", [...texts(secrets, "secrets"), ...calledSecrets], "No secret is declared as"),
          secrets,
        ),
    vars: named("vars", texts(vars, "vars"), "No variable of the settings is declared as"),
    env: named("env", texts(env, "env"), "No variable of the environment is declared as"),
    runner: contextRoot("runner", runnerShape),
    job: contextRoot("job", jobShape),
    strategy: contextRoot("strategy", strategyShape),
  };
  return namedHandles(declared, { readAs: "triggers(…)", lacks: "`triggers` gives no" }) as never;
}

/** Whether the author has written names where the language does not look. */
export function hidesNames(event: object | null | undefined): boolean {
  const { raw, inputs, secrets } = (event ?? {}) as Readonly<Record<string, unknown>>;
  return [event, raw, inputs, secrets].some((part) => rawOf(part) !== undefined);
}

function named(
  context: "inputs" | "secrets" | "vars" | "env",
  shapes: readonly (readonly [string, Shape])[],
  lacks: string,
) {
  const setting = context === "inputs" ? {} : { setting: context };
  return contextRoot(context, { type: "map", properties: Object.fromEntries(shapes), lacks, ...setting });
}

/** `GITHUB_TOKEN` is no secret of the settings: who reads it is told of `github.token`, and gets that. */
function withoutToken(secrets: object, names: readonly string[]): object {
  return new Proxy(secrets, {
    get(root, key) {
      if (key !== "GITHUB_TOKEN" || names.includes(key)) return Reflect.get(root, key);
      reportMistake(tokenIsNoSecret({}));
      return contextRoot<GitHubContext, "github">("github", githubShape).token;
    },
  });
}
