import type { WorkflowFact } from "@yardmaster/core";
import { refuseDispatch } from "../calls/dispatch-inputs.ts";
import { viewOf } from "../calls/find-called.ts";
import { refuseCalls } from "../calls/refuse-calls.ts";
import { secretsOfRun } from "../calls/secrets.ts";
import { secretsNamedIn } from "../calls/secrets-named-in.ts";
import { topContexts } from "../calls/top-contexts.ts";
import { githubContext } from "../events/github-context.ts";
import { placeOfRun } from "../events/run-place.ts";
import { trustOfRun } from "../events/trust.ts";
import { decideStart } from "../filters/decide-start.ts";
import type { RunScope } from "../jobs/run-scope.ts";
import { simulateJobs } from "../jobs/simulate-jobs.ts";
import type { SimulatedEvent } from "../trace/event.ts";
import type { GivenOutcomes, SimulatedRepository } from "../trace/facts.ts";
import type { Problem, RunTrace, Trace, WorkflowTrace } from "../trace/trace.ts";
import { simulateCalled } from "./simulate-called.ts";

/** What an event brings about in a repository. The same input gives the same trace. */
export function simulate(repository: SimulatedRepository, event: SimulatedEvent, outcomes: GivenOutcomes = {}): Trace {
  const { name, ref, sha, actor, instant, payload } = event;
  const files = [...repository.workflows.keys()].sort();
  const problems: Problem[] = [];
  const workflows = files.flatMap((file) => {
    const fact = repository.workflows.get(file);
    return fact ? [traceWorkflow(fact, repository, event, outcomes, (problem) => problems.push(problem))] : [];
  });
  const action = typeof payload.action === "string" ? { action: payload.action } : {};
  const traced = { name, ...action, ref, sha, actor, instant, assumed: [] };
  let secrets: readonly string[] | undefined;
  return {
    version: 1,
    event: traced,
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
  report: (problem: Problem) => void,
): WorkflowTrace {
  const { file, model } = fact;
  const view = viewOf(fact);
  const name = typeof model.name === "string" && model.name !== "" ? model.name : file;
  const { answer, reason, closeness } = decideStart(view, event, repository);
  const base = { file, name, starts: answer, reason, closeness };
  if (answer === "no") return base;
  const refusedDispatch = event.name === "workflow_dispatch" ? refuseDispatch(event, view) : undefined;
  if (refusedDispatch) return { ...base, starts: "no", reason: refusedDispatch };
  const place = placeOfRun(event, repository);
  const trust = trustOfRun(event, repository);
  const scope: RunScope = {
    repository,
    file,
    view,
    origin: undefined,
    contexts: topContexts(
      { ...githubContext(event, repository, { file, name }, place), ...outcomes.github },
      event,
      view,
      repository,
    ),
    secrets: secretsOfRun(trust, repository),
    trust,
    ceiling: undefined,
    outcomes,
    prefix: "",
    namePrefix: "",
    callers: [],
    report,
    simulateCalled,
  };
  const { refusal, doubts } = refuseCalls(view, file, repository);
  const start = { name, ...place, isRestricted: trust.isRestricted, ...(doubts.length > 0 ? { doubts } : {}) };
  const run: RunTrace = refusal
    ? { verdict: "refused", reason: refusal, ...start, jobs: [] }
    : { verdict: "runs", ...start, jobs: simulateJobs(scope) };
  return { ...base, run };
}
