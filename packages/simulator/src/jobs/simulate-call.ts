import { asMap, type JobView, type UsesReference } from "@yardmaster/core";
import { Unknown } from "@yardmaster/core/evaluation";
import { contractOf } from "../calls/call-contract.ts";
import { calledInputs, declaredInputs } from "../calls/called-inputs.ts";
import { calledSecrets, reachOfCall } from "../calls/called-secrets.ts";
import type { HeldGroup } from "../calls/concurrency.ts";
import { type FoundWorkflow, findCalled } from "../calls/find-called.ts";
import { type CallOutcome, joinCalledJobs, joinCallOutputs } from "../calls/join-calls.ts";
import { outputsTrace } from "../calls/outputs-context.ts";
import { explicitPermissions } from "../calls/permissions.ts";
import { type SecretScope, secretsContext } from "../calls/secrets.ts";
import { fill, fillMap } from "../evaluate/evaluate.ts";
import type { GivenJob } from "../trace/facts.ts";
import type { CallTrace, JobResult, JobTrace, RunTrace } from "../trace/trace.ts";
import { joinJobGroup } from "./join-job-group.ts";
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
  const said = scope.outcomes.jobs;
  const given = said && Object.hasOwn(said, place) ? said[place] : undefined;
  const calls = legs.map((leg) => withGiven(simulateLegCall(job, uses, leg, scope, place), given, leg.index));
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

/** What a person says of one leg. */
function withGiven(call: LegCall, given: GivenJob | undefined, index: number): LegCall {
  const key = String(index);
  const own = given?.legs && Object.hasOwn(given.legs, key) ? given.legs[key] : undefined;
  if (!own) return call;
  const known = call.outputs instanceof Unknown ? {} : call.outputs;
  const outputs = own.outputs ? { ...known, ...own.outputs } : call.outputs;
  return { ...call, result: own.result ?? call.result, outputs };
}

interface LegCall extends CallOutcome {
  readonly call: CallTrace;
}

function simulateLegCall(job: JobView, uses: UsesReference, leg: JobLeg, scope: RunScope, place: string): LegCall {
  const { matrix, contexts } = leg;
  const found = findCalled(uses, scope.repository, scope.origin);
  const { concurrency, held, refusal } = joinJobGroup(job, contexts, scope, place);
  const secrets = handedSecrets(job, leg, found, scope);
  const call: CallTrace = {
    matrix,
    file: found.kind === "invalid" ? uses.text : found.file,
    uses: uses.text,
    inputs: fillMap(asMap(job.keys.with) ?? {}, { contexts, answers: {} }),
    secrets: [...secrets.named.keys(), ...(secrets.isOpen ? ["*"] : [])].sort(),
    permissions: permissionsOfJob(job, scope),
    ...(concurrency ? { concurrency } : {}),
  };
  if (refusal) return { call: { ...call, reason: refusal.reason }, result: refusal.result, outputs: {} };
  // What is certainly not there has refused the run before its first job.
  if (found.kind !== "found") return { call, result: "unknown", outputs: new Unknown([uses.text]) };
  return followCall(job, call, found, { secrets, held, leg }, scope, place);
}

function handedSecrets(job: JobView, { contexts }: JobLeg, found: FoundWorkflow, scope: RunScope): SecretScope {
  const around = { contexts: { ...contexts, secrets: secretsContext(scope.secrets, scope.view) }, answers: {} };
  const origin = found.kind === "invalid" ? undefined : found.place;
  return calledSecrets(job, scope.secrets, around, reachOfCall(scope.repository, origin));
}

interface Handed {
  readonly secrets: SecretScope;
  readonly held: readonly HeldGroup[];
  readonly leg: JobLeg;
}

function followCall(
  job: JobView,
  call: CallTrace,
  { file, view, place: origin }: Extract<FoundWorkflow, { kind: "found" }>,
  { secrets, held, leg: { name } }: Handed,
  scope: RunScope,
  place: string,
): LegCall {
  const declared = declaredInputs(contractOf(view)?.inputs);
  // What the `inputs` of a default are is not documented.
  const defaults = { contexts: { ...scope.contexts, inputs: new Unknown(["inputs"]) }, answers: {} };
  const converted = calledInputs(declared, call.inputs, (value) => fill(value, defaults));
  if (!converted.ok) {
    const { input, value } = converted.error;
    const text = `the input \`${input.name}\` of ${file} is a ${input.type} and gets \`${value}\``;
    const reason = { code: "call-input-type", text, path: [...job.path, "with"] };
    return { call: { ...call, reason }, result: "failure", outputs: {} };
  }
  const inputs = converted.value;
  const { permissions } = job.keys;
  const ceiling = explicitPermissions({
    job: permissions,
    workflow: scope.view.model.permissions,
    ceiling: scope.ceiling,
  });
  const shown = typeof name === "string" ? name : `${scope.namePrefix}${job.id}`;
  const run = scope.simulateCalled({ file, view, origin, inputs, secrets, ceiling, held, place, name: shown }, scope);
  return { call: { ...call, inputs, run }, result: resultOfRun(run), outputs: run.outputs ?? {} };
}

function resultOfRun({ verdict, reason, jobs }: RunTrace): JobResult {
  if (verdict === "refused") return reason?.code === "concurrency-invalid" ? "failure" : "cancelled";
  return joinCalledJobs(jobs.map(({ result }) => result));
}
