import {
  type Expression,
  isSourceDocument,
  type ModelPath,
  mapExpression,
  type Value,
  type ValueMap,
  workflowFileName,
} from "@yardmaster/core";
import { expressionOf } from "../author/expression-of.ts";
import { type NoteOption, readNote } from "../author/note.ts";
import { rawOf } from "../author/raw.ts";
import { maximumPayloadKeys, type PayloadFields } from "../triggers/client-payload.ts";
import { payloadTooLarge } from "../triggers/diagnostics.ts";
import type { DispatchableEvent } from "../triggers/dispatch-target.ts";
import type { On } from "../triggers/events.ts";
import type { Input, Inputs } from "../triggers/inputs.ts";
import type { WorkflowOutput } from "../triggers/workflow-output.ts";
import { lower, lowerMap } from "../values/lower.ts";
import type { Lowering } from "../values/lowering.ts";
import { placeNote } from "../values/place-comments.ts";

interface EventKeys {
  readonly note?: NoteOption;
  readonly inputs?: Inputs;
  /** Of `workflow_run`. */
  readonly workflows?: unknown;
  /** Of `repository_dispatch`. */
  readonly payload?: PayloadFields | DispatchableEvent<unknown>;
}

type Outputs = Readonly<Record<string, WorkflowOutput>> | undefined;

/** The value of `on`: declarations of inputs in GitHub's form, outputs of a reusable workflow under `workflow_call`. */
export function lowerTriggers(events: On, outputs: Outputs, into: Lowering): ValueMap {
  const { raw, ...known } = events;
  const unknown = raw === undefined ? {} : lowerMap({ raw }, ["on"], into);
  const entries = Object.entries(known).map(
    ([name, event]) => [name, lowerEvent(name, event as object | null, outputs, into)] as const,
  );
  return { ...Object.fromEntries(entries), ...unknown };
}

function lowerEvent(name: string, event: object | null, outputs: Outputs, into: Lowering): Value | undefined {
  const path = ["on", name];
  if (rawOf(event)) return lower(event, path, into);
  if (Array.isArray(event)) return event.map((item: object, index) => lower(item, [...path, index], into));
  const { note, inputs, payload, ...rest } = (event ?? {}) as EventKeys;
  if (payload) checkPayload(payload, [...path, "payload"], into);
  placeNote(readNote(note, `\`on.${name}\``), path, into);
  const keys = {
    ...(payload && isDispatchable(payload) ? { types: [payload.eventType] } : {}),
    ...(inputs ? { inputs: rawOf(inputs) ? inputs : mapValues(inputs, (input) => declaration(input, name)) } : {}),
    ...(rest.workflows === undefined ? rest : { ...rest, workflows: namesOf(rest.workflows) }),
    ...(name === "workflow_call" && outputs
      ? { outputs: rawOf(outputs) ? outputs : mapValues(outputs, lowerOutput) }
      : {}),
  };
  return Object.keys(keys).length === 0 ? null : lowerMap(keys, path, into, jobsInsteadOfNeeds);
}

/** A client payload is declared for the types alone: GitHub has no place for it. */
function checkPayload(payload: PayloadFields | DispatchableEvent<unknown>, path: ModelPath, into: Lowering): void {
  const keys = Object.keys(isDispatchable(payload) ? { ...payload.inputs, correlation_id: 0 } : payload);
  if (keys.length <= maximumPayloadKeys) return;
  into.diagnostics.push(payloadTooLarge({ keys: keys.length, limit: maximumPayloadKeys }, { path }));
}

function isDispatchable(payload: PayloadFields | DispatchableEvent<unknown>): payload is DispatchableEvent<unknown> {
  return typeof payload.eventType === "string";
}

function namesOf(workflows: unknown): unknown {
  return Array.isArray(workflows) ? workflows.map(nameOf) : nameOf(workflows);
}

/** What `workflow_run` calls a workflow: its file's path when it has no name. */
function nameOf(workflow: unknown): unknown {
  if (!isSourceDocument(workflow) || workflow.yardmaster !== "workflow") return workflow;
  return workflow.model.name ?? `.github/workflows/${workflowFileName(workflow)}`;
}

/** `workflow_call` has no `choice`: a text there, with the options in its description for people. */
function declaration(input: Input, event: string): object {
  if (rawOf(input)) return input;
  const { description, type, options, deprecationMessage } = input;
  const described = {
    ...(description === undefined ? {} : { description }),
    // Of actions only: GitHub's parser tells the author.
    ...(deprecationMessage === undefined ? {} : { deprecationMessage }),
  };
  const keys = {
    ...(input.required ? { required: true } : {}),
    ...(input.default === undefined ? {} : { default: input.default }),
  };
  if (event === "workflow_dispatch") return { ...described, ...keys, type, ...(options ? { options } : {}) };
  if (type === "environment") return { ...described, ...keys, type: "string" };
  if (type !== "choice") return { ...described, ...keys, type };
  const oneOf = `One of: ${(options ?? []).join(", ")}.`;
  return {
    ...described,
    description: description === undefined ? oneOf : `${description} ${oneOf}`,
    ...keys,
    type: "string",
  };
}

function lowerOutput(output: WorkflowOutput): object {
  return typeof output !== "object" || expressionOf(output) ? { value: output } : output;
}

/** At the level of the workflow, GitHub calls the jobs `jobs`, not `needs`. */
function jobsInsteadOfNeeds(expression: Expression): Expression {
  return mapExpression(expression, (part) =>
    part.kind === "context" && part.name === "needs" ? { kind: "context", name: "jobs" } : part,
  );
}

function mapValues<T>(map: Readonly<Record<string, T>>, change: (value: T) => object): Record<string, object> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
