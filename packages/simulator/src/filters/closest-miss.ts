import type { Trace, WorkflowTrace } from "../trace/trace.ts";

/** The workflow that came nearest to a start, where none does. */
export interface ClosestMiss {
  readonly workflow: WorkflowTrace;
  /** The least that stands in its way, as a sentence without a final stop. */
  readonly text: string;
}

/** @returns undefined where a workflow starts or may, and where there is none at all. */
export function closestMiss({ workflows }: Trace): ClosestMiss | undefined {
  if (workflows.some(({ starts }) => starts !== "no")) return undefined;
  const [first, ...others] = workflows;
  if (!first) return undefined;
  const workflow = others.reduce((best, each) => (each.closeness > best.closeness ? each : best), first);
  return { workflow, text: workflow.reason.text };
}
