import type { MadeJob, SourceLocation } from "@yardmaster/core";
import { jobInNoWorkflow } from "./diagnostics.ts";
import type { Locator } from "./locator.ts";
import type { Problem } from "./problem.ts";

/**
 * Jobs that no workflow lists: they would be missing without a word. Of what one call makes, a source may take some and
 * leave others: of a list that it filters, and of the jobs that a module beside it makes for whoever wants them.
 * @param jobs in the order of the evaluation.
 * @param makeLocator is asked only where a job is in no workflow.
 */
export async function findIdleJobs(
  jobs: readonly MadeJob[],
  makeLocator: () => Promise<Locator>,
): Promise<readonly Problem[]> {
  if (jobs.every(({ isInWorkflow }) => isInWorkflow)) return [];
  const locator = await makeLocator();
  const callsTo = (index: number) => [...locator.job(index)].reverse();
  const taken = jobs.flatMap(({ isInWorkflow }, index) => (isInWorkflow ? [callsTo(index)] : []));
  const found = new Map<string, Problem>();
  for (const [index, { id, isInWorkflow }] of jobs.entries()) {
    if (isInWorkflow) continue;
    const calls = callsTo(index);
    const location = calls[Math.max(0, ...taken.map((others) => countShared(calls, others)))];
    // Two runs of one function leave the same job at the same place.
    if (location && location.file === calls[0]?.file) {
      found.set(`${keyOf(location)} ${id}`, { diagnostic: jobInNoWorkflow({ id }, { location }) });
    }
  }
  return [...found.values()];
}

/** Of two jobs, how many of the calls that led to them are the same ones, from the outermost on. */
function countShared(calls: readonly SourceLocation[], others: readonly SourceLocation[]): number {
  const first = calls.findIndex((call, index) => keyOf(call) !== keyOf(others[index]));
  return first < 0 ? calls.length : first;
}

function keyOf(location: SourceLocation | undefined): string {
  return location ? `${location.file}:${location.line}:${location.column}` : "";
}
