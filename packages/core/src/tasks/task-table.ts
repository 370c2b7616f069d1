/**
 * The table of orchestrator tasks: written by `gen` from typed workflow handles, read by `rc`. A comment names a task of
 * this table and values for its inputs; what is dispatched, where and at which ref comes from here alone.
 */
export interface TaskTable {
  readonly version: 1;
  readonly tasks: readonly Task[];
}

export interface Task {
  /** Kebab-case, as typed after `/orchestrate`. */
  readonly name: string;
  readonly description: string;
  readonly dispatch: TaskDispatch;
  /** What a command may give, in the order of the workflow's declaration: without what the orchestrator fills in. */
  readonly inputs: readonly TaskInput[];
  /** Who may give it; absent: whom the gate admits by its own configuration. */
  readonly who?: TaskRule;
}

export type TaskDispatch = WorkflowTarget | RepositoryTarget;

interface DispatchTarget {
  /** `OWNER/NAME` of each repository that gets the dispatch; none: the one in which the command was given. */
  readonly repositories: readonly string[];
  /** How many dispatches of one command may be under way at once: 1 to 10. */
  readonly parallel: number;
  /**
   * The input, or key of the client payload, that takes the correlation id. The receiving workflow prints it in its
   * `run-name`, by which its run is found again. Absent: an answer that is lost cannot be looked up.
   */
  readonly correlation?: string;
  /** The input that takes the head commit of the pull request on which the command stands: 40 hex digits. */
  readonly head?: string;
}

/** POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches */
export interface WorkflowTarget extends DispatchTarget {
  readonly event: "workflow_dispatch";
  /** File name under `.github/workflows/`. */
  readonly workflow: string;
  /** Branch or tag; absent: the default branch that GitHub reports, which only the command's own repository can have. */
  readonly ref?: string;
}

/** POST /repos/{owner}/{repo}/dispatches */
export interface RepositoryTarget extends DispatchTarget {
  readonly event: "repository_dispatch";
  /** `event_type`: up to 100 characters. */
  readonly type: string;
}

/** Roles of GitHub that can be asked for. `read` is missing on purpose: in a public repository everybody has it. */
export const taskRoles = ["triage", "write", "maintain", "admin"] as const;
export type TaskRole = (typeof taskRoles)[number];

/** Any of the ways lets a person in, and `except` has the last word. At least one way is there. */
export interface TaskRule {
  /** By the permission booleans of the REST API: each role includes those above it. */
  readonly roles?: readonly TaskRole[];
  /** Names of custom repository roles, as `role_name` has them. */
  readonly customRoles?: readonly string[];
  /** `slug` of the repository's owner, or `org/slug`: active members. */
  readonly teams?: readonly string[];
  /** Logins. */
  readonly people?: readonly string[];
  /** GitHub Apps by slug: without being named here no bot and no app gives a command. */
  readonly apps?: readonly string[];
  readonly except?: { readonly teams?: readonly string[]; readonly people?: readonly string[] };
}

export interface TaskInput {
  readonly name: string;
  readonly description: string;
  readonly type: "string" | "boolean" | "number" | "choice";
  readonly required: boolean;
  /** Of a `choice`: the values admitted. */
  readonly options?: readonly string[];
  readonly default?: string | boolean | number;
}
