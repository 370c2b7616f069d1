import type { JobView, ValueMap } from "@yardmaster/core";
import type { PartialMap, PartialValue } from "@yardmaster/core/evaluation";
import type { SecretScope } from "../calls/secrets.ts";
import type { GivenJob } from "../trace/facts.ts";
import type { RunningEnv } from "./running-env.ts";

/** What stands around the steps of one leg. */
export interface StepsAround {
  readonly job: JobView;
  readonly workflow: ValueMap;
  /** All that the steps may read but `env`, `job` and `steps`. */
  readonly contexts: PartialMap;
  /** Of the workflow and the job. */
  readonly env: RunningEnv;
  /** Filled in. */
  readonly runsOn: PartialValue;
  /** Secrets of the repository that stand in the variables of workflow and job. */
  readonly envSecrets: readonly string[];
  readonly secrets: SecretScope;
  readonly given: Omit<GivenJob, "legs">;
  /** Of a step of which nothing is said. */
  readonly otherwise: "success" | "unknown";
  /** From the first step on of which nothing is said, the job is being cancelled. */
  readonly isCancelled: boolean;
}
