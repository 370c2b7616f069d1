import {
  type JobView,
  parseUses,
  type RepositoryFacts,
  type StepView,
  viewWorkflow,
  type WorkflowModel,
  type WorkflowView,
} from "@yardmaster/core";

export interface FlowWorkflow extends WorkflowView {
  readonly file: string;
}

/** A job that calls a workflow of this repository. */
export interface CallingJob {
  readonly workflow: FlowWorkflow;
  readonly job: JobView;
}

/** A step that uses an action of this repository. */
export interface CallingStep extends CallingJob {
  readonly step: StepView;
}

interface Callers {
  readonly ofWorkflows: ReadonlyMap<string, readonly CallingJob[]>;
  readonly ofActions: ReadonlyMap<string, readonly CallingStep[]>;
}

export function callersOfWorkflow(file: string, facts: RepositoryFacts): readonly CallingJob[] {
  return callersIn(facts).ofWorkflows.get(file) ?? [];
}

export function callersOfAction(folder: string, facts: RepositoryFacts): readonly CallingStep[] {
  return callersIn(facts).ofActions.get(folder) ?? [];
}

/** A workflow of the repository, taken apart; undefined where the file is not known. */
export function workflowAt(file: string, facts: RepositoryFacts): FlowWorkflow | undefined {
  const fact = facts.workflows.get(file);
  return fact && viewOnce(fact.file, fact.model);
}

const views = new WeakMap<WorkflowModel, FlowWorkflow>();

function viewOnce(file: string, model: WorkflowModel): FlowWorkflow {
  const known = views.get(model);
  if (known) return known;
  const view: FlowWorkflow = Object.assign(viewWorkflow(model), { file });
  views.set(model, view);
  return view;
}

const callers = new WeakMap<object, Callers>();

function callersIn(facts: RepositoryFacts): Callers {
  const known = callers.get(facts.workflows);
  if (known) return known;
  const ofWorkflows = new Map<string, CallingJob[]>();
  const ofActions = new Map<string, CallingStep[]>();
  for (const fact of facts.workflows.values()) {
    if (!usesLocal(fact.model)) continue;
    const workflow = viewOnce(fact.file, fact.model);
    for (const job of workflow.jobs) {
      if (job.uses?.kind === "local") add(ofWorkflows, job.uses.folder, { workflow, job });
      for (const step of job.steps) {
        if (step.uses?.kind === "local") add(ofActions, step.uses.folder, { workflow, job, step });
      }
    }
  }
  const found = { ofWorkflows, ofActions };
  callers.set(facts.workflows, found);
  return found;
}

/** Most workflows use nothing of their own repository, and need not be taken apart for it. */
function usesLocal({ jobs }: WorkflowModel): boolean {
  return Object.values(jobs ?? {}).some((job) => {
    if (typeof job !== "object" || job === null) return false;
    if (isLocal(job.uses)) return true;
    return Array.isArray(job.steps) && job.steps.some((step) => isLocal((step as { uses?: unknown } | null)?.uses));
  });
}

function isLocal(uses: unknown): boolean {
  return typeof uses === "string" && parseUses(uses).kind === "local";
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
