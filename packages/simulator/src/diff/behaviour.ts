import type { ModelPath } from "@yardmaster/core";
import type { Permissions } from "../calls/permissions.ts";
import type { ChangeKind } from "./change.ts";

/** What the workflows of a repository do, as plain data without spelling, order and comments. */
export interface Behaviour {
  /** By file, sorted. */
  readonly workflows: readonly WorkflowBehaviour[];
  /** Metadata of the repository's own actions, by file, sorted. */
  readonly actions: readonly ActionBehaviour[];
  readonly secrets: readonly KnownReach[];
  readonly permissions: readonly KnownReach[];
  /** What the words for circles of people stand for, the widest circle first. */
  readonly people: Readonly<Record<string, string>>;
  /** Files that cannot be compared. */
  readonly unreadable: readonly string[];
}

export interface WorkflowBehaviour {
  /** From the root. */
  readonly file: string;
  /** Empty where none is stated. */
  readonly name: string;
  /** Sorted. */
  readonly events: readonly EventBehaviour[];
  readonly facts: readonly Fact[];
  /** By id, sorted. */
  readonly jobs: readonly JobBehaviour[];
  readonly pins: readonly Pin[];
  /** Names of the check runs that it files, by the place of the job. */
  readonly checks: readonly CheckBehaviour[];
}

export interface EventBehaviour {
  readonly event: string;
  /** A key of the circles that the effects know; empty where nobody said. */
  readonly people: string;
}

export interface JobBehaviour {
  readonly id: string;
  readonly path: ModelPath;
  readonly facts: readonly Fact[];
  /** As `Permissions`. */
  readonly permissions: Permissions;
  readonly steps: readonly StepBehaviour[];
}

export interface StepBehaviour {
  readonly path: ModelPath;
  /** Its id, else its name, action or place. */
  readonly label: string;
  readonly id: string | undefined;
  /** Of what it does, whatever its settings are: the action without its version, or the script. */
  readonly does: string;
  readonly isScript: boolean;
  readonly facts: readonly Fact[];
}

export interface ActionBehaviour {
  readonly file: string;
  readonly facts: readonly Fact[];
  readonly steps: readonly StepBehaviour[];
  readonly pins: readonly Pin[];
}

/** One thing that can change. With its kind, the key stands once in what holds it. */
export interface Fact {
  readonly kind: ChangeKind;
  /** Names in it as code: "timeout", "`branches` of `push`". */
  readonly subject: string;
  /** Without it, the subject. */
  readonly key?: string;
  readonly path: ModelPath;
  /** As it is compared. */
  readonly value: string;
  /** As people read it; of a list, its texts. */
  readonly shown: string | readonly string[];
  /** As it is written, for programs; without it, what is shown. */
  readonly text?: string;
  /** How an old and a new value are weighed; without it, they only differ. */
  readonly weigh?: "condition" | "set" | "guard" | "filter" | "digest" | "cache" | "inherit" | "presence";
}

export interface Pin {
  /** `owner/repo/folder` in lower case. */
  readonly action: string;
  /** `owner/repo`, as it is written. */
  readonly repository: string;
  readonly ref: string;
  /** Of the comment behind it. */
  readonly version: string | undefined;
  readonly path: ModelPath;
}

export interface CheckBehaviour {
  /** `caller/id` of a job that is called. */
  readonly place: string;
  readonly path: ModelPath;
  readonly names: readonly string[];
  /** Of the one check that a job with legs or called jobs files when it is skipped; none where nothing skips it. */
  readonly skipped: readonly string[];
}

/** Who can bring what about, as somebody knows who has read all workflows together. */
export interface KnownEffects {
  /** As in `Behaviour`. */
  readonly people: Readonly<Record<string, string>>;
  readonly workflows: readonly {
    readonly file: string;
    readonly events: readonly EventBehaviour[];
  }[];
  readonly secrets: readonly KnownReach[];
  readonly permissions: readonly KnownReach[];
}

/** A secret or a permission to write, where a job has it. */
export interface KnownReach {
  readonly name: string;
  readonly file: string;
  readonly job: string;
  readonly handedTo?: string;
  readonly routes: readonly KnownRoute[];
}

export interface KnownRoute {
  readonly event: string;
  readonly people: string;
  readonly through: readonly { readonly file: string }[];
}
