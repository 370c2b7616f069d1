import { asMap, type JobView, Unknown, type UsesReference } from "@yardmaster/core";
import { contractOf } from "../calls/call-contract.ts";
import { calledInputs, declaredInputs } from "../calls/called-inputs.ts";
import { calledSecrets, reachOfCall } from "../calls/called-secrets.ts";
import { findCalled } from "../calls/find-called.ts";
import { type CallOutcome, joinCalledJobs, joinCallOutputs } from "../calls/join-calls.ts";
import { outputsTrace } from "../calls/outputs-context.ts";
import { explicitPermissions } from "../calls/permissions.ts";
import { secretsContext } from "../calls/secrets.ts";
import { fill, fillMap, type Scope } from "../evaluate/evaluate.ts";
import type { CallTrace, JobTrace, Reason } from "../trace/trace.ts";
import { together } from "./join-legs.ts";
import { permissionsOfJob } from "./permissions-of-job.ts";
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
  const given = scope.outcomes.jobs?.[place];
  const outputs = joinCallOutputs(job.id, calls);
  // What a person says of outputs is all there is of those that nobody knows.
  const shown = given?.outputs && outputs instanceof Unknown ? {} : outputsTrace(outputs);
  return {
    legs: [],
    calls: calls.map(({ call }) => call),
    result: given?.result ?? together(calls.map(({ result }) => result)),
    outputs: { ...shown, ...given?.outputs },
  };
}

interface LegCall extends CallOutcome {
  readonly call: CallTrace;
}

function simulateLegCall(
  job: JobView,
  uses: UsesReference,
  { matrix, contexts, name }: JobLeg,
  scope: RunScope,
  place: string,
): LegCall {
  const found = findCalled(uses, scope.repository, scope.origin);
  const file = found.kind === "invalid" ? uses.text : found.file;
  const around: Scope = { contexts: { ...contexts, secrets: secretsContext(scope.secrets, scope.view) }, answers: {} };
  const given = fillMap(asMap(job.keys.with) ?? {}, { contexts, answers: {} });
  const origin = found.kind === "invalid" ? undefined : found.place;
  const secrets = calledSecrets(job, scope.secrets, around, reachOfCall(scope.repository, origin));
  const call = {
    matrix,
    file,
    uses: uses.text,
    inputs: given,
    secrets: [...secrets.named.keys(), ...(secrets.isOpen ? ["*"] : [])].sort(),
    permissions: permissionsOfJob(job, scope),
  };
  // What is certainly not there has refused the run before its first job.
  if (found.kind !== "found") return { call, result: "unknown", outputs: new Unknown([uses.text]) };
  const declared = declaredInputs(contractOf(found.view)?.inputs);
  const defaults = { contexts: { ...scope.contexts, inputs: new Unknown(["inputs"]) }, answers: {} };
  const inputs = calledInputs(declared, given, (value) => fill(value, defaults));
  if (!inputs.ok) {
    const { input, value } = inputs.error;
    const reason: Reason = {
      code: "call-input-type",
      text: `the input \`${input.name}\` of ${file} is a ${input.type} and gets \`${value}\``,
      path: [...job.path, "with"],
    };
    return { call: { ...call, reason }, result: "failure", outputs: {} };
  }
  const run = scope.simulateCalled(
    {
      file,
      view: found.view,
      origin,
      inputs: inputs.value,
      secrets,
      ceiling: explicitPermissions({
        job: job.keys.permissions,
        workflow: scope.view.model.permissions,
        ceiling: scope.ceiling,
      }),
      place,
      name: typeof name === "string" ? name : `${scope.namePrefix}${job.id}`,
    },
    scope,
  );
  return {
    call: { ...call, inputs: inputs.value, run },
    result: joinCalledJobs(run.jobs.map(({ result }) => result)),
    outputs: run.outputs ?? {},
  };
}
