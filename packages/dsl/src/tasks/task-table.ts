import {
  checkTaskTable,
  type DataDocument,
  type Diagnostic,
  type Origin,
  reportMistake,
  type Task,
  type TaskDispatch,
  type TaskInput,
  type TaskRule,
  type TaskTable,
  type Value,
  workflowFileName,
} from "@yardmaster/core";
import { checkOptions } from "../author/check-options.ts";
import { handleKind, misplacedValue } from "../author/misplaced-value.ts";
import { announce, captureOrigin } from "../author/origin.ts";
import type { Workflow } from "../documents/workflow.ts";
import type { DispatchableEvent, DispatchableWorkflow } from "../triggers/dispatch-target.ts";
import type { On } from "../triggers/events.ts";
import type { Input, Inputs, InputValue } from "../triggers/inputs.ts";
import { taskInvalid, taskWithoutCorrelation, taskWithoutDispatch, taskWithoutHead } from "./diagnostics.ts";

type OwnWorkflow = Workflow<{ readonly workflow_dispatch: unknown }>;
type WorkflowToDispatch = OwnWorkflow | DispatchableWorkflow<unknown>;
type EventToDispatch = DispatchableEvent<unknown>;
type Dispatchable = WorkflowToDispatch | EventToDispatch;

type OwnInputs<O> = O extends { readonly workflow_dispatch: { readonly inputs: infer I } } ? I : Record<never, never>;
type InputsOf<S> =
  S extends Workflow<infer O>
    ? OwnInputs<O>
    : S extends DispatchableWorkflow<infer I> | DispatchableEvent<infer I>
      ? I
      : never;
type TextNames<I> = { [K in keyof I]: string extends InputValue<I[K]> ? K : never }[keyof I] & string;

interface AnyTask<S> {
  readonly description: string;
  /** Who may give the command, in place of the gate's own configuration. */
  readonly who?: TaskRule;
  /** The input that takes the head commit of the pull request on which the command stands; nobody gives it. */
  readonly head?: TextNames<InputsOf<S>>;
}
interface Here {
  readonly repositories?: never;
  readonly parallel?: never;
  /** Branch or tag; the default branch unless stated. */
  readonly ref?: string;
}
interface Elsewhere {
  /** `OWNER/NAME`; each gets the dispatch. */
  readonly repositories: readonly string[];
  /** Branch or tag, in all of them. */
  readonly ref: string;
  /** Dispatches under way at once: 1 to 10; 1 unless stated. */
  readonly parallel?: number;
}
type WorkflowTask<S> = AnyTask<S> & { readonly workflow: S & WorkflowToDispatch; readonly event?: never } & (
    | Here
    | Elsewhere
  );
interface EventTask<S> extends AnyTask<S> {
  readonly event: S & EventToDispatch;
  readonly workflow?: never;
  readonly ref?: never;
  /** `OWNER/NAME`; each gets the dispatch; the repository of the command unless stated. */
  readonly repositories?: readonly string[];
  /** Dispatches under way at once: 1 to 10; 1 unless stated. */
  readonly parallel?: number;
}
/** A task of the orchestrator: what `/orchestrate <name>` dispatches. */
export type TaskDeclaration<S> = WorkflowTask<S> | EventTask<S>;

/** Words that are commands themselves. */
interface Reserved {
  readonly help?: "`help` is no name for a task: it is a command itself";
  readonly status?: "`status` is no name for a task: it is a command itself";
  readonly cancel?: "`cancel` is no name for a task: it is a command itself";
}

/**
 * Filled in by the orchestrator; the workflow begins its `run-name` with it, by which the run is found again: of a title that is too
 * long for a list or a column, the end is what is cut off.
 */
const correlationName = "correlation_id";

/**
 * The orchestrator's table, written to `generated/<id>.json`. Keys are the names that people type; a task's arguments
 * are the inputs of what it dispatches, without those that the orchestrator fills in.
 */
export function taskTable<const T extends Readonly<Record<string, Dispatchable>>>(
  id: string,
  tasks: { readonly [K in keyof T]: TaskDeclaration<T[K]> } & Reserved,
): DataDocument {
  const origin = captureOrigin();
  const origins: Origin[] = origin ? [{ path: [], stack: origin }] : [];
  const diagnostics: Diagnostic[] = [];
  const declared = (
    Object.entries(checkOptions(tasks as Readonly<Record<string, unknown>>, "`taskTable`")) as [
      string,
      TaskDeclaration<Dispatchable>,
    ][]
  ).filter(([name, task]) => checkTask(name, task));
  const table: TaskTable = {
    version: 1,
    tasks: declared.map(([name, declaration]) => lowerTask(name, declaration, diagnostics)),
  };
  for (const { path, expected } of checkTaskTable(table)) {
    const [, index, ...rest] = path;
    const task = declared[Number(index)]?.[0];
    const place = { path: task === undefined ? [] : ["tasks", task] };
    diagnostics.push(taskInvalid({ task, key: rest.join("."), expected }, place));
  }
  return announce({ yardmaster: "data", id, value: table as unknown as Value, diagnostics, origins });
}

/** Reports a task that dispatches nothing. */
function checkTask(name: string, task: TaskDeclaration<Dispatchable>): boolean {
  const { event, workflow } = checkOptions(task, `the task "${name}"`) as { event?: unknown; workflow?: unknown };
  if (handleKind(task)) return false;
  const given = event ?? workflow;
  const isHandle = typeof given === "object" && given !== null && ("eventType" in given || "dispatchFile" in given);
  if (isHandle || handleKind(given) === "workflow") return true;
  reportMistake(misplacedValue(given, `what the task "${name}" dispatches`, "workflow or an event"));
  return false;
}

function lowerTask(name: string, declaration: TaskDeclaration<Dispatchable>, diagnostics: Diagnostic[]): Task {
  const { description, who, head } = declaration;
  const place = { path: ["tasks", name] };
  const inputs = inputsOf(name, declaration, diagnostics);
  const reserved = head === undefined ? [correlationName] : [correlationName, head];
  if (head !== undefined && inputs[head]?.type !== "string") {
    diagnostics.push(taskWithoutHead({ task: name, head }, place));
  }
  return {
    name,
    description,
    dispatch: lowerDispatch(declaration, inputs),
    inputs: Object.entries(inputs)
      .filter(([key]) => !reserved.includes(key))
      .map(lowerInput),
    ...(who ? { who } : {}),
  };
}

function lowerDispatch(declaration: TaskDeclaration<Dispatchable>, inputs: Inputs): TaskDispatch {
  const { repositories = [], parallel = 1, head } = declaration;
  const target = { repositories, parallel, ...(head === undefined ? {} : { head }) };
  if (declaration.event) {
    // A client payload takes any key: nothing has to declare this one.
    const type = declaration.event.eventType;
    return { event: "repository_dispatch", type, correlation: correlationName, ...target };
  }
  const { workflow, ref } = declaration;
  return {
    event: "workflow_dispatch",
    workflow: "dispatchFile" in workflow ? workflow.dispatchFile : workflowFileName(workflow),
    ...(ref === undefined ? {} : { ref }),
    ...(inputs[correlationName] ? { correlation: correlationName } : {}),
    ...target,
  };
}

function inputsOf(name: string, declaration: TaskDeclaration<Dispatchable>, diagnostics: Diagnostic[]): Inputs {
  if (declaration.event) return declaration.event.inputs;
  const { workflow } = declaration;
  const place = { path: ["tasks", name] };
  const isOwn = !("dispatchFile" in workflow);
  const { workflow_dispatch } = isOwn
    ? (workflow.on as { readonly events: On }).events
    : { workflow_dispatch: workflow };
  if (workflow_dispatch === undefined && isOwn) {
    diagnostics.push(taskWithoutDispatch({ task: name, workflow: workflow.id }, place));
    return {};
  }
  const inputs = workflow_dispatch?.inputs ?? {};
  const title = isOwn ? workflow.model["run-name"] : undefined;
  const missing = inputs[correlationName]?.type === "string" ? (isOwn ? missingOf(title) : undefined) : "input";
  if (missing !== undefined) {
    const file = isOwn ? workflowFileName(workflow) : workflow.dispatchFile;
    diagnostics.push(taskWithoutCorrelation({ task: name, workflow: file, missing }, place));
  }
  return inputs;
}

/** First, alone, and with something behind it that ends a word. */
const beginsWithCorrelation =
  /^\s*\$\{\{\s*(?:github\s*\.\s*event\s*\.\s*)?inputs\s*(?:\.\s*correlation_id|\[\s*'correlation_id'\s*\])\s*\}\}(?![A-Za-z0-9-]|\$\{\{)/i;
const printsCorrelation = /\$\{\{(?:(?!\}\}).)*\binputs\.correlation_id\b/s;

function missingOf(title: unknown): "run-name" | "beginning" | undefined {
  if (typeof title !== "string") return "run-name";
  if (beginsWithCorrelation.test(title)) return undefined;
  return printsCorrelation.test(title) ? "beginning" : "run-name";
}

function lowerInput([name, input]: readonly [string, Input]): TaskInput {
  return {
    name,
    description: input.description ?? "",
    type: input.type === "environment" ? "string" : input.type,
    required: input.required,
    ...(input.options ? { options: input.options.map(String) } : {}),
    // A computed default is the called workflow's own affair.
    ...(input.default === undefined || typeof input.default === "object" ? {} : { default: input.default }),
  };
}
