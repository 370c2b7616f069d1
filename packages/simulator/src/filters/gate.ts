import type { ModelPath, Value, WorkflowModel } from "@yardmaster/core";
import type { EventRule } from "../events/event-table.ts";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { Answer, Problem, Reason } from "../trace/trace.ts";

/** What one rule says of a start. */
export interface GateAnswer {
  readonly passes: Answer;
  readonly reason: Reason;
  readonly problem?: Problem;
  /** Of a schedule: the cron that is due. */
  readonly cron?: string;
  /** Fields of the payload that it was decided by. */
  readonly reads?: readonly string[];
}

export interface GateInput {
  readonly file: string;
  readonly model: WorkflowModel;
  /** What `on` says of the event. */
  readonly settings: Readonly<Record<string, Value | undefined>>;
  /** Of these settings. */
  readonly path: ModelPath;
  readonly event: SimulatedEvent;
  readonly rule: EventRule;
  readonly repository: SimulatedRepository;
}

/** @returns undefined where the rule has nothing to say. */
export type Gate = (input: GateInput) => GateAnswer | undefined;

export function passes(code: string, text: string, path?: ModelPath): GateAnswer {
  return { passes: "yes", reason: { code, text, ...(path ? { path } : {}) } };
}

export function refuses(code: string, text: string, path?: ModelPath): GateAnswer {
  return { passes: "no", reason: { code, text, ...(path ? { path } : {}) } };
}

export function leavesOpen(code: string, text: string, dependsOn: readonly string[], path?: ModelPath): GateAnswer {
  return { passes: "unknown", reason: { code, text, dependsOn, ...(path ? { path } : {}) } };
}
