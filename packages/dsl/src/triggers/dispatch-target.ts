import type { Inputs } from "./inputs.ts";

declare const takes: unique symbol;

/** A workflow that is dispatched and no source of ours: its file, and what its `workflow_dispatch` takes. */
export interface DispatchableWorkflow<out I> {
  /** Name of the file under `.github/workflows/`. */
  readonly dispatchFile: string;
  readonly inputs: Inputs;
  readonly [takes]?: I;
}

/** An event of other programs: its type, and the texts that its client payload holds. */
export interface DispatchableEvent<out I> {
  readonly eventType: string;
  readonly inputs: Inputs;
  readonly [takes]?: I;
}

/** A handle for a workflow of another repository, or for one of this repository that was written by hand. */
export function dispatchableWorkflow<const I extends Inputs = Record<never, never>>(
  file: string,
  declaration: { readonly inputs?: I } = {},
): DispatchableWorkflow<I> {
  return { dispatchFile: file, inputs: declaration.inputs ?? {} };
}

/**
 * A handle for `repository_dispatch`.
 * @param type up to 100 characters; a workflow names it under `types`
 */
export function repositoryDispatch<const I extends Inputs = Record<never, never>>(
  type: string,
  declaration: { readonly inputs?: I } = {},
): DispatchableEvent<I> {
  return { eventType: type, inputs: declaration.inputs ?? {} };
}
