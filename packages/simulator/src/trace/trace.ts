import type { ModelPath } from "@yardmaster/core";
import type { EvaluatedPart, PartialMap, PartialValue } from "@yardmaster/core/evaluation";

/** What would happen, and why. A contract: docs/simulate.md. */
export interface Trace {
  /** Grows when something goes or changes its meaning; what is added leaves it. */
  readonly version: 1;
  readonly event: EventTrace;
  /** All of the repository, by file. */
  readonly workflows: readonly WorkflowTrace[];
  /** What was asked for and cannot be answered. */
  readonly problems: readonly Problem[];
  /**
   * Names of secrets that workflows of the repository read, also where no run starts, or that it is known to have; in upper
   * case and sorted. `*`: one reads any by a computed name. Put together when it is first asked for.
   */
  readonly secrets: readonly string[];
}

export interface EventTrace {
  readonly name: string;
  /** Activity type; undefined for an event without. */
  readonly action?: string;
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  /** UTC, ISO 8601. */
  readonly instant: string;
  /** Paths of the payload that decided something and come from GitHub's examples. */
  readonly assumed: readonly string[];
}

/** A mistake in what was given. */
export interface Problem {
  readonly code: string;
  /** Absent: a mistake. `note`: what was given is right, and changes nothing. */
  readonly severity?: "note";
  readonly message: string;
  readonly file?: string;
  readonly path?: ModelPath;
}

/** `unknown`: it depends on what is not known. */
export type Answer = "yes" | "no" | "unknown";

/** A decision with its reason. Codes are a contract. */
export interface Reason {
  /** `paths-none-match`, `condition-false`, `need-skipped`. */
  readonly code: string;
  /** A sentence without a final stop. */
  readonly text: string;
  /** Expressions that would have to be known. */
  readonly dependsOn?: readonly string[];
  /** Of the key that decided. */
  readonly path?: ModelPath;
}

export interface WorkflowTrace {
  /** From the root. */
  readonly file: string;
  readonly name: string;
  /** Whether the event starts a run. */
  readonly starts: Answer;
  readonly reason: Reason;
  /** 0 for another event; else the higher, the fewer rules forbid a start. */
  readonly closeness: number;
  /** All that forbids a start, `reason` first. */
  readonly obstacles?: readonly Reason[];
  /** Of a run that starts, or may. */
  readonly run?: RunTrace;
}

export interface RunTrace {
  /** `refused`: it starts and fails at once. `waits`: for an approval, or for another run. */
  readonly verdict: "runs" | "refused" | "waits";
  readonly reason?: Reason;
  /** What would refuse it, if what they depend on were so. */
  readonly doubts?: readonly Reason[];
  /** `run-name`. */
  readonly name: PartialValue;
  /** What the run stands on: what is checked out without a `ref`. */
  readonly ref: string;
  readonly sha: string;
  readonly concurrency?: ConcurrencyTrace;
  /** Whether the run is one of an outsider or a bot, whose token only reads and to which no secrets go. */
  readonly isRestricted: boolean;
  /** Its secrets are those that the settings hold for Dependabot. */
  readonly hasSecretsOfDependabot?: true;
  readonly jobs: readonly JobTrace[];
  /** Of a workflow that is called. */
  readonly outputs?: PartialMap;
}

export interface ConcurrencyTrace {
  readonly group: PartialValue;
  readonly cancelsOthers: PartialValue;
  readonly queue?: PartialValue;
  /** What becomes of this run and of others. */
  readonly effect: Reason;
}

export type Verdict = "runs" | "skipped" | "unknown";
/** `refused`: GitHub fails the job before it gives it to a runner, as one whose matrix has no values. */
export type JobVerdict = Verdict | "refused";
export type JobResult = "success" | "failure" | "cancelled" | "skipped" | "unknown";

export interface ConditionTrace {
  /** As it is written; undefined where there is none. */
  readonly text?: string;
  /** With the `success()` that GitHub adds. */
  readonly evaluated: string;
  readonly truth?: boolean | undefined;
  /** GitHub's evaluator, or its parser, fails on it: what it says. */
  readonly error?: string;
  readonly tree: EvaluatedPart;
}

export interface NeedTrace {
  readonly id: string;
  readonly result: JobResult;
}

export interface JobTrace {
  readonly id: string;
  /** Of the run: `caller/id` of a job that is called. */
  readonly place: string;
  /** The workflow file that it stands in. */
  readonly file: string;
  readonly path: ModelPath;
  /** Of its check run, without the legs: `Test`, or `Call / Test`. */
  readonly name: PartialValue;
  readonly verdict: JobVerdict;
  readonly reason: Reason;
  readonly needs: readonly NeedTrace[];
  readonly condition?: ConditionTrace;
  readonly result: JobResult;
  /** `*` alone, unknown: of a workflow that is not known. */
  readonly outputs: PartialMap;
  /** One of a job without a matrix; none of one that is skipped, or that calls a workflow. */
  readonly legs: readonly LegTrace[];
  /** What the legs depend on, where they are not known: then one leg stands for all, with a matrix that is not known. */
  readonly unknownLegs?: readonly string[];
  /** One for each leg of a job that calls a workflow. */
  readonly calls: readonly CallTrace[];
}

export interface LegTrace {
  /** Of what befell it before its first step, or by another leg. */
  readonly reason?: Reason;
  /** Of its check run: `Test (22, ubuntu-24.04)`. */
  readonly name: PartialValue;
  readonly matrix: PartialMap;
  readonly runsOn: PartialValue;
  readonly environment?: EnvironmentTrace;
  /** By scope, what the job's token has: `read` or `write`; `*: unknown` alone where only a setting that is not known says. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: ConcurrencyTrace;
  /** Names of secrets whose values come to this job, as far as its workflow shows; `*`: any. */
  readonly secrets: readonly string[];
  readonly steps: readonly StepTrace[];
  readonly result: JobResult;
  readonly outputs: PartialMap;
}

export interface EnvironmentTrace {
  readonly name: PartialValue;
  /** Once its steps have run. */
  readonly url?: PartialValue;
  /** Whether the run may deploy there. */
  readonly admits: Answer;
  readonly reason?: Reason;
}

export interface CallTrace {
  readonly matrix: PartialMap;
  /** From the root of its repository. */
  readonly file: string;
  /** `uses`, as it is written. */
  readonly uses: string;
  readonly inputs: PartialMap;
  /** Names as the called workflow sees them. */
  readonly secrets: readonly string[];
  /** What its jobs' tokens may have at most. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: ConcurrencyTrace;
  /** Why nothing of it runs: an input turns out to be of the wrong kind, or a concurrency group stands against it. */
  readonly reason?: Reason;
  /** Absent where the file is not known, and where nothing of it runs. */
  readonly run?: RunTrace;
}

export interface StepTrace {
  /** From 0; steps in parallel follow the step that holds them. */
  readonly index: number;
  readonly id?: string;
  readonly path: ModelPath;
  /** As the log shows it. */
  readonly name: PartialValue;
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly condition: ConditionTrace;
  /** `wait`, `wait-all`, `cancel` and `parallel` stand for themselves; GitHub gives them no `if`. */
  readonly kind: "run" | "uses" | "wait" | "wait-all" | "cancel" | "parallel";
  /** Steps after it do not wait for it. What it gave is known once a step has waited for it. */
  readonly isBackground?: true;
  /** Positions of the steps in the background that it waits for. */
  readonly waitsFor?: readonly number[];
  /** Positions of the steps in the background that it stops. */
  readonly cancels?: readonly number[];
  /** Position of the `parallel` that holds it. */
  readonly within?: number;
  readonly uses?: string;
  /** After its expressions are filled in. */
  readonly run?: PartialValue;
  /** Its own, or the one of `defaults`, or what its runner takes where nothing states one. */
  readonly shell?: PartialValue;
  /** Nothing states a shell: GitHub starts it with other options. */
  readonly isShellOfRunner?: true;
  readonly workingDirectory?: PartialValue;
  readonly timeoutMinutes?: PartialValue;
  readonly continueOnError?: PartialValue;
  /** Of the step itself and what stands around it, evaluated; `*` where any name may be there. */
  readonly env: PartialMap;
  readonly with: PartialMap;
  readonly secrets: readonly string[];
  readonly outcome: JobResult;
  readonly conclusion: JobResult;
  readonly outputs: PartialValue;
}
