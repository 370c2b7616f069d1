import type { WorkflowFact } from "@yardmaster/core";
import { refuseDispatch } from "../calls/dispatch-inputs.ts";
import { viewOf } from "../calls/find-called.ts";
import { refuseCalls } from "../calls/refuse-calls.ts";
import { secretsOfRun } from "../calls/secrets.ts";
import { secretsNamedIn } from "../calls/secrets-named-in.ts";
import { topContexts } from "../calls/top-contexts.ts";
import { workflowOfJob } from "../calls/workflow-of-job.ts";
import { approvalOfRun } from "../events/approval.ts";
import { ruleOfEvent } from "../events/event-table.ts";
import { githubContext } from "../events/github-context.ts";
import { refusalOfPolicies } from "../events/policies.ts";
import { placeOfRun } from "../events/run-place.ts";
import { trustOfRun } from "../events/trust.ts";
import { decideStart } from "../filters/decide-start.ts";
import { checkNeeds } from "../jobs/order-jobs.ts";
import type { RunScope } from "../jobs/run-scope.ts";
import type { SimulatedEvent } from "../trace/event.ts";
import type { GivenOutcomes, SimulatedRepository } from "../trace/facts.ts";
import type { Problem, Reason, RunTrace, Trace, WorkflowTrace } from "../trace/trace.ts";
import { assumedReads, lackedField, lackedReads } from "./payload-gaps.ts";
import { payloadReads } from "./payload-reads.ts";
import { runJobs } from "./run-jobs.ts";
import { runName } from "./run-name.ts";
import { simulateCalled } from "./simulate-called.ts";

/** By it, pull requests of forks are told. */
const headField = "pull_request.head.repo.full_name";
const eventPrefix = "github.event.";

/** What a simulation gathers beside its workflows. */
interface Gathered {
  readonly report: (problem: Problem) => void;
  /** Takes fields of the payload that decided something. */
  readonly read: (field: string) => void;
}

/** What an event brings about in a repository. The same input gives the same trace. */
export function simulate(around: SimulatedRepository, event: SimulatedEvent, outcomes: GivenOutcomes = {}): Trace {
  const repository = event.repository ? { ...around, ...event.repository } : around;
  const { name, ref, sha, actor, instant, payload } = event;
  const files = [...repository.workflows.keys()].sort();
  const problems: Problem[] = [...(repository.unreadable ?? [])].map(([file, reason]) => ({
    code: "workflow-unreadable",
    message: `${file} is no workflow: ${reason}`,
    file,
  }));
  const read = new Set<string>();
  const gathered: Gathered = { report: (problem) => problems.push(problem), read: (field) => read.add(field) };
  const workflows = files.flatMap((file) => {
    const fact = repository.workflows.get(file);
    return fact ? [traceWorkflow(fact, repository, event, outcomes, gathered)] : [];
  });
  const action = typeof payload.action === "string" ? { action: payload.action } : {};
  const assumed = event.assumed.size === 0 ? [] : assumedReads(event, read);
  let secrets: readonly string[] | undefined;
  return {
    version: 1,
    event: { name, ...action, ref, sha, actor, instant, assumed },
    workflows,
    problems,
    get secrets() {
      secrets ??= secretsNamedIn(repository);
      return secrets;
    },
  };
}

function traceWorkflow(
  fact: WorkflowFact,
  repository: SimulatedRepository,
  event: SimulatedEvent,
  outcomes: GivenOutcomes,
  gathered: Gathered,
): WorkflowTrace {
  const { file, model } = fact;
  const name = typeof model.name === "string" && model.name !== "" ? model.name : file;
  const { answer, reason, closeness, obstacles, problems, reads, cron } = decideStart(fact, event, repository);
  for (const problem of problems) gathered.report(problem);
  for (const field of reads) gathered.read(field);
  const asked = answer === "unknown" ? (reason.dependsOn ?? []) : [];
  for (const field of asked.filter((each) => each.startsWith(eventPrefix))) {
    const asks = `\`${(reason.path ?? ["on"]).join(".")}\``;
    const found = lackedField(event, field.slice(eventPrefix.length), asks, file, reason.path);
    for (const problem of found) gathered.report(problem);
  }
  const base = { file, name, starts: answer, reason, closeness };
  if (answer === "no") return { ...base, obstacles };
  const view = viewOf(fact);
  const refusedDispatch = event.name === "workflow_dispatch" ? refuseDispatch(event, view) : undefined;
  if (refusedDispatch) return { ...base, starts: "no", reason: refusedDispatch, obstacles: [refusedDispatch] };
  const place = placeOfRun(event, repository);
  const trust = trustOfRun(event, repository);
  if (ruleOfEvent(event.name)?.restrictsForks) {
    gathered.read(headField);
    for (const problem of lackedField(event, headField, "the question whether it comes from a fork", file))
      gathered.report(problem);
  }
  const github = githubContext(event, repository, { file, name }, place, trust, cron);
  const scope: RunScope = {
    repository,
    file,
    view,
    origin: undefined,
    workflowOfJob: workflowOfJob(file, undefined, { github }, repository),
    contexts: topContexts({ ...github, ...outcomes.github }, event, view, repository),
    secrets: secretsOfRun(trust, repository),
    trust,
    ceiling: undefined,
    outcomes,
    prefix: "",
    namePrefix: "",
    callers: [],
    held: [],
    report: gathered.report,
    simulateCalled,
  };
  const brokenNeeds = checkNeeds(view, file);
  for (const problem of brokenNeeds) gathered.report(problem);
  const { refusal: refusedCall, doubts } = refuseCalls(view, file, repository);
  const start = {
    name: runName(model, name, event, scope.contexts),
    ...place,
    isRestricted: trust.isRestricted,
    ...(trust.secretSource === "Dependabot" ? { hasSecretsOfDependabot: true as const } : {}),
    ...(doubts.length > 0 ? { doubts } : {}),
  };
  const invalid = refusalOfParser(file, repository, gathered);
  const refusal = refusalOfPolicies(event, repository, file) ?? refusalOfNeeds(brokenNeeds) ?? refusedCall ?? invalid;
  if (refusal) return { ...base, run: { verdict: "refused", reason: refusal, ...start, jobs: [] } };
  const approval = approvalOfRun(event, repository);
  if (approval) gathered.read("pull_request.author_association");
  const course = runJobs(scope, "top level workflow");
  const isHeld = approval && course.verdict !== "refused";
  const run: RunTrace = { ...start, ...course, ...(isHeld ? { verdict: "waits", reason: approval } : {}) };
  noteReads(fact, run, repository, event, gathered);
  return { ...base, run };
}

/** GitHub runs no job of a workflow whose jobs wait for what never comes. */
function refusalOfNeeds([problem]: readonly Problem[]): Reason | undefined {
  return problem && { code: problem.code, text: problem.message, ...(problem.path ? { path: problem.path } : {}) };
}

function refusalOfParser(file: string, { invalid }: SimulatedRepository, { report }: Gathered): Reason | undefined {
  const why = invalid?.get(file);
  if (why === undefined) return undefined;
  const reason = { code: "workflow-invalid", text: `GitHub refuses the file: ${why}` };
  report({ code: reason.code, message: `${file}: ${reason.text}`, file });
  return reason;
}

/** What the conditions of a run, and of the workflows that it calls, read of a payload that is not all the event's own. */
function noteReads(
  fact: WorkflowFact,
  run: RunTrace,
  repository: SimulatedRepository,
  event: SimulatedEvent,
  { read, report }: Gathered,
): void {
  if (event.assumed.size === 0 && (event.lacking?.size ?? 0) === 0) return;
  const called = new Map<string, WorkflowFact>([[fact.file, fact]]);
  collectCalled(run, repository, called);
  for (const { file, model } of called.values()) {
    const reads = payloadReads(viewOf({ file, model }));
    for (const { field } of reads) read(field);
    for (const problem of lackedReads(event, reads, file)) report(problem);
  }
}

function collectCalled(run: RunTrace, repository: SimulatedRepository, found: Map<string, WorkflowFact>): void {
  for (const call of run.jobs.flatMap(({ calls }) => calls)) {
    const fact = repository.calledElsewhere?.get(call.uses) ?? repository.workflows.get(call.file);
    if (fact && !found.has(call.uses)) found.set(call.uses, fact);
    if (call.run) collectCalled(call.run, repository, found);
  }
}
