import type { GateOf } from "./gate.ts";
import type { Taints } from "./taint.ts";

/** One way by which a workflow comes to run: an event of its own, or that of a workflow which calls it. */
export interface Invocation {
  readonly event: string;
  /** `inputs` of the workflow. @param name in lower case. */
  input(name: string): Taints;
  /** `github.event.inputs`, which a called workflow has of its caller. */
  dispatched(name: string): Taints;
  /** What stands before the call. */
  readonly gate: GateOf;
  /** The calling job has rights, or there is none. */
  readonly hasRights: boolean;
}
