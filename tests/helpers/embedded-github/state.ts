import type { EmbeddedContent } from "./repository-content.ts";

/** What the embedded GitHub knows when it starts. Names are compared without case, as on GitHub. */
export interface EmbeddedGitHubState {
  readonly repositories: readonly EmbeddedRepository[];
  readonly teams?: readonly EmbeddedTeam[];
  readonly tokens: readonly EmbeddedToken[];
}

export interface EmbeddedRepository {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  /** Branches and tags beside the default branch. */
  readonly refs?: readonly string[];
  readonly collaborators: readonly EmbeddedCollaborator[];
  /** By file name under `.github/workflows/`. */
  readonly workflows: Readonly<Record<string, EmbeddedWorkflow>>;
  /** Refs and files; absent where a test reads none. */
  readonly content?: EmbeddedContent;
}

export type EmbeddedRole = "none" | "read" | "triage" | "write" | "maintain" | "admin";

export interface EmbeddedCollaborator {
  readonly login: string;
  readonly id: number;
  readonly role: EmbeddedRole;
  /** The name of a custom role that is built on `role`. */
  readonly customRole?: string;
}

export interface EmbeddedWorkflow {
  /** Absent: the workflow has no `workflow_dispatch` trigger. */
  readonly dispatchInputs?: Readonly<Record<string, EmbeddedInput>>;
}

export interface EmbeddedInput {
  readonly type?: "string" | "boolean" | "number" | "choice" | "environment";
  readonly required?: boolean;
  readonly default?: string;
  readonly options?: readonly string[];
}

export interface EmbeddedTeam {
  readonly org: string;
  readonly slug: string;
  readonly members: Readonly<Record<string, "active" | "pending">>;
}

export interface EmbeddedToken {
  readonly value: string;
  /** Stands for the value in recorded requests. */
  readonly label: string;
  readonly permissions: {
    readonly metadata?: "read";
    readonly actions?: "read" | "write";
    readonly contents?: "read";
    readonly members?: "read";
  };
}

/** A run that a dispatch started. */
export interface DispatchedRun {
  readonly id: number;
  readonly repository: string;
  readonly workflow: string;
  readonly ref: string;
  /** With the declared defaults filled in. */
  readonly inputs: Readonly<Record<string, string>>;
}
