import {
  adaptToTarget,
  type DeclaredCall,
  isFileStem,
  type Target,
  type WorkflowDocument,
  type WorkflowModel,
} from "@yardmaster/core";
import { bareValue } from "../author/bare-value.ts";
import { checkHandle, checkHandles, checkOptions, checkText, checkTexts } from "../author/check-options.ts";
import { expressionOf } from "../author/expression-of.ts";
import { folderPath } from "../author/folder-path.ts";
import { type NoteOption, readNote } from "../author/note.ts";
import { announce, captureOrigin } from "../author/origin.ts";
import type { Permissions } from "../author/permissions.ts";
import { type RawKeys, rawOf } from "../author/raw.ts";
import type { EnvironmentAt } from "../expressions/environment-at.ts";
import type { ComputedAt, TextOrComputedAt, ValueAt } from "../expressions/expr.ts";
import type { Callable, CallDeclarations } from "../jobs/call.ts";
import { type Job, jobNode, settleJob } from "../jobs/job-handle.ts";
import type { CacheMode, Concurrency, Defaults } from "../jobs/job-options.ts";
import { checkCallOutputs } from "../lowering/check-matrix.ts";
import { checkRequired } from "../lowering/check-required.ts";
import { lowerJobs } from "../lowering/lower-jobs.ts";
import { lowerTriggers } from "../lowering/lower-triggers.ts";
import type { On } from "../triggers/events.ts";
import { hidesNames, type TriggerSet } from "../triggers/triggers.ts";
import type { WorkflowOutput } from "../triggers/workflow-output.ts";
import { lower, lowerMap } from "../values/lower.ts";
import { type Lowering, newLowering } from "../values/lowering.ts";
import { checkComments, placeNote } from "../values/place-comments.ts";
import { outputsWithoutCall, workflowIdInvalid } from "./diagnostics.ts";
import { extensionOf } from "./extension.ts";

export interface WorkflowOptions<O, R extends string> {
  /** As shown in the list of runs; the workflow's id unless stated. Null leaves it out: GitHub shows the file's path. */
  readonly name?: string | null;
  readonly description?: string;
  readonly "run-name"?: ValueAt<"run-name", string>;
  readonly on: TriggerSet<O>;
  readonly permissions?: Permissions;
  readonly env?: EnvironmentAt<"env.*"> | ComputedAt<"env">;
  readonly defaults?: Defaults;
  readonly concurrency?: TextOrComputedAt<"concurrency"> | Concurrency<"concurrency.group">;
  readonly "cache-mode"?: CacheMode;
  /** Keys that the language does not know. */
  readonly raw?: RawKeys;
  readonly jobs: readonly Job<never>[];
  /** Of a reusable workflow: given to callers as texts. */
  readonly outputs?: { readonly [K in R]: WorkflowOutput };
  /**
   * What the workflow runs on: `github.com`, or a GHES version such as `ghes-3.20`. What a server lacks is written in
   * another way, or refused with the reason; see docs/rules/targets.md.
   */
  readonly target?: Target;
  /** Of a monorepo: the folder that holds the `.github` of this workflow. */
  readonly root?: string;
  /** Of the file; `yml` unless stated. */
  readonly extension?: "yml" | "yaml";
  /** Lines of a comment at the top of the file. */
  readonly header?: readonly string[];
  /** Lines of a comment at the end of the file. */
  readonly footer?: readonly string[];
  /** A comment above the first key, or comments at whatever the workflow holds. */
  readonly note?: NoteOption;
}

/** A workflow: what a source module exports. As a handle it can be called, or dispatched, as its triggers allow. */
export interface Workflow<out O = unknown, out R extends string = string> extends WorkflowDocument, Callable<O, R> {
  readonly on: TriggerSet<O>;
}

/**
 * Declares a workflow that `gen` writes to `.github/workflows/<id>.yml`.
 * @param id the file's stem.
 */
export function workflow<O extends On, const R extends string = never>(
  id: string,
  given: WorkflowOptions<O, R>,
): Workflow<O, R> {
  const builder = `workflow ${JSON.stringify(id)}`;
  const options = checkOptions(given, builder);
  checkText(id, "the id of a workflow");
  const isOn = checkHandle(options.on, "set of triggers", `\`on\` of ${builder}`);
  const on: TriggerSet<O> = isOn ? options.on : { events: {}, origin: undefined };
  const jobs = checkHandles(options.jobs, "job", `\`jobs\` of ${builder}`);
  jobs.forEach(settleJob);
  const into = newLowering();
  const origin = captureOrigin();
  if (origin) into.origins.push({ path: [], stack: origin });
  if (on.origin) into.origins.push({ path: ["on"], stack: on.origin });
  if (!isFileStem(id)) into.diagnostics.push(workflowIdInvalid({ id }, { path: [] }));
  const calls = declaredCalls(jobs);
  const { root: givenRoot = "", target = "github.com" } = options;
  const server: Target = checkText(target, `\`target\` of ${builder}`) ? target : "github.com";
  const file = `${id}.${extensionOf(options.extension, builder)}`;
  const root = checkText(givenRoot, `\`root\` of ${builder}`) ? (folderPath(givenRoot) ?? givenRoot) : "";
  const document: Workflow<O, R> = {
    yardmaster: "workflow",
    id,
    ...(root === "" ? {} : { root }),
    ...(options.target === undefined ? {} : { target: server }),
    ...(calls.length > 0 ? { calls } : {}),
    on,
    ...(options.extension === undefined ? {} : { file }),
    uses: `./.github/workflows/${file}`,
    ...declarationsOf(on.events),
    outputNames: Object.keys(Object(bareValue(options.outputs))) as R[],
    model: lowerWorkflow(id, { ...options, on, jobs }, into),
    header: checkTexts(options.header ?? [], `\`header\` of ${builder}`),
    ...(options.footer ? { footer: checkTexts(options.footer, `\`footer\` of ${builder}`) } : {}),
    ...into,
  };
  return announce(adaptToTarget(document, server));
}

function declaredCalls(jobs: readonly Job<never>[]): readonly DeclaredCall[] {
  return jobs
    .map(jobNode)
    .flatMap(({ id, declared }) => (declared === undefined ? [] : [{ ...declared, path: ["jobs", id] }]));
}

/** What goes through `raw` is not known: its callers give what they want. */
function declarationsOf({ workflow_call: called }: On): { readonly takes?: CallDeclarations } {
  return called === undefined || hidesNames(called)
    ? {}
    : { takes: { inputs: called?.inputs ?? {}, secrets: called?.secrets ?? {} } };
}

function lowerWorkflow(id: string, options: WorkflowOptions<On, string>, into: Lowering): WorkflowModel {
  const { name = id, on, jobs, outputs, note, ...others } = options;
  const { header: _header, footer: _footer, extension: _extension, root: _root, target: _target, ...rest } = others;
  const called: unknown = on.events.workflow_call;
  const isRaw = rawOf(called) !== undefined;
  if (outputs && (called === undefined || isRaw)) {
    into.diagnostics.push(outputsWithoutCall({ isRaw }, { path: ["on"] }));
  }
  checkRequired(jobs, on.events, into);
  const keys = lowerMap(rest, [], into);
  const byId = new Map(jobs.map((job) => [job.id, jobNode(job)] as const));
  for (const [output, declared] of Object.entries<WorkflowOutput>(outputs ?? {})) {
    const described = Object(declared) as { readonly value?: unknown };
    const value =
      expressionOf(declared) ?? (Object.hasOwn(described, "value") ? expressionOf(described.value) : undefined);
    if (value) checkCallOutputs(value, byId, ["on", "workflow_call", "outputs", output], into);
  }
  placeNote(readNote(note, `workflow ${JSON.stringify(id)}`), [], into);
  const model = {
    ...(name === null ? {} : { name: lower(name, ["name"], into) as string }),
    on: lowerTriggers(on.events, outputs, into),
    ...keys,
    jobs: lowerJobs(jobs, keys, into),
  };
  checkComments(model, into);
  return model;
}
