import {
  type ActionView,
  type JobView,
  type RepositoryFacts,
  runnerLabels,
  type StepView,
  type WorkflowView,
} from "@yardmaster/core";
import { insideAction } from "./action-flow.ts";
import { callersOfAction, type FlowWorkflow } from "./callers.ts";
import { type GateOf, jobGate, stepGate, strictest } from "./gate.ts";
import type { Invocation } from "./invocation.ts";
import { invocationsOf } from "./invocations.ts";
import { jobFlow } from "./job-flow.ts";
import { hasRights } from "./rights.ts";
import type { StepFlow } from "./steps-flow.ts";

/** A step as one event brings it to run, by one way. */
export interface Visit {
  readonly flow: StepFlow;
  readonly step: StepView;
  /** The steps of the same job or action before it. */
  readonly before: readonly StepView[];
  readonly event: string;
  /** What stands between an outsider and the step. */
  readonly gate: GateOf;
  readonly hasRights: boolean;
  /** The job that it runs in: for an action, that of who uses it. */
  readonly job: JobView;
}

export type FlowSubject = { readonly file: string; readonly facts: RepositoryFacts } & (
  | ({ readonly kind: "workflow" } & WorkflowView)
  | ({ readonly kind: "action" } & ActionView)
);

const visits = new WeakMap<FlowSubject, readonly Visit[]>();

/** Every step of a document under every event that comes to it; those that no run of the event reaches are left out. */
export function visitsOf(document: FlowSubject): readonly Visit[] {
  const known = visits.get(document);
  if (known) return known;
  const found = (document.kind === "workflow" ? ofWorkflow(document, document.facts) : ofAction(document)).filter(
    ({ gate }) => gate("writer") !== "closed",
  );
  visits.set(document, found);
  return found;
}

function ofWorkflow(workflow: FlowWorkflow, facts: RepositoryFacts): readonly Visit[] {
  return invocationsOf(workflow, facts).flatMap((invocation) =>
    workflow.jobs.flatMap((job) => (job.steps.length === 0 ? [] : ofJob(job, workflow, invocation, facts))),
  );
}

function ofJob(job: JobView, workflow: FlowWorkflow, invocation: Invocation, facts: RepositoryFacts): readonly Visit[] {
  const { event } = invocation;
  const around = jobGate(job, { event, jobs: workflow.jobs });
  const rights = invocation.hasRights && hasRights(job, workflow);
  return jobFlow(job, workflow, invocation, facts).steps.map((flow, index): Visit => {
    const before = job.steps.slice(0, index);
    const own = stepGate(flow.step, before, event);
    return {
      flow,
      step: flow.step,
      before,
      event,
      gate: (author) => strictest(invocation.gate(author), around(author), own(author)),
      hasRights: rights,
      job,
    };
  });
}

function ofAction(action: FlowSubject & { kind: "action" }): readonly Visit[] {
  if (action.steps.length === 0) return [];
  const { facts, file } = action;
  const folder = file.replace(/(?:^|\/)action\.ya?ml$/, "");
  return callersOfAction(folder, facts).flatMap(({ workflow, job, step }) =>
    ofWorkflow(workflow, facts)
      .filter((visit) => visit.job === job && visit.step === step && visit.gate("writer") !== "closed")
      .flatMap(({ flow, event, gate, hasRights: rights }) =>
        insideAction(flow, action, { event, facts, inside: [] }).steps.map((inner, index): Visit => {
          const before = action.steps.slice(0, index);
          const own = stepGate(inner.step, before, event);
          return {
            flow: inner,
            step: inner.step,
            before,
            event,
            gate: (author) => strictest(gate(author), own(author)),
            hasRights: rights,
            job,
          };
        }),
      ),
  );
}

/** Whether a job runs on a machine of the owner's, which outlasts it. */
export function isSelfHosted({ keys }: JobView): boolean {
  return runnerLabels(keys["runs-on"]).some((label) => label.toLowerCase() === "self-hosted");
}
