import { asMap, type JobView, type ValueMap, type WorkflowView } from "@yardmaster/core";
import type { Reason } from "../trace/trace.ts";
import type { CalledFile } from "./find-called.ts";
import type { Permissions } from "./permissions.ts";

/** A job that calls a workflow which is there and may be called. */
export interface Call {
  readonly job: JobView;
  /** The workflow that the job stands in. */
  readonly caller: Pick<CalledFile, "key" | "place">;
  readonly called: CalledFile & { readonly view: WorkflowView };
  readonly contract: CallContract;
  /** What the job grants, where it, its workflow or a caller says so. */
  readonly granted: Permissions | undefined;
}

/** `on.workflow_call`. */
export interface CallContract {
  readonly inputs: ValueMap;
  readonly secrets: ValueMap;
  readonly outputs: ValueMap;
}

/** @returns undefined where a workflow may not be called. */
export function contractOf({ events }: WorkflowView): CallContract | undefined {
  const settings = events.get("workflow_call");
  if (!settings) return undefined;
  const { inputs, secrets, outputs } = settings;
  return { inputs: asMap(inputs) ?? {}, secrets: asMap(secrets) ?? {}, outputs: asMap(outputs) ?? {} };
}

/** Why a run fails at its start. */
export function refuseCall(code: string, job: JobView, { key }: Pick<CalledFile, "key">, what: string): Reason {
  return { code, text: `job \`${job.id}\` of ${key} ${what}` };
}
