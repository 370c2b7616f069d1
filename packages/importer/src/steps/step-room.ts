import type { ModelPath, ValueMap } from "@yardmaster/core";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { StepHandles } from "./step-handles.ts";

/** What the writers of a job's steps share. */
export interface StepRoom {
  readonly writer: ModuleWriter;
  readonly handles: StepHandles;
  /** Whether a step that states no shell is known to run shell scripts. */
  readonly fitsShell: boolean;
  /** Of the steps at the same time: what stands for each in the list. */
  writeChild(path: ModelPath): string;
}

export function isInBackground({ background }: ValueMap): boolean {
  return background === true;
}
