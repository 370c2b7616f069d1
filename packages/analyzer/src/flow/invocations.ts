import {
  asList,
  asMap,
  eventsOf,
  type FieldAuthor,
  outsiderEvents,
  type RepositoryFacts,
  type Value,
} from "@yardmaster/core";
import { callersOfWorkflow, type FlowWorkflow } from "./callers.ts";
import { jobGate, strictest } from "./gate.ts";
import type { Invocation } from "./invocation.ts";
import { jobFlow } from "./job-flow.ts";
import { hasRights } from "./rights.ts";
import { type Taints, untainted } from "./taint.ts";

const known = new WeakMap<FlowWorkflow, Map<RepositoryFacts, readonly Invocation[]>>();

/** @param depth of calls that are followed upwards. */
export function invocationsOf(workflow: FlowWorkflow, facts: RepositoryFacts, depth = 3): readonly Invocation[] {
  const byFacts = known.get(workflow) ?? new Map<RepositoryFacts, readonly Invocation[]>();
  known.set(workflow, byFacts);
  const invocations = byFacts.get(facts) ?? findInvocations(workflow, facts, depth);
  byFacts.set(facts, invocations);
  return invocations;
}

function findInvocations(workflow: FlowWorkflow, facts: RepositoryFacts, depth: number): readonly Invocation[] {
  const own = [...workflow.events.keys()]
    .filter((event) => event !== "workflow_call")
    .map((event) => started(event, workflow, facts));
  if (!workflow.events.has("workflow_call") || depth === 0) return own;
  const called = callersOfWorkflow(workflow.file, facts)
    .filter((caller) => caller.workflow.file !== workflow.file)
    .flatMap(({ workflow: calling, job }) =>
      invocationsOf(calling, facts, depth - 1).map((around): Invocation => {
        const gate = jobGate(job, { event: around.event, jobs: calling.jobs });
        const flow = jobFlow(job, calling, around, facts);
        return {
          event: around.event,
          input: (name) => flow.textTaints([...job.path, "with", spelled(job.keys.with, name)]),
          dispatched: around.dispatched,
          gate: (author: FieldAuthor) => strictest(around.gate(author), gate(author)),
          hasRights: around.hasRights && hasRights(job, calling),
        };
      }),
    );
  return [...own, ...called];
}

/** What an outsider's run of an event has; undefined where none starts one. */
export function outsiderRun(event: string): "privileged" | "read-only" | undefined {
  return outsiderEvents[event];
}

function started(event: string, { events }: FlowWorkflow, facts: RepositoryFacts): Invocation {
  const inputs = asMap(events.get(event)?.inputs);
  const input = (name: string): Taints => {
    if (event !== "workflow_dispatch") return untainted;
    const type = asMap(inputs?.[spelled(inputs, name)])?.type;
    if (typeof type === "string" && closedTypes.has(type)) return untainted;
    return [{ text: `inputs.${name}`, holds: "text", setBy: "writer", author: "writer", hops: [] }];
  };
  const isOurs = event === "workflow_run" && !followsOutsiders(events.get(event)?.workflows, facts);
  const gate = (author: FieldAuthor) => (isOurs && author !== "writer" ? "closed" : "open");
  return { event, input, dispatched: input, gate, hasRights: true };
}

/** GitHub refuses another value for these. */
const closedTypes: ReadonlySet<string> = new Set(["boolean", "number", "choice", "environment"]);

/** The key of a map, whose case GitHub ignores. */
function spelled(map: unknown, name: string): string {
  const keys = typeof map === "object" && map !== null ? Object.keys(map) : [];
  return keys.find((key) => key.toLowerCase() === name) ?? name;
}

/** Whether `workflow_run` waits for a workflow that an outsider can start; so it is taken of those that are not known. */
function followsOutsiders(names: Value | undefined, facts: RepositoryFacts): boolean {
  const waited = typeof names === "string" ? [names] : asList(names);
  return (
    waited.length === 0 ||
    waited.some((name) => {
      const known = [...facts.workflows.values()].filter(({ model, file }) => (model.name ?? file) === name);
      const events = known.flatMap(({ model }) => [...eventsOf(model.on).keys()]);
      return known.length === 0 || events.some((event) => Object.hasOwn(outsiderEvents, event));
    })
  );
}
