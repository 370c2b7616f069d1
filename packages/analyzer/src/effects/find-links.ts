import {
  eventsOf,
  type JobView,
  type StepView,
  type Task,
  textsIn,
  type Value,
  type WorkflowView,
} from "@yardmaster/core";
import { dispatchedFile, dispatchedWorkflow, listenersOf } from "../dispatches/dispatched-workflow.ts";
import type { StepDispatch } from "../dispatches/step-dispatch.ts";
import { stepDispatches } from "../dispatches/step-dispatches.ts";
import { workflowName } from "../rules/workflow-name.ts";
import type { DispatchTable, Link } from "./effects.ts";

import type { Workflows } from "./workflows.ts";

/** Everything that one workflow does to start another, by file and, within one, in the order in which it stands. */
export function findLinks(workflows: Workflows, tables: readonly DispatchTable[]): readonly Link[] {
  const files = [...workflows.keys()].sort();
  const links = files.flatMap((file) => {
    const { view } = workflows.get(file) ?? {};
    return view ? [...linksOf(file, view, workflows, tables), ...waitsOf(file, view, workflows)] : [];
  });
  return [...links, ...tasksWithoutSender(links, workflows, tables)];
}

function linksOf(
  file: string,
  { jobs }: WorkflowView,
  workflows: Workflows,
  tables: readonly DispatchTable[],
): readonly Link[] {
  return jobs.flatMap((job) => {
    const called = callOf(job);
    const call: readonly Link[] = called
      ? [{ kind: "calls", from: file, job: job.id, ...called, ...conditionsOf(job) }]
      : [];
    const sent = job.steps.flatMap((step) => [
      ...stepDispatches(step).flatMap((dispatch) => dispatchLinks(dispatch, { file, job, step }, workflows)),
      ...(sendsTasks(step)
        ? taskLinks(tables, { from: file, job: job.id, ...conditionsOf(job, step) }, workflows)
        : []),
    ]);
    return [...call, ...sent];
  });
}

function callOf({ uses }: JobView): Pick<Link, "to" | "isOuter"> | undefined {
  if (uses?.kind === "local") return { to: uses.folder };
  return uses?.kind === "repository" ? { to: uses.text, isOuter: true } : undefined;
}

interface Place {
  readonly file: string;
  readonly job: JobView;
  readonly step: StepView;
}

function dispatchLinks(
  { event, repository, workflow, type, isUnconditional }: StepDispatch,
  { file, job, step }: Place,
  workflows: Workflows,
): readonly Link[] {
  const conditions = conditionsOf(job, step);
  const base = { kind: "dispatches", from: file, job: job.id, event, ...conditions } as const;
  if (repository !== "own") {
    const what =
      event === "workflow_dispatch" ? (workflow ?? "a workflow") : `repository_dispatch ${type ?? ""}`.trim();
    return [{ ...base, to: `${repository ?? "a repository"}: ${what}`, isOuter: true }];
  }
  const isCertain = isUnconditional && conditions.conditions === undefined && job.keys.needs === undefined;
  const certain = isCertain ? ({ isUnconditional: true } as const) : {};
  if (event === "repository_dispatch") {
    return type === undefined ? [] : listenersOf(type, workflows).map((to) => ({ ...base, to, ...certain }));
  }
  if (workflow === undefined) return [];
  const to = dispatchedWorkflow(workflow, workflows)?.file ?? dispatchedFile(workflow);
  return to === undefined ? [] : [{ ...base, to, ...certain }];
}

/** The orchestrator's own program, which reads a table of tasks. */
function sendsTasks({ script }: StepView): boolean {
  return script !== undefined && /\brc orchestrator dispatch\b/.test(script.text);
}

function taskLinks(
  tables: readonly DispatchTable[],
  base: Pick<Link, "from" | "job" | "conditions">,
  workflows: Workflows,
): readonly Link[] {
  return tables.flatMap(({ tasks }) =>
    tasks.flatMap(({ name, dispatch }) =>
      targetsOf(dispatch, workflows).map(
        (target): Link => ({ kind: "dispatches", ...base, ...target, event: dispatch.event, task: name }),
      ),
    ),
  );
}

function targetsOf(dispatch: Task["dispatch"], workflows: Workflows): readonly Pick<Link, "to" | "isOuter">[] {
  const { event, repositories } = dispatch;
  const what = event === "workflow_dispatch" ? dispatch.workflow : `repository_dispatch ${dispatch.type}`;
  if (repositories.length > 0) return repositories.map((name) => ({ to: `${name}: ${what}`, isOuter: true }));
  if (event === "repository_dispatch") return listenersOf(dispatch.type, workflows).map((to) => ({ to }));
  return [{ to: dispatchedFile(what) ?? what }];
}

/** Of a table whose orchestrator is another repository's, or that nobody reads. */
function tasksWithoutSender(
  links: readonly Link[],
  workflows: Workflows,
  tables: readonly DispatchTable[],
): readonly Link[] {
  if (links.some(({ task }) => task !== undefined)) return [];
  return tables.flatMap((table) => taskLinks([table], { from: table.file }, workflows));
}

function waitsOf(file: string, { model }: WorkflowView, workflows: Workflows): readonly Link[] {
  const waits = eventsOf(model.on).get("workflow_run");
  return textsIn(waits?.workflows).flatMap((name): readonly Link[] => {
    const found = [...workflows.values()].filter((workflow) => workflowName(workflow) === name);
    return found.map((workflow) => ({ kind: "waits-for", from: workflow.file, to: file }));
  });
}

function conditionsOf(job: JobView, step?: StepView): Pick<Link, "conditions"> {
  const conditions = [job.keys.if, step?.keys.if].flatMap((condition: Value | undefined) =>
    typeof condition === "string" ? [condition.trim()] : [],
  );
  return conditions.length > 0 ? { conditions } : {};
}
