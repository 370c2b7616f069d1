import type { ValueMap } from "@yardmaster/core";
import type { PartialMap, Unknown } from "@yardmaster/core/evaluation";
import type { StepResult } from "@yardmaster/simulator";
import type { ActionEnd, StepFrame } from "./execution.ts";

export type StepOutcome = ActionEnd["outcome"] | "skipped";

/** What became of a step. */
export interface StepEnd {
  /** From 0. Steps in parallel follow the one that holds them, by thousands. */
  readonly index: number;
  readonly id?: string;
  readonly name: string;
  readonly outcome: StepOutcome;
  /** After `continue-on-error`. */
  readonly conclusion: StepOutcome;
  readonly reason?: string;
  readonly outputs: PartialMap | Unknown;
  readonly env: ActionEnd["env"];
  readonly paths: readonly string[];
}

/** What steps one after the other came to. */
export interface StepsEnd {
  readonly status: StepResult;
  /** Names of steps that would have run and did not. */
  readonly notExecuted: readonly string[];
  readonly steps: readonly StepEnd[];
}

export type RunSteps = (steps: readonly ValueMap[], frame: StepFrame, signal: AbortSignal) => Promise<StepsEnd>;
