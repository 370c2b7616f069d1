import { asMap, type JobView, type ModelPath, readTemplate } from "@yardmaster/core";
import { envType, githubType, jobType, runnerType, secretsType, strategyType, varsType } from "./context-types.ts";
import type { TypedDocument, TypedWorkflow } from "./document.ts";
import { inferType } from "./infer-type.ts";
import { inputsType } from "./input-types.ts";
import { matrixType } from "./matrix-type.ts";
import { jobsType, needsType, type TypeOfOutput } from "./need-types.ts";
import { stepsType } from "./step-types.ts";
import { anyType, type Scope, type ValueType } from "./value-type.ts";

const scopes = new WeakMap<TypedDocument, (path: ModelPath) => Scope>();

/** What expressions at a path of a document read. */
export function scopeAt(document: TypedDocument, path: ModelPath): Scope {
  let at = scopes.get(document);
  if (!at) {
    at = document.kind === "action" ? scopesOfAction(document) : scopesOfWorkflow(document);
    scopes.set(document, at);
  }
  return at(path);
}

type Table = Readonly<Record<string, () => ValueType>>;

function scopesOfWorkflow(workflow: TypedWorkflow): (path: ModelPath) => Scope {
  const shared: Table = {
    env: () => envType,
    runner: () => runnerType,
    strategy: () => strategyType,
    github: once(() => githubType(workflow)),
    inputs: once(() => inputsType(workflow)),
    vars: once(() => varsType(workflow.facts.settings)),
    secrets: once(() => secretsType(workflow, isInherited(workflow))),
    jobs: once(() => jobsType(workflow, typeOfOutput)),
  };
  const jobs = new Map(workflow.jobs.map((job) => [job.id, scopesOfJob(job, workflow, shared, typeOfOutput)]));
  const top = scopeOf(shared);
  return (path) => (path[0] === "jobs" ? jobs.get(String(path[1]))?.(path) : undefined) ?? top;

  function typeOfOutput(job: JobView, output: string): ValueType | undefined {
    const text = asMap(job.keys.outputs)?.[output];
    const [part, ...more] = typeof text === "string" ? readTemplate(text, false) : [];
    // An output that reads other jobs' outputs could go round in a ring.
    if (!part?.isWhole || more.length > 0) return undefined;
    return inferType(part.expression, scopeOf({ ...shared, needs: () => anyType }), () => undefined);
  }
}

function scopesOfJob(
  job: JobView,
  workflow: TypedWorkflow,
  shared: Table,
  typeOfOutput: TypeOfOutput,
): (path: ModelPath) => Scope {
  const own: Table = {
    ...shared,
    job: once(() => jobType(job)),
    matrix: once(() => matrixType(job)),
    needs: once(() => needsType(job, workflow, typeOfOutput)),
  };
  return (path) => scopeOf({ ...own, steps: () => stepsType(job.steps, path, workflow) });
}

function scopesOfAction(action: Extract<TypedDocument, { kind: "action" }>): (path: ModelPath) => Scope {
  const own: Table = {
    env: () => envType,
    runner: () => runnerType,
    strategy: () => strategyType,
    github: once(() => githubType(action)),
    inputs: once(() => inputsType(action)),
    job: once(() => jobType(undefined)),
  };
  return (path) => scopeOf({ ...own, steps: () => stepsType(action.steps, path, action) });
}

function scopeOf(table: Table): Scope {
  return (context) => (Object.hasOwn(table, context) ? table[context]?.() : undefined) ?? anyType;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Whether a workflow of the repository hands all of its secrets to this one. */
function isInherited({ facts, model }: TypedWorkflow): boolean {
  const own = [...facts.workflows].find(([, fact]) => fact.model === model)?.[0];
  return [...facts.workflows.values()].some((caller) =>
    Object.values(caller.model.jobs).some(
      ({ uses, secrets }) => secrets === "inherit" && typeof uses === "string" && uses.replace(/^[.$]\//, "") === own,
    ),
  );
}
