import { viewWorkflow, type WorkflowFact } from "@yardmaster/core";
import { secretsOfRun } from "../calls/secrets.ts";
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
  return { version: 1, event: { name, ...action, ref, sha, actor, instant, assumed: [] }, workflows, problems };
}

function traceWorkflow(
  { file, model }: WorkflowFact,
  repository: SimulatedRepository,
  event: SimulatedEvent,
  outcomes: GivenOutcomes,
  report: (problem: Problem) => void,
): WorkflowTrace {
  const view = viewWorkflow(model);
  const name = typeof model.name === "string" && model.name !== "" ? model.name : file;
  const { answer, reason, closeness } = decideStart(view, event, repository);
  const base = { file, name, starts: answer, reason, closeness };
  if (answer === "no") return base;
  const place = placeOfRun(event, repository);
  const trust = trustOfRun(event, repository);
  const scope: RunScope = {
    repository,
    file,
    view,
    contexts: {
      github: { ...githubContext(event, repository, { file, name }, place), ...outcomes.github },
      vars: repository.settings.variables,
    },
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
  const run: RunTrace = {
    verdict: "runs",
    name,
    ...place,
    isRestricted: trust.isRestricted,
    jobs: simulateJobs(scope),
  };
  return { ...base, run };
}
