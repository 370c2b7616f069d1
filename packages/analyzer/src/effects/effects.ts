import type { Task } from "@yardmaster/core";
import type { RepositoryWorkflows } from "../rules/rule.ts";
import type { People } from "./people.ts";

export interface EffectsInput {
  readonly workflows: RepositoryWorkflows;
  readonly tables?: readonly DispatchTable[];
}

/** Tasks that the orchestrator dispatches. */
export interface DispatchTable {
  /** From the root of the repository. */
  readonly file: string;
  readonly tasks: readonly Task[];
}

/** What starts what in a repository, and who reaches what by it. Files are paths from its root. A contract: docs/graph.md. */
export interface Effects {
  readonly workflows: readonly WorkflowEffects[];
  readonly links: readonly Link[];
  readonly deadEnds: readonly DeadEnd[];
  /** Workflows that start each other, or themselves, each followed by the one that it starts. */
  readonly loops: readonly Loop[];
  readonly secrets: readonly Reach[];
  readonly permissions: readonly Reach[];
}

export interface WorkflowEffects {
  readonly file: string;
  readonly name: string;
  readonly events: readonly EventEffect[];
}

export interface EventEffect {
  readonly event: string;
  /** Activity types, branches, paths or crons, as they are written: `to \`main\``. Empty: none. */
  readonly filter: string;
  readonly people: People;
}

export type LinkKind = "calls" | "dispatches" | "waits-for";

/** `from` starts `to`; under `waits-for`, `to` runs after `from`. */
export interface Link {
  readonly kind: LinkKind;
  readonly from: string;
  readonly job?: string;
  /** A file of this repository, or what another one is called: `owner/name/.github/workflows/x.yml@v1`. */
  readonly to: string;
  readonly isOuter?: true;
  /** Of a dispatch. */
  readonly event?: "workflow_dispatch" | "repository_dispatch";
  /** Of a dispatch that the orchestrator sends. */
  readonly task?: string;
  /** Nothing stands in its way: no `if`, no branch of a script. */
  readonly isUnconditional?: true;
  /** Conditions of the job and the step that do it. */
  readonly conditions?: readonly string[];
}

export interface DeadEnd {
  readonly file: string;
  readonly sentence: string;
}

export interface Loop {
  readonly files: readonly string[];
  readonly sentence: string;
}

/** A secret or a permission to write, where a job has it. */
export interface Reach {
  /** `contents`, or the name of a secret; `*` for all, `default` for what the repository's settings give. */
  readonly name: string;
  readonly file: string;
  readonly job: string;
  /** The workflow elsewhere that the job hands it to. */
  readonly handedTo?: string;
  readonly environment?: string;
  readonly routes: readonly ReachRoute[];
  readonly sentence: string;
}

export interface ReachRoute {
  readonly event: string;
  readonly filter: string;
  readonly people: People;
  /** What lies between the event and the job: `orchestrator-runner.yml#orchestrate`. */
  readonly through: readonly Hop[];
  /** All of them hold when it is reached, as far as they do not follow from the event. */
  readonly conditions: readonly string[];
}

export interface Hop {
  readonly kind: LinkKind;
  readonly file: string;
  readonly job?: string;
}
