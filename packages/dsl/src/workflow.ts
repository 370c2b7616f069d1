import type { WorkflowDocument, WorkflowModel } from "@yardmaster/core";
import type { Callable } from "./call.ts";
import { outputsWithoutCall, workflowIdInvalid } from "./diagnostics.ts";
import type { On } from "./events.ts";
import type { Expr, ScalarValue, ValueAt } from "./expr.ts";
import type { Concurrency, Defaults, Job, Permissions } from "./job.ts";
import { type Lowering, lowerMap } from "./lower.ts";
import { lowerJobs } from "./lower-jobs.ts";
import { lowerTriggers } from "./lower-triggers.ts";
import { captureOrigin } from "./origin.ts";
import type { TriggerSet } from "./triggers.ts";

/** An output of a reusable workflow: a job's output, and what it means. */
export type WorkflowOutput =
  | Expr<ScalarValue, "needs">
  | { readonly description: string; readonly value: Expr<ScalarValue, "needs"> };

export interface WorkflowOptions<O, R extends string> {
  /** As shown in the list of runs; the workflow's id unless stated. */
  readonly name?: string;
  readonly "run-name"?: ValueAt<"run-name", string>;
  readonly on: TriggerSet<O>;
  readonly permissions?: Permissions;
  readonly env?: Readonly<Record<string, ValueAt<"env.*">>>;
  readonly defaults?: Defaults;
  readonly concurrency?: ValueAt<"concurrency", string> | Concurrency<"concurrency.group">;
  readonly jobs: readonly Job<never>[];
  /** Of a reusable workflow: given to callers as texts. */
  readonly outputs?: { readonly [K in R]: WorkflowOutput };
  /** Lines of a comment at the top of the file. */
  readonly header?: readonly string[];
}

/** A workflow: what a source module exports. As a handle it can be called, or dispatched, as its triggers allow. */
export interface Workflow<out O = unknown, out R extends string = string> extends WorkflowDocument, Callable<O, R> {
  readonly on: TriggerSet<O>;
}

/**
 * Declares a workflow that `gen` writes to `.github/workflows/<id>.yml`.
 * @param id the file's stem: letters, digits, `.`, `-`, `_`.
 */
export function workflow<O extends On, const R extends string = never>(
  id: string,
  options: WorkflowOptions<O, R>,
): Workflow<O, R> {
  const into: Lowering = { comments: [], origins: [], diagnostics: [] };
  const origin = captureOrigin();
  if (origin) into.origins.push({ path: [], stack: origin });
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) into.diagnostics.push(workflowIdInvalid({ id }, { path: [] }));
  return {
    yardmaster: "workflow",
    id,
    on: options.on,
    uses: `./.github/workflows/${id}.yml`,
    outputNames: Object.keys(options.outputs ?? {}) as R[],
    model: lowerWorkflow(id, options, into),
    header: options.header ?? [],
    ...into,
  };
}

function lowerWorkflow(id: string, options: WorkflowOptions<On, string>, into: Lowering): WorkflowModel {
  const { name = id, on, jobs, outputs, header: _header, ...rest } = options;
  if (outputs && on.events.workflow_call === undefined) into.diagnostics.push(outputsWithoutCall({}, { path: ["on"] }));
  return {
    name,
    on: lowerTriggers(on.events, outputs, into),
    ...lowerMap(rest, [], into),
    jobs: lowerJobs(jobs, into),
  };
}
