import type { ModelPath } from "../diagnostics/diagnostic.ts";
import { type Expression, walkExpression } from "../expressions/expression.ts";
import type { WorkflowDocument } from "../model/document.ts";
import type { ModelComment, Value, WorkflowModel } from "../model/model.ts";
import { overruleRaw } from "../model/overrule-raw.ts";
import { releaseOf, type Target } from "../platform/target.ts";
import { adaptExpressions } from "./adapt-expressions.ts";
import { adaptReferences } from "./adapt-references.ts";
import { adaptSchedules } from "./adapt-schedules.ts";
import { type Adaptation, asMap, mapEntries } from "./adaptation.ts";
import { refuseMissing } from "./refuse-missing.ts";

/**
 * The same workflow for a target: what the target lacks is written in another way of the same meaning, or becomes an
 * error with the reason. Comments, call sites and escapes move with their nodes. Schedules are checked for every target.
 */
export function adaptToTarget<D extends WorkflowDocument>(document: D, target: Target): D {
  const into: Adaptation = { target, diagnostics: [] };
  let readsSchedule = false;
  const observe = (expression: Expression): void => {
    readsSchedule ||= readsEventSchedule(expression);
  };
  // github.com has every feature, so that no expression needs another form there.
  const isServer = releaseOf(target) !== undefined;
  const expressed = isServer ? (adaptExpressions(document.model, [], into, observe) as WorkflowModel) : document.model;
  const { on, comments, relocate } = adaptSchedules(expressed.on, readsSchedule, into);
  const model = refuseMissing(adaptCalls({ ...expressed, on }, into), into);
  const moved = <T extends { readonly path: readonly (string | number)[] }>(nodes: readonly T[]): T[] =>
    nodes.map((node) => ({ ...node, path: relocate(node.path) }));
  return {
    ...document,
    model,
    comments: [...moved(document.comments), ...comments].map((comment) => resettle(comment, model)),
    origins: moved(document.origins),
    escapes: moved(document.escapes),
    diagnostics: [
      ...document.diagnostics.map((diagnostic) =>
        diagnostic.place && "path" in diagnostic.place
          ? { ...diagnostic, place: { path: relocate(diagnostic.place.path) } }
          : diagnostic,
      ),
      ...into.diagnostics.map((diagnostic) => overruleRaw(diagnostic, moved(document.escapes))),
    ],
  };
}

/** A comment on a key that was left out stands above what had the key. */
function resettle(comment: ModelComment, model: WorkflowModel): ModelComment {
  let path = comment.path;
  while (path.length > 0 && !hasNode(model, path)) path = path.slice(0, -1);
  return path.length === comment.path.length ? comment : { ...comment, path, position: "above" };
}

function hasNode(model: WorkflowModel, path: ModelPath): boolean {
  let node: Value | undefined = model;
  for (const key of path) node = (node as { readonly [key: string | number]: Value } | null | undefined)?.[key];
  return node !== undefined;
}

function adaptCalls(model: WorkflowModel, into: Adaptation): WorkflowModel {
  const { on } = model;
  const isCalled =
    on === "workflow_call" ||
    (Array.isArray(on) ? on.includes("workflow_call") : asMap(on)?.workflow_call !== undefined);
  const jobs = mapEntries(model.jobs, (id, job) =>
    job === undefined ? job : adaptReferences(asMap(job) ?? {}, isCalled, ["jobs", id], into),
  );
  return { ...model, jobs: jobs as WorkflowModel["jobs"] };
}

/** `github.event.schedule`. A script that reads it from the event's file is not seen. */
function readsEventSchedule(expression: Expression): boolean {
  let reads = false;
  walkExpression(expression, (part) => {
    if (isEvent(part, "index")) reads = true;
    if (isEvent(part, "property") && part.name.toLowerCase() === "schedule") reads = true;
  });
  return reads;
}

/** Whether a part reads something of `github.event`. */
function isEvent<K extends "property" | "index">(part: Expression, kind: K): part is Expression & { kind: K } {
  if (part.kind !== kind) return false;
  const { object } = part as Expression & { kind: K };
  return (
    object.kind === "property" &&
    object.name.toLowerCase() === "event" &&
    object.object.kind === "context" &&
    object.object.name === "github"
  );
}
