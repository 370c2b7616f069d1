import type { JobTrace, StepTrace, WorkflowTrace } from "@yardmaster/simulator";

/**
 * What was claimed with all outputs unknown, and is not so in a world that has them: a job or step that was said to run or to
 * be skipped, or a number of legs.
 */
export function findUnsound(open: WorkflowTrace, concrete: WorkflowTrace): readonly string[] {
  if (open.starts !== concrete.starts) return [`starts: said ${open.starts}, comes to ${concrete.starts}`];
  return compareJobs(open.run?.jobs ?? [], concrete.run?.jobs ?? []);
}

function compareJobs(open: readonly JobTrace[], concrete: readonly JobTrace[]): readonly string[] {
  return open.flatMap((job) => {
    const own = concrete.find(({ place }) => place === job.place);
    if (!own) return [`${job.place}: is not there`];
    if (job.verdict === "unknown") return [];
    if (own.verdict !== job.verdict) {
      return [`${job.place}: said ${job.verdict} (${job.reason.code}), comes to ${own.verdict} (${own.reason.text})`];
    }
    const isCounted = job.unknownLegs === undefined && job.legs.length > 0;
    if (isCounted && own.unknownLegs === undefined && own.legs.length !== job.legs.length) {
      return [`${job.place}: said ${job.legs.length} legs, comes to ${own.legs.length}`];
    }
    return [
      ...job.legs.flatMap((leg, index) => compareSteps(job.place, leg.steps, own.legs[index]?.steps ?? [])),
      ...job.calls.flatMap((call, index) => compareJobs(call.run?.jobs ?? [], own.calls[index]?.run?.jobs ?? [])),
    ];
  });
}

function compareSteps(place: string, open: readonly StepTrace[], concrete: readonly StepTrace[]): readonly string[] {
  return open.flatMap((step, index) => {
    const own = concrete[index];
    if (!own || step.verdict === "unknown" || own.verdict === step.verdict) return [];
    return [`${place}, step ${step.index}: said ${step.verdict}, comes to ${own.verdict} (${own.condition.evaluated})`];
  });
}
