import type { permissionScopes } from "@yardmaster/core";
import {
  type Context,
  type ContextName,
  type ContextsAt,
  contextRoot,
  type Expr,
  expr,
  type ScalarValue,
  type ValueAt,
} from "./expr.ts";
import { captureOrigin } from "./origin.ts";
import type { Step } from "./step.ts";

const jobKey: unique symbol = Symbol.for("yardmaster.job");

/** A job of a workflow, and handles for its outputs. What reads an output needs the job: `needs` follows. */
export interface Job<in O extends string = string> {
  readonly id: string;
  readonly outputs: { readonly [K in O]: Expr<string, "needs"> };
  readonly [jobKey]: JobNode;
}

/** A job before its workflow is assembled: GitHub's keys, before expressions are printed. */
export interface JobNode {
  readonly id: string;
  readonly keys: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step<never>[] | undefined;
  readonly needs: readonly Job<never>[];
  readonly note: string | undefined;
  readonly origin: string | undefined;
}

type Levels = typeof permissionScopes;
/** Scopes that are not named get no access. */
export type Permissions = { readonly [S in keyof Levels]?: Levels[S][number] } | "read-all" | "write-all";

export interface Concurrency<S extends "concurrency.group" | "jobs.*.concurrency.group"> {
  /** Names ignore case. */
  readonly group: ValueAt<S, string>;
  readonly "cancel-in-progress"?: ValueAt<S, boolean>;
  /** `single` keeps one pending run and cancels the one before; `max` keeps up to 100. github.com only. */
  readonly queue?: "single" | "max";
}

export interface Defaults {
  readonly run?: { readonly shell?: string; readonly "working-directory"?: string };
}

/** What a job that runs steps and a job that calls a workflow have in common. */
export interface CommonJobOptions {
  readonly name?: ValueAt<"jobs.*.name", string>;
  readonly if?: boolean | Expr<boolean | null, ContextsAt<"jobs.*.if">>;
  /** Beyond the jobs whose outputs are read. */
  readonly needs?: readonly Job<never>[];
  readonly permissions?: Permissions;
  readonly concurrency?: ValueAt<"jobs.*.concurrency", string> | Concurrency<"jobs.*.concurrency.group">;
  /** A comment above the job. */
  readonly note?: string;
}

export type Matrix = Readonly<Record<string, readonly ScalarValue[]>>;

export interface Strategy<M extends Matrix, S extends "jobs.*.strategy.fail-fast" = "jobs.*.strategy.fail-fast"> {
  readonly matrix?: M;
  readonly "fail-fast"?: ValueAt<S, boolean>;
  readonly "max-parallel"?: ValueAt<S, number>;
}

export interface JobScope<M extends Matrix> {
  readonly matrix: { readonly [K in keyof M]: Expr<M[K][number], "matrix"> };
  readonly strategy: Context<
    Readonly<Record<"fail-fast" | "job-index" | "job-total" | "max-parallel", number>>,
    "strategy"
  >;
}

export interface JobOptions<M extends Matrix, O extends string> extends CommonJobOptions {
  readonly "runs-on":
    | ValueAt<"jobs.*.runs-on", string>
    | readonly string[]
    | { readonly group?: string; readonly labels?: string | readonly string[] };
  /** Minutes until GitHub kills the job: 1 to 360 on hosted runners; GitHub's own default is 360. */
  readonly "timeout-minutes"?: ValueAt<"jobs.*.timeout-minutes", number>;
  readonly environment?:
    | ValueAt<"jobs.*.environment", string>
    | {
        readonly name: ValueAt<"jobs.*.environment.name", string>;
        readonly url?: ValueAt<"jobs.*.environment.url", string>;
        readonly deployment?: boolean;
      };
  readonly outputs?: { readonly [K in O]: Expr<ScalarValue, ContextsAt<"jobs.*.outputs.*">> };
  readonly env?: Readonly<Record<string, ValueAt<"jobs.*.env.*"> | undefined>>;
  readonly defaults?: Defaults;
  readonly "continue-on-error"?: ValueAt<"jobs.*.continue-on-error", boolean>;
  readonly strategy?: Strategy<M>;
  readonly steps: readonly Step<never>[] | ((scope: JobScope<M>) => readonly Step<never>[]);
}

/** A job that runs steps. */
export function job<const O extends string = never, const M extends Matrix = Record<never, never>>(
  id: string,
  options: JobOptions<M, O>,
): Job<O> {
  const { steps, needs = [], note, ...keys } = options;
  const scope: JobScope<M> = { matrix: contextRoot("matrix") as never, strategy: contextRoot("strategy") as never };
  const list = typeof steps === "function" ? steps(scope) : steps;
  const outputs = Object.keys(options.outputs ?? {}) as O[];
  return makeJob({ id, keys, steps: list, needs, note, origin: captureOrigin() }, outputs);
}

/** Makes the handle of a job from its node. */
export function makeJob<O extends string>(node: JobNode, outputs: readonly O[]): Job<O> {
  const entries = outputs.map((name) => [name, outputOf(node.id, name)] as const);
  return { id: node.id, outputs: Object.fromEntries(entries) as Job<O>["outputs"], [jobKey]: node };
}

export function jobNode(handle: Job<never>): JobNode {
  return handle[jobKey];
}

function outputOf(id: string, name: string): Expr<string, "needs"> {
  const context = { kind: "context", name: "needs" } as const satisfies { kind: "context"; name: ContextName };
  const needed = { kind: "property", object: context, name: id } as const;
  return expr<string, "needs">({
    kind: "property",
    object: { kind: "property", object: needed, name: "outputs" },
    name,
  });
}
