import type { JobView, UsesReference } from "@yardmaster/core";
import { asMap, Unknown, viewWorkflow } from "@yardmaster/core";
import { statedPermissions } from "../calls/permissions.ts";
import { fillMap } from "../evaluate/evaluate.ts";
import type { CallTrace, JobResult, JobTrace } from "../trace/trace.ts";
import { together } from "./join-legs.ts";
import type { JobLeg, RunScope } from "./run-scope.ts";

type Inner = Pick<JobTrace, "legs" | "calls" | "outputs" | "result">;

/** A job that calls a workflow: what each leg hands on, and what the called jobs do with it. */
export function simulateCall(
  job: JobView,
  uses: UsesReference,
  legs: readonly JobLeg[],
  scope: RunScope,
  place: string,
): Inner {
  const calls = legs.map((leg) => simulateLegCall(job, uses, leg, scope, place));
  return {
    legs: [],
    calls: calls.map(({ call }) => call),
    result: together(calls.map(({ result }) => result)),
    outputs: calls.at(-1)?.outputs ?? {},
  };
}

interface LegCall extends Pick<JobTrace, "outputs"> {
  readonly call: CallTrace;
  readonly result: JobResult;
}

function simulateLegCall(
  job: JobView,
  uses: UsesReference,
  { matrix, contexts, name }: JobLeg,
  scope: RunScope,
  place: string,
): LegCall {
  const inputs = fillMap(asMap(job.keys.with) ?? {}, { contexts, answers: {} });
  const file = uses.kind === "local" ? uses.folder : uses.text;
  const fact = scope.repository.workflows.get(file) ?? scope.repository.calledElsewhere?.get(uses.text);
  const permissions = statedPermissions(job.keys.permissions) ?? {};
  const call = { matrix, file, uses: uses.text, inputs, secrets: [], permissions };
  if (!fact) return { call, result: "unknown", outputs: { "*": new Unknown([`needs.${job.id}.outputs`]) } };
  const run = scope.simulateCalled(
    {
      file,
      view: viewWorkflow(fact.model),
      inputs,
      secrets: scope.secrets,
      ceiling: permissions,
      place,
      name: typeof name === "string" ? name : `${scope.namePrefix}${job.id}`,
    },
    scope,
  );
  return { call: { ...call, run }, result: together(run.jobs.map(({ result }) => result)), outputs: run.outputs ?? {} };
}
