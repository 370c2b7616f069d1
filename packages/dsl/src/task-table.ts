import type { DataDocument, Diagnostic, Origin, Task, TaskInput, Value } from "@yardmaster/core";
import { taskWithoutDispatch } from "./diagnostics.ts";
import type { On } from "./events.ts";
import type { Input } from "./inputs.ts";
import { captureOrigin } from "./origin.ts";
import type { Workflow } from "./workflow.ts";

/** A task of the orchestrator: the workflow that `/orchestrate <name>` dispatches on the default branch. */
export interface TaskDeclaration {
  readonly description: string;
  readonly workflow: Workflow<{ readonly workflow_dispatch: unknown }>;
}

/**
 * The orchestrator's table, written to `generated/<id>.json`. Keys are the names that people type; a task's arguments
 * are its workflow's `workflow_dispatch` inputs.
 */
export function taskTable(id: string, tasks: Readonly<Record<string, TaskDeclaration>>): DataDocument {
  const origin = captureOrigin();
  const origins: Origin[] = origin ? [{ path: [], stack: origin }] : [];
  const diagnostics: Diagnostic[] = [];
  const list = Object.entries(tasks).map(([name, declaration]): Task => {
    const { events } = declaration.workflow.on as { readonly events: On };
    if (events.workflow_dispatch === undefined) {
      const place = { path: ["tasks", name] };
      diagnostics.push(taskWithoutDispatch({ task: name, workflow: declaration.workflow.id }, place));
    }
    const inputs = Object.entries(events.workflow_dispatch?.inputs ?? {}).map(taskInput);
    return {
      name,
      description: declaration.description,
      workflow: `${declaration.workflow.id}.yml`,
      ref: "default-branch",
      inputs,
    };
  });
  return { yardmaster: "data", id, value: { version: 1, tasks: list } as unknown as Value, diagnostics, origins };
}

function taskInput([name, input]: readonly [string, Input]): TaskInput {
  return {
    name,
    description: input.description ?? "",
    type: input.type === "environment" ? "string" : input.type,
    required: input.required,
    ...(input.options ? { options: input.options } : {}),
    // A computed default is the called workflow's own affair.
    ...(input.default === undefined || typeof input.default === "object" ? {} : { default: input.default }),
  };
}
