/**
 * The table of orchestrator tasks: written by `gen` from typed workflow handles, read by `rc`. A comment names a task of
 * this table and values for its inputs; workflow file, ref and repository come from here alone.
 */
export interface TaskTable {
  readonly version: 1;
  readonly tasks: readonly Task[];
}

export interface Task {
  /** Kebab-case, as typed after `/orchestrate`. */
  readonly name: string;
  readonly description: string;
  /** File name under `.github/workflows/` of the repository in which the command was given. */
  readonly workflow: string;
  /** `default-branch`: the default branch that GitHub reports for the repository. */
  readonly ref: "default-branch";
  /** In the order of the workflow's declaration. */
  readonly inputs: readonly TaskInput[];
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
