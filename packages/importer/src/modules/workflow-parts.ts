import { type ExpressionAt, expressionsIn, isMap, type Value, type ValueMap, walkExpression } from "@yardmaster/core";
import type { ModuleWriter } from "../writing/module-writer.ts";
import { type Callee, findCallee } from "./find-callee.ts";

/** A job of a workflow, before it is written. */
export interface JobPart {
  readonly id: string;
  /** The identifier of its handle. */
  readonly name: string;
  readonly keys: ValueMap;
  /** What the language knows to be its outputs. */
  readonly outputs: ReadonlySet<string>;
  /** Outputs that other jobs, or callers of the workflow, read. */
  readonly outputsRead: ReadonlySet<string>;
  readonly expressions: readonly ExpressionAt[];
  /** Of a job that calls a workflow. */
  readonly callee: Callee | undefined;
}

export interface WorkflowParts {
  readonly writer: ModuleWriter;
  readonly model: ValueMap;
  /** By id, in the author's order. */
  readonly jobs: ReadonlyMap<string, JobPart>;
  /** Handles of called workflows that the module has declared, by what is called. */
  readonly callees: Map<string, string>;
}

/** Takes a workflow apart; the handles of its jobs have the first choice of names. */
export function workflowParts(writer: ModuleWriter): WorkflowParts {
  const { model } = writer.file;
  const jobs = isMap(model.jobs) ? model.jobs : {};
  const expressions = expressionsIn(model);
  const outputsRead = readOutputs(expressions);
  const byJob = new Map<unknown, ExpressionAt[]>();
  for (const expression of expressions) {
    if (expression.path[0] !== "jobs") continue;
    const own = byJob.get(expression.path[1]) ?? [];
    own.push(expression);
    byJob.set(expression.path[1], own);
  }
  const parts = Object.entries(jobs).map(([id, value]): readonly [string, JobPart] => {
    const keys = isMap(value) ? value : {};
    const callee = typeof keys.uses === "string" ? findCallee(keys.uses, writer) : undefined;
    const read = outputsRead.get(id) ?? new Set<string>();
    const part: JobPart = {
      id,
      name: writer.names.take(id, "job"),
      keys,
      outputs: callee ? (callee.outputs ?? read) : new Set(isMap(keys.outputs) ? Object.keys(keys.outputs) : []),
      outputsRead: read,
      expressions: byJob.get(id) ?? [],
      callee,
    };
    return [id, part];
  });
  return { writer, model, jobs: new Map(parts), callees: new Map() };
}

/** Outputs of jobs by the job, wherever they are read: by other jobs as `needs`, by the workflow itself as `jobs`. */
function readOutputs(expressions: readonly ExpressionAt[]): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>();
  for (const { expression } of expressions) {
    walkExpression(expression, (part) => {
      if (part.kind !== "property" || part.object.kind !== "property" || part.object.name !== "outputs") return;
      const { object: job } = part.object;
      if (job.kind !== "property" || job.object.kind !== "context") return;
      if (!/^(?:needs|jobs)$/.test(job.object.name)) return;
      read.set(job.name, (read.get(job.name) ?? new Set()).add(part.name));
    });
  }
  return read;
}

export function neededJobs(needs: Value | undefined): readonly string[] {
  if (needs === undefined || needs === null) return [];
  return (Array.isArray(needs) ? (needs as readonly Value[]) : [needs]).map(String);
}

/** Jobs with those that each needs before it. A ring, which GitHub refuses, is left as it stands. */
export function inDependencyOrder(jobs: ReadonlyMap<string, JobPart>): readonly JobPart[] {
  const ordered = new Set<JobPart>();
  const visit = (id: string, open: readonly string[]): void => {
    const part = jobs.get(id);
    if (!part || ordered.has(part) || open.includes(id)) return;
    for (const needed of neededJobs(part.keys.needs)) visit(needed, [...open, id]);
    ordered.add(part);
  };
  for (const id of jobs.keys()) visit(id, []);
  return [...ordered];
}
