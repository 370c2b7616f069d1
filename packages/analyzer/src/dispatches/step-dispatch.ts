/** A request to start workflows that a step sends, as far as its text tells. */
export interface StepDispatch {
  readonly event: "workflow_dispatch" | "repository_dispatch";
  /** `own`, `OWNER/NAME` as it is written, or undefined where only the run knows. */
  readonly repository: string | undefined;
  /** Of `workflow_dispatch`: file, name or number of the workflow; undefined where only the run knows. */
  readonly workflow?: string | undefined;
  /** Of `repository_dispatch`. */
  readonly type?: string | undefined;
  /** Where it says what is started, below the step. */
  readonly key: readonly string[];
  /** Nothing in the script around it may keep it from being sent. */
  readonly isUnconditional: boolean;
}
