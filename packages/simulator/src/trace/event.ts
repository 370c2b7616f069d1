import type { ValueMap } from "@yardmaster/core";

/** Something that happened, complete: whatever the contexts of a run follow from, but the repository itself. */
export interface SimulatedEvent {
  /** As `on` names it. */
  readonly name: string;
  /** `github.event`. */
  readonly payload: ValueMap;
  /** Fully formed, `refs/heads/main`: the ref that the event is about, which need not be the one that a run stands on. */
  readonly ref: string;
  /** Of `ref`; empty where nobody said. */
  readonly sha: string;
  /** Login of who brought it about; empty where nobody said. */
  readonly actor: string;
  /** Login of who asked for this attempt; of a first attempt the actor. */
  readonly triggeringActor: string;
  /** UTC, ISO 8601. */
  readonly instant: string;
  /** From the root; undefined where nobody said. */
  readonly changedFiles: readonly string[] | undefined;
  /** Of the head commit; undefined where nobody said. */
  readonly commitMessage: string | undefined;
  /** What did it: a person, an App or a token of a person's, or the `GITHUB_TOKEN` of a run. */
  readonly by: "person" | "app" | "github-token";
  /** From 1. */
  readonly attempt: number;
  /** Paths of the payload that come from GitHub's examples and not from the person who asks: `issue.number`. */
  readonly assumed: ReadonlySet<string>;
  /** Paths that every payload of the event has and this one lacks: what reads them is not known. */
  readonly lacking?: ReadonlySet<string>;
  /** What a payload that was given says of the repository: it goes before what is known otherwise. */
  readonly repository?: PayloadRepository;
  /** Of `workflow_run`: how many runs by that event stand in a row, this one among them; 1 where nobody said. */
  readonly chainLength?: number;
}

/** A repository as a payload names it. */
export interface PayloadRepository {
  /** `owner/name`. */
  readonly name: string;
  readonly defaultBranch?: string;
  readonly visibility?: "public" | "internal" | "private";
}
