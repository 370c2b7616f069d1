import type { PartialMap, WorkflowView } from "@yardmaster/core";
import type { Permissions } from "../calls/permissions.ts";
import type { SecretScope } from "../calls/secrets.ts";
import type { Trust } from "../events/trust.ts";
import type { GivenOutcomes, SimulatedRepository } from "../trace/facts.ts";
import type { RunTrace } from "../trace/trace.ts";

/** What jobs of one workflow see, whether an event started it or a job calls it. */
export interface RunScope {
  readonly repository: SimulatedRepository;
  readonly file: string;
  readonly view: WorkflowView;
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
  /** Simulates a workflow that a job calls. */
  readonly simulateCalled: (called: CalledWorkflow, around: RunScope) => RunTrace;
}

export interface CalledWorkflow {
  readonly file: string;
  readonly view: WorkflowView;
  readonly inputs: PartialMap;
  readonly secrets: SecretScope;
  readonly ceiling: Permissions;
  readonly place: string;
  readonly name: string;
}
