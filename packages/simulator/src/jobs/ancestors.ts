import type { JobView, WorkflowView } from "@yardmaster/core";
import type { PartialMap, PartialValue } from "@yardmaster/core/evaluation";
import { Unknown } from "@yardmaster/core/evaluation";
import type { JobTrace } from "../trace/trace.ts";
import { jobById, needsOf } from "./order-jobs.ts";

/** All jobs that a job comes after, with what they came to, by id. */
export function ancestorsOf(
  job: JobView,
  done: ReadonlyMap<string, JobTrace>,
  view: WorkflowView,
): ReadonlyMap<string, JobTrace> {
  const found = new Map<string, JobTrace>();
  const visit = (each: JobView): void => {
    for (const name of needsOf(each)) {
      const need = jobById(view, name);
      const trace = need && done.get(need.id);
      if (!trace || found.has(need.id)) continue;
      found.set(need.id, trace);
      visit(need);
    }
  };
  visit(job);
  return found;
}

/** `needs`: what the jobs that it names gave. An output that is not known is asked for by the name that reads it. */
export function needsContext(needs: readonly JobTrace[]): PartialMap {
  return Object.fromEntries(needs.map((need) => [need.id, contextOf(need)]));
}

function contextOf(need: JobTrace): PartialMap {
  const known = contexts.get(need);
  if (known) return known;
  const { id, result, outputs } = need;
  const made = {
    result: result === "unknown" ? new Unknown([`needs.${id}.result`], true) : result,
    outputs: Object.hasOwn(outputs, "*") ? new Unknown([`needs.${id}.outputs`]) : renamed(id, outputs),
  };
  contexts.set(need, made);
  return made;
}

const contexts = new WeakMap<JobTrace, PartialMap>();

function renamed(id: string, outputs: PartialMap): PartialMap {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]): [string, PartialValue | undefined] => [
      name,
      value instanceof Unknown ? new Unknown([`needs.${id}.outputs.${name}`], value.truth) : value,
    ]),
  );
}
