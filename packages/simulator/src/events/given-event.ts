import type { Value, ValueMap } from "@yardmaster/core";

/** What a person says of an event; what is missing comes from GitHub's examples. */
export interface GivenEvent {
  /** As `on` names it; of a payload that shows what it is, nothing has to be said. */
  readonly name?: string;
  /** A webhook's payload as a whole, or the `github` context of a run with the payload in its `event`. */
  readonly payload?: ValueMap;
  /** Activity type; of `repository_dispatch` the `event_type`. */
  readonly action?: string;
  /** Fully formed, or the name of a branch. */
  readonly ref?: string;
  readonly sha?: string;
  /** Login. */
  readonly actor?: string;
  /** Login of who asked for a re-run. */
  readonly triggeringActor?: string;
  /** Changed files from the root. */
  readonly files?: readonly string[];
  /** Of the head commit. */
  readonly message?: string;
  /** UTC, ISO 8601. */
  readonly instant: string;
  readonly by?: "person" | "app" | "github-token";
  /** From 1. */
  readonly attempt?: number;
  /** Of `workflow_dispatch`: the file from the root, its last name with or without `.yml`, or the name of the workflow. */
  readonly workflow?: string;
  /** Of `workflow_dispatch`. */
  readonly inputs?: Readonly<Record<string, Value>>;
  /** Of `schedule`: the cron that is due. Without it, the instant decides. */
  readonly cron?: string;
  /** Of a pull request: the branch that it goes into. */
  readonly base?: string;
  /** Of a pull request: the branch that it comes from. */
  readonly head?: string;
  /** Of a pull request: `owner/name` of the fork that it comes from. */
  readonly fork?: string;
  /** Of a pull request, issue or comment: what its author is to the repository, `FIRST_TIME_CONTRIBUTOR`. */
  readonly association?: string;
  /** Of a pull request, issue or discussion. */
  readonly number?: number;
  /** Of a pull request: it cannot be merged as it stands. */
  readonly hasConflict?: boolean;
  /** Of `workflow_run`: as `SimulatedEvent.chainLength`. */
  readonly chainLength?: number;
}
