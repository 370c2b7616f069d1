import type { WorkflowView } from "@yardmaster/core";
import type { PartialMap, PartialValue } from "@yardmaster/core/evaluation";
import type { HeldGroup } from "../calls/concurrency.ts";
import type { ForeignPlace } from "../calls/find-called.ts";
import type { Permissions } from "../calls/permissions.ts";
import type { SecretScope } from "../calls/secrets.ts";
import type { Trust } from "../events/trust.ts";
import type { GivenOutcomes, SimulatedRepository } from "../trace/facts.ts";
import type { Problem, RunTrace } from "../trace/trace.ts";

/** What jobs of one workflow see, whether an event started it or a job calls it. */
export interface RunScope {
  readonly repository: SimulatedRepository;
  readonly file: string;
  readonly view: WorkflowView;
  /** The repository that the workflow comes from; undefined for the calling one. */
  readonly origin: ForeignPlace | undefined;
  /** What of `job` names this workflow. */
  readonly workflowOfJob: PartialMap;
  /** `github`, `inputs` and `vars`; jobs add what is theirs. */
  readonly contexts: PartialMap;
  /** The secrets that this workflow may read. A job with an environment may read others, too. */
  readonly secrets: SecretScope;
  readonly trust: Trust;
  /** What its jobs' tokens may have at most; undefined for a workflow that no job calls. */
  readonly ceiling: Permissions | undefined;
  readonly outcomes: GivenOutcomes;
  /** In front of the places of its jobs: `caller/`, or nothing. */
  readonly prefix: string;
  /** In front of the names of its jobs' check runs: `Caller / `, or nothing. */
  readonly namePrefix: string;
  /** Workflows that call this one, the outermost first. */
  readonly callers: readonly string[];
  /** Concurrency groups that the run holds around its jobs. */
  readonly held: readonly HeldGroup[];
  /** Takes what cannot be answered, or was given and fits nothing. */
  readonly report: (problem: Problem) => void;
  /** Simulates a workflow that a job calls. */
  readonly simulateCalled: (called: CalledWorkflow, around: RunScope) => RunTrace;
}

/** One of the jobs that a matrix makes of a job; the only one of a job without. */
export interface JobLeg {
  /** Of the job. */
  readonly id: string;
  /** From 0. */
  readonly index: number;
  readonly matrix: PartialMap;
  /** Of the job, with `matrix` and `strategy` of this leg. */
  readonly contexts: PartialMap;
  /** Of its check run, with the names of what calls it in front. */
  readonly name: PartialValue;
}

export interface CalledWorkflow {
  readonly file: string;
  readonly view: WorkflowView;
  readonly origin: ForeignPlace | undefined;
  readonly inputs: PartialMap;
  readonly secrets: SecretScope;
  readonly ceiling: Permissions | undefined;
  readonly held: readonly HeldGroup[];
  readonly place: string;
  readonly name: string;
}
