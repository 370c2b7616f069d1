/** What an `action.yml`, or the `workflow_call` of a reusable workflow, declares. */
export interface ActionMetadata {
  /** Absent for an action. */
  readonly kind?: "workflow";
  readonly description?: string;
  /** `runs.using` of the metadata, such as `node24` or `composite`; `workflow_call` for a reusable workflow. */
  readonly using: string;
  readonly inputs: Readonly<Record<string, LockedInput>>;
  readonly outputs: readonly string[];
  readonly outputDescriptions?: Readonly<Record<string, string>>;
  /** Of a reusable workflow. */
  readonly secrets?: Readonly<Record<string, LockedSecret>>;
}

export interface LockedInput {
  readonly required: boolean;
  readonly default?: string | number | boolean;
  readonly description?: string;
  /** `deprecationMessage` of the metadata. */
  readonly deprecated?: string;
  /** `type` of a reusable workflow's input; actions declare none. */
  readonly type?: "string" | "boolean" | "number";
  /** The closed set of texts that the metadata names. */
  readonly values?: readonly string[];
}

export interface LockedSecret {
  readonly required: boolean;
  readonly description?: string;
}
