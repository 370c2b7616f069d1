import { asMap, eventsOf, isMap, type JobView, jobResults, type ValueMap } from "@yardmaster/core";
import type { TypedWorkflow } from "./document.ts";
import { anyType, booleanType, objectOf, oneOf, type ScalarType, textType, type ValueType } from "./value-type.ts";

/** Gives the type of a job's outputs as expressions of the job make them; undefined where nothing more is known. */
export type TypeOfOutput = (job: JobView, output: string) => ValueType | undefined;

/** The `needs` of a job. */
export function needsType(job: JobView, workflow: TypedWorkflow, typeOfOutput: TypeOfOutput): ValueType {
  const { needs } = job.keys;
  const ids = typeof needs === "string" ? [needs] : needs === undefined || needs === null ? [] : needs;
  if (!Array.isArray(ids) || ids.some((id) => typeof id !== "string" || id.includes("${{"))) return anyType;
  const needed = ids.map((id: string) => ({ id, job: jobBy(id, workflow) }));
  return objectOf(
    // GitHub's parser tells of what is no job.
    needed.map(({ id, job: needs }) => [id, needs ? jobType(needs, workflow, typeOfOutput) : anyType] as const),
    { of: "needs", job: job.id, others: workflow.jobs.map(({ id }) => id).filter((id) => id !== job.id) },
  );
}

/** The `jobs` that outputs of `workflow_call` read. */
export function jobsType(workflow: TypedWorkflow, typeOfOutput: TypeOfOutput): ValueType {
  return objectOf(
    workflow.jobs.map((job) => [job.id, jobType(job, workflow, typeOfOutput)] as const),
    { of: "jobs" },
  );
}

export function jobBy(id: string, { jobs }: TypedWorkflow): JobView | undefined {
  return jobs.find((job) => job.id.toLowerCase() === id.toLowerCase());
}

function jobType(job: JobView, workflow: TypedWorkflow, typeOfOutput: TypeOfOutput): ValueType {
  return objectOf(
    [
      ["outputs", outputsType(job, workflow, typeOfOutput)],
      ["result", resultType(job)],
    ],
    { of: "context", name: `needs.${job.id}` },
  );
}

function resultType({ id, keys, path }: JobView): ScalarType {
  if (keys["continue-on-error"] !== true) return oneOf(jobResults);
  const tolerated = { holder: "job", id, path: [...path, "continue-on-error"] } as const;
  return { ...oneOf(jobResults.filter((result) => result !== "failure")), tolerated };
}

function outputsType(job: JobView, workflow: TypedWorkflow, typeOfOutput: TypeOfOutput): ValueType {
  const { keys, id, uses } = job;
  const texts = (names: readonly string[], file?: string) =>
    objectOf(
      names.map((name) => [name, textType] as const),
      { of: "job-outputs", job: id, ...(file === undefined ? {} : { file }) },
    );
  if (keys.uses === undefined) {
    const { outputs } = keys;
    if (outputs !== undefined && outputs !== null && !isMap(outputs)) return anyType;
    return objectOf(
      Object.keys(asMap(outputs) ?? {}).map((name) => [name, asText(typeOfOutput(job, name))] as const),
      { of: "job-outputs", job: id },
    );
  }
  if (uses?.kind === "local") {
    const file = uses.text.replace(/^[.$]\//, "");
    const called = workflow.facts.workflows.get(file);
    const outputs = called && outputsOfCall(called.model);
    return outputs ? texts(outputs, file) : anyType;
  }
  if (uses?.kind !== "repository") return anyType;
  const published = workflow.facts.published(`${uses.owner}/${uses.repository}/${uses.folder}`, uses.ref);
  return published?.kind === "workflow" ? texts(published.outputs, uses.text) : anyType;
}

function outputsOfCall({ on }: ValueMap): readonly string[] | undefined {
  const call = on === undefined ? undefined : eventsOf(on).get("workflow_call");
  if (!call) return undefined;
  const { outputs } = call;
  if (outputs !== undefined && outputs !== null && !isMap(outputs)) return undefined;
  return Object.keys(asMap(outputs) ?? {});
}

/** Outputs are texts; what was a boolean is one of two, or empty where the job was skipped. */
function asText(type: ValueType | undefined): ValueType {
  return type === booleanType ? oneOf(["true", "false", "", null]) : textType;
}
