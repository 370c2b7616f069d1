import type { ModelPath } from "../diagnostics/diagnostic.ts";
import type { Value, ValueMap, WorkflowModel } from "../model/model.ts";
import { type Adaptation, asList, asMap, mapEntries, refuse } from "./adaptation.ts";
import { targetLimit } from "./diagnostics.ts";
import { type FeatureId, type features, hasFeature, limitsOf } from "./feature-table.ts";

/** Permission scopes that are features of their own. */
const scopes = [
  "artifact-metadata",
  "attestations",
  "code-quality",
  "copilot-requests",
  "drives",
  "models",
  "vulnerability-alerts",
] as const satisfies readonly FeatureId[];

const backgroundKeys = ["background", "wait", "wait-all", "cancel", "parallel"];
const serviceKeys = ["command", "entrypoint"];

/**
 * Reports the keys that the target lacks and nothing else can say. A key that says only what is so without it, such as
 * `queue: single`, is left out instead.
 */
export function refuseMissing(model: WorkflowModel, into: Adaptation): WorkflowModel {
  refuseEvents(model.on, into);
  refuseCounts(model, into);
  const common = adaptCommonKeys(model, [], into) as WorkflowModel;
  const jobs = mapEntries(common.jobs, (id, job) => adaptJob(asMap(job) ?? {}, ["jobs", id], into));
  return { ...common, jobs: jobs as WorkflowModel["jobs"] };
}

function refuseEvents(on: Value, into: Adaptation): void {
  const names = typeof on === "string" ? [on] : Array.isArray(on) ? on : Object.keys(asMap(on) ?? {});
  if (names.includes("image_version")) refuse(into, "snapshot", asMap(on) ? ["on", "image_version"] : ["on"]);
}

function refuseCounts(model: WorkflowModel, into: Adaptation): void {
  const limits = limitsOf(into.target);
  const inputs = asMap(asMap(asMap(model.on)?.workflow_dispatch)?.inputs);
  limit(Object.keys(inputs ?? {}).length, limits.dispatchInputs, "inputs of `workflow_dispatch`", [
    "on",
    "workflow_dispatch",
    "inputs",
  ]);
  const called = Object.values(model.jobs).flatMap((job) => (typeof job.uses === "string" ? [job.uses] : []));
  limit(new Set(called).size, limits.reusableWorkflows, "reusable workflows that it calls", ["jobs"]);

  function limit(count: number, most: number, what: string, path: ModelPath): void {
    if (count <= most) return;
    into.diagnostics.push(targetLimit({ target: into.target, what, count, limit: most }, { path }));
  }
}

function adaptJob(job: ValueMap, path: ModelPath, into: Adaptation): ValueMap {
  if (job.snapshot !== undefined) refuse(into, "snapshot", [...path, "snapshot"]);
  for (const [name, service] of Object.entries(asMap(job.services) ?? {})) {
    const key = serviceKeys.find((candidate) => candidate in (asMap(service) ?? {}));
    if (key !== undefined) refuse(into, "service-command", [...path, "services", name, key]);
  }
  for (const [index, step] of asList(job.steps).entries()) {
    const key = backgroundKeys.find((candidate) => candidate in (asMap(step) ?? {}));
    if (key !== undefined) refuse(into, "background-steps", [...path, "steps", index, key]);
  }
  return adaptCommonKeys(job, path, into);
}

/** What a workflow and a job have in common; `environment` is a job's. */
function adaptCommonKeys(keys: ValueMap, path: ModelPath, into: Adaptation): ValueMap {
  return mapEntries(keys, (key, value) => {
    const at = [...path, key];
    const map = asMap(value);
    if (key === "cache-mode") refuse(into, "cache-mode", at);
    if (key === "concurrency" && map) return withoutDefault(map, "queue", "single", "concurrency-queue", at, into);
    if (key === "environment" && map)
      return withoutDefault(map, "deployment", true, "environment-deployment", at, into);
    return key === "permissions" && map ? adaptPermissions(map, at, into) : value;
  });
}

function adaptPermissions(permissions: ValueMap, path: ModelPath, into: Adaptation): ValueMap {
  return scopes.reduce((map, scope) => withoutDefault(map, scope, "none", scope, path, into), permissions);
}

function withoutDefault(
  map: ValueMap,
  key: string,
  byDefault: Value,
  feature: keyof typeof features,
  path: ModelPath,
  into: Adaptation,
): ValueMap {
  if (map[key] === undefined || hasFeature(into.target, feature)) return map;
  if (map[key] !== byDefault) {
    refuse(into, feature, [...path, key]);
    return map;
  }
  const { [key]: _default, ...rest } = map;
  return rest;
}
