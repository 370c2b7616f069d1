import type { NoteOption } from "../author/note.ts";
import type { fromSteps, Permissions } from "../author/permissions.ts";
import type { RawKeys } from "../author/raw.ts";
import type { EnvironmentAt } from "../expressions/environment-at.ts";
import type {
  ComputedAt,
  Context,
  ContextsAt,
  Expr,
  ScalarValue,
  TextOrComputedAt,
  ValueAt,
} from "../expressions/expr.ts";
import type { StrategyContext } from "../expressions/github-context.ts";
import type { Step } from "../steps/step.ts";
import type { Job } from "./job-handle.ts";
import type { LegValue, Matrix, MatrixContext, Strategy } from "./matrix.ts";

type GroupSite = "concurrency.group" | "jobs.*.concurrency.group";
interface Group<S extends GroupSite> {
  /** Names ignore case. */
  readonly group: ValueAt<S, string>;
}
interface SingleQueue<S extends GroupSite> extends Group<S> {
  readonly "cancel-in-progress"?: ValueAt<S, boolean>;
  /** Keeps one pending run and cancels the one before; GitHub's default. github.com only. */
  readonly queue?: "single";
}
interface FullQueue<S extends GroupSite> extends Group<S> {
  /** GitHub refuses `true` beside this queue. */
  readonly "cancel-in-progress"?: Exclude<ValueAt<S, boolean>, true>;
  /** Keeps up to 100 pending runs. github.com only. */
  readonly queue: "max";
}
export type Concurrency<S extends GroupSite> = SingleQueue<S> | FullQueue<S>;

export interface Defaults {
  readonly run?: {
    readonly shell?: ValueAt<"jobs.*.defaults.run.shell", string>;
    readonly "working-directory"?: ValueAt<"jobs.*.defaults.run.working-directory", string>;
  };
}

/** What the caches of a run may be used for. github.com only, since 2026-09. */
export type CacheMode = "read" | "write" | "write-only" | "none";

/** Also the whole of `run` as an expression, which GitHub takes of a job only. */
type JobDefaults = Defaults | { readonly run: ComputedAt<"jobs.*.defaults.run"> };

type Text = ValueAt<"jobs.*.container.image", string>;

/** A container that steps run in, or that serves them. */
export interface Container {
  readonly image: Text;
  readonly credentials?:
    | {
        readonly username: ValueAt<"jobs.*.container.credentials.username", string>;
        readonly password: ValueAt<"jobs.*.container.credentials.password", string>;
      }
    | ComputedAt<"jobs.*.container.credentials">;
  readonly env?: EnvironmentAt<"jobs.*.container.env.*"> | ComputedAt<"jobs.*.container">;
  readonly ports?:
    | readonly ValueAt<"jobs.*.container.ports.*", string | number>[]
    | ComputedAt<"jobs.*.container", readonly unknown[]>;
  readonly volumes?: readonly Text[] | ComputedAt<"jobs.*.container", readonly unknown[]>;
  readonly options?: Text;
}

export interface Service extends Container {
  readonly command?: Text;
  readonly entrypoint?: Text;
}

export interface Environment {
  readonly name: ValueAt<"jobs.*.environment.name", string>;
  readonly url?: ValueAt<"jobs.*.environment.url", string>;
  /** False uses the environment's secrets and rules without a deployment record. github.com only. */
  readonly deployment?: ValueAt<"jobs.*.environment.deployment", boolean>;
}

export interface Snapshot {
  readonly "image-name": string;
  readonly version?: string;
  readonly if?: boolean | Expr<boolean | null, ContextsAt<"jobs.*.snapshot.if">>;
}

export interface RunsOn {
  readonly group?: ValueAt<"jobs.*.runs-on.group", string>;
  readonly labels?:
    | TextOrComputedAt<"jobs.*.runs-on.labels", readonly string[]>
    | readonly ValueAt<"jobs.*.runs-on.labels.*", string>[];
}

/** One output for each leg: without it, the legs overwrite each other's and the last one wins. */
export interface LegOutput {
  /** What tells the legs apart: an axis, or several. Their values are listed, or given by `include`. */
  readonly axis: string | readonly string[];
  readonly value: Expr<ScalarValue, ContextsAt<"jobs.*.outputs.*">>;
}
export type LegOutputs = Readonly<Record<string, LegOutput>>;

type AxesOf<A> = A extends readonly string[] ? A : readonly [A];
type KeyOf<V> = V extends boolean ? `${V}` : V extends string | number ? V : never;
type ByAxes<M, A> = A extends readonly [infer K extends string, ...infer R]
  ? { readonly [V in KeyOf<LegValue<M, K>>]: ByAxes<M, R> }
  : Expr<string, "needs">;
/** Outputs by their name and by the value of each axis, in the order in which the axes are named. */
export type ByLeg<L extends LegOutputs, M> = { readonly [N in keyof L]: ByAxes<M, AxesOf<L[N]["axis"]>> };

/** What a job that runs steps and a job that calls a workflow have in common. */
export interface CommonJobOptions {
  readonly name?: ValueAt<"jobs.*.name", string>;
  readonly if?: boolean | Expr<boolean | null, ContextsAt<"jobs.*.if">>;
  /** Beyond the jobs whose outputs are read. */
  readonly needs?: readonly Job<never>[];
  readonly permissions?: Permissions | typeof fromSteps;
  readonly concurrency?: TextOrComputedAt<"jobs.*.concurrency"> | Concurrency<"jobs.*.concurrency.group">;
  /** Of a matrix: all legs write the same outputs, and whichever ends last wins. Says that this is meant. */
  readonly outputsOfLastLeg?: boolean;
  /** Keys that the language does not know. */
  readonly raw?: RawKeys;
  /** A comment above the job, or comments at it and at what it holds. */
  readonly note?: NoteOption;
}

export interface JobScope<M extends Matrix> {
  readonly matrix: MatrixContext<M>;
  readonly strategy: Context<StrategyContext, "strategy">;
}

export interface JobOptions<M extends Matrix, O extends string, L extends LegOutputs> extends CommonJobOptions {
  readonly "runs-on": TextOrComputedAt<"jobs.*.runs-on"> | readonly ValueAt<"jobs.*.runs-on.*", string>[] | RunsOn;
  /** Minutes until GitHub kills the job: 1 to 360 on hosted runners; GitHub's own default is 360. */
  readonly "timeout-minutes"?: ValueAt<"jobs.*.timeout-minutes", number>;
  readonly "cancel-timeout-minutes"?: ValueAt<"jobs.*.cancel-timeout-minutes", number>;
  readonly environment?: TextOrComputedAt<"jobs.*.environment"> | Environment;
  readonly outputs?: { readonly [K in O]: ValueAt<"jobs.*.outputs.*"> };
  /** Outputs that keep what each leg of a matrix sets; read by `job.byLeg`. */
  readonly outputsByLeg?: L;
  readonly env?: EnvironmentAt<"jobs.*.env.*"> | ComputedAt<"jobs.*.env">;
  readonly defaults?: JobDefaults;
  readonly "continue-on-error"?: ValueAt<"jobs.*.continue-on-error", boolean>;
  readonly strategy?: Strategy<M>;
  readonly container?: TextOrComputedAt<"jobs.*.container"> | Container;
  readonly services?:
    | Readonly<Record<string, TextOrComputedAt<"jobs.*.services.*"> | Service>>
    | ComputedAt<"jobs.*.services">;
  readonly "cache-mode"?: CacheMode;
  readonly snapshot?: string | Snapshot;
  /** A job gets the steps that its steps need, in order and once. */
  readonly steps: readonly Step[] | ((scope: JobScope<M>) => readonly Step[]);
}
