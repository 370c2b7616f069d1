import { asList, asMap, type JobView, type ModelPath, type RepositoryFacts } from "@yardmaster/core";
import { leftByStep } from "./action-flow.ts";
import { type FlowWorkflow, workflowAt } from "./callers.ts";
import type { Invocation } from "./invocation.ts";
import { addEnv, payloadTaints, type StepsFlow, spelledKey, stepsFlow, textTaints } from "./steps-flow.ts";
import { type Taints, untainted } from "./taint.ts";

export interface JobFlow extends StepsFlow {
  textTaints(path: ModelPath): Taints;
  output(name: string): Taints;
}

const flows = new WeakMap<Invocation, Map<JobView, JobFlow>>();

export function jobFlow(job: JobView, workflow: FlowWorkflow, invocation: Invocation, facts: RepositoryFacts): JobFlow {
  const known = flows.get(invocation) ?? new Map<JobView, JobFlow>();
  flows.set(invocation, known);
  const flow = known.get(job);
  if (flow) return flow;
  // A ring of jobs that need each other finds nothing here.
  known.set(job, { event: invocation.event, steps: [], textTaints: () => untainted, output: () => untainted });
  const made = makeJobFlow(job, workflow, invocation, facts);
  known.set(job, made);
  return made;
}

function makeJobFlow(job: JobView, workflow: FlowWorkflow, invocation: Invocation, facts: RepositoryFacts): JobFlow {
  const { event } = invocation;
  const around = (names: readonly string[], isJson: boolean): Taints => {
    const [context, first, second, third] = names;
    switch (context) {
      case "github":
        if (first === "event" && second === "inputs") return third ? invocation.dispatched(third) : untainted;
        return payloadTaints(names, event, isJson);
      case "inputs":
        return first === undefined ? untainted : invocation.input(first);
      case "matrix":
        return first === undefined ? untainted : matrixTaints(job, first, (path) => text(path));
      case "needs": {
        const needed = workflow.jobs.find(({ id }) => id.toLowerCase() === first);
        if (!needed || second !== "outputs" || third === undefined) return untainted;
        return neededOutput(needed, third, workflow, invocation, facts);
      }
      default:
        return untainted;
    }
  };
  const text = (path: ModelPath) => textTaints(workflow, path, { read: around });
  const env = new Map<string, Taints>();
  addEnv(env, workflow.model.env, ["env"], text);
  addEnv(env, job.keys.env, [...job.path, "env"], text);
  const { steps, read } = stepsFlow(job.steps, workflow, {
    event,
    facts,
    inside: [],
    leave: leftByStep,
    read: around,
    env,
  });
  const last = (path: ModelPath) => textTaints(workflow, path, { read });
  const outputs = new Map<string, Taints>();
  return {
    event,
    steps,
    textTaints: last,
    output(name) {
      const key = spelledKey(job.keys.outputs, name);
      const known = outputs.get(key);
      if (known) return known;
      // A ring of jobs that need each other finds nothing here.
      outputs.set(key, untainted);
      const taints = last([...job.path, "outputs", key]);
      outputs.set(key, taints);
      return taints;
    },
  };
}

function neededOutput(
  needed: JobView,
  name: string,
  workflow: FlowWorkflow,
  invocation: Invocation,
  facts: RepositoryFacts,
): Taints {
  if (!needed.uses) return jobFlow(needed, workflow, invocation, facts).output(name);
  if (needed.uses.kind !== "local") return untainted;
  const called = workflowAt(needed.uses.folder, facts);
  if (!called || called.file === workflow.file) return untainted;
  const outputs = asMap(called.events.get("workflow_call")?.outputs);
  const path = ["on", "workflow_call", "outputs", spelledKey(outputs, name), "value"];
  const calling = jobFlow(needed, workflow, invocation, facts);
  const inside: Invocation = {
    ...invocation,
    input: (input) => calling.textTaints([...needed.path, "with", spelledKey(needed.keys.with, input)]),
  };
  return textTaints(called, path, {
    read([context, job, kind, output]) {
      const holder = called.jobs.find(({ id }) => id.toLowerCase() === job);
      if (context !== "jobs" || kind !== "outputs" || !holder || output === undefined) return untainted;
      return holder.uses ? untainted : jobFlow(holder, called, inside, facts).output(output);
    },
  });
}

function matrixTaints(job: JobView, name: string, text: (path: ModelPath) => Taints): Taints {
  const path = [...job.path, "strategy", "matrix"];
  const matrix = asMap(job.keys.strategy)?.matrix;
  if (typeof matrix === "string") return text(path);
  const values = asMap(matrix);
  const axis = spelledKey(values, name);
  const value = values?.[axis];
  if (typeof value === "string") return text([...path, axis]);
  return asList(value).flatMap((_, index) => text([...path, axis, index]));
}
