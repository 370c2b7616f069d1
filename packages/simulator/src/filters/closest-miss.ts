import { count } from "@yardmaster/core";
import type { Trace, WorkflowTrace } from "../trace/trace.ts";

/** The workflow that came nearest to a start, where none does. */
export interface ClosestMiss {
  readonly workflow: WorkflowTrace;
  /** The first thing that stands in its way, as a sentence without a final stop. */
  readonly text: string;
  /** How many more there are. */
  readonly others: number;
}

/** @returns undefined where a workflow starts or may, and where there is none at all. */
export function closestMiss({ workflows }: Trace): ClosestMiss | undefined {
  if (workflows.some(({ starts }) => starts !== "no")) return undefined;
  const [first, ...rest] = workflows;
  if (!first) return undefined;
  const workflow = rest.reduce((best, each) => (each.closeness > best.closeness ? each : best), first);
  const others = Math.max(0, (workflow.obstacles?.length ?? 1) - 1);
  const more = others === 0 ? "" : `, and ${count(others, "other rule")} against it`;
  return { workflow, text: `${workflow.reason.text}${more}`, others };
}
