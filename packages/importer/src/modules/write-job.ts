import { type ModelPath, mappingKeys, type Value } from "@yardmaster/core";
import { type PlannedSteps, planSteps } from "../steps/plan-steps.ts";
import { writeCondition } from "../values/write-condition.ts";
import { writeNote } from "../values/write-note.ts";
import { writeRaw } from "../values/write-raw.ts";
import { writeString } from "../values/write-text.ts";
import { writeValue } from "../values/write-value.ts";
import { pathKey } from "../writing/decisions.ts";
import type { References } from "../writing/references.ts";
import { withComments } from "./comments-at-keys.ts";
import { type JobReferences, jobReferences } from "./job-references.ts";
import { type Entry, printEntries } from "./print-entries.ts";
import { type JobPart, neededJobs, type WorkflowParts } from "./workflow-parts.ts";
import { writeCallee } from "./write-callee.ts";
import { writeConcurrency } from "./write-concurrency.ts";
import { hasSeveralLegs, type MatrixPlan, writeMatrix, writeStrategy } from "./write-matrix.ts";
import { writeJobPermissions } from "./write-permissions.ts";
import { writeRequiredCheck } from "./write-required-check.ts";
import { writeSnapshot } from "./write-snapshot.ts";

/** A workflow while its jobs are written. */
export interface WrittenWorkflow extends WorkflowParts {
  /** By job. */
  readonly steps: ReadonlyMap<string, PlannedSteps>;
  readonly matrices: ReadonlyMap<string, MatrixPlan>;
}

/** Declares the handle of a job, with what has to stand before it. */
export function writeJob(job: JobPart, workflow: WrittenWorkflow): void {
  const { writer } = workflow;
  const path = ["jobs", job.id];
  const check = writeRequiredCheck(job, workflow);
  const made = check ?? (job.callee ? writeCall(job, workflow) : writeOwnJob(job, workflow));
  writer.declare(`const ${job.name} = ${writer.mark(path)}${made};`);
}

function writeCall(job: JobPart, workflow: WrittenWorkflow): string {
  const { writer } = workflow;
  const legs = declareMatrix(job, workflow);
  const references = jobReferences(job, workflow.jobs, legs);
  const callee = job.callee && writeCallee(job, job.callee, workflow);
  const isShared = job.outputsRead.size > 0 && hasSeveralLegs(legs?.definition);
  const entries = [
    ...writeKeys(job, workflow, { references, legs, outer: references, isCall: true }),
    ...writeMissing(job, workflow),
    ...(isShared ? [["outputsOfLastLeg", "true"] as const] : []),
  ];
  const options = noted(entries, job, workflow);
  const rest = options.length === 0 ? "" : `, ${printEntries(options)}`;
  return `${writer.language("call")}(${writeString(job.id)}, ${callee}${rest})`;
}

function writeOwnJob(job: JobPart, workflow: WrittenWorkflow): string {
  const { writer } = workflow;
  const legs = declareMatrix(job, workflow);
  const outer = jobReferences(job, workflow.jobs, legs);
  const steps = workflow.steps.get(job.id) ?? planSteps(undefined, ["jobs", job.id, "steps"], writer);
  const references = steps.references(outer);
  // A key without a value has none, as far as GitHub goes.
  const written = (job.keys.steps ?? null) === null ? "[]" : steps.write(outer);
  const list = legs?.form === "inline" ? `({ matrix }) => ${written}` : written;
  const entries = writeKeys(job, workflow, { references, legs, outer, isCall: false });
  const options = noted([...entries, ["steps", list]], job, workflow);
  return `${writer.language("job")}(${writeString(job.id)}, ${printEntries(options)})`;
}

/** What the callee asks for and the original does not give: an empty map, which GitHub takes for nothing. */
function writeMissing(job: JobPart, { writer }: WorkflowParts): readonly Entry[] {
  return ["with", "secrets"].flatMap((key): readonly Entry[] => {
    const path = ["jobs", job.id, key];
    const reason = writer.decisions.raw.get(pathKey(path));
    return reason === undefined || job.keys[key] !== undefined ? [] : [[key, writeRaw({}, path, reason, writer)]];
  });
}

/** A matrix that more than the steps read is declared before its job. */
function declareMatrix(job: JobPart, { writer, jobs, matrices }: WrittenWorkflow): MatrixPlan | undefined {
  const plan = matrices.get(job.id);
  if (plan?.form !== "handle") return plan;
  const definition = writeMatrix(plan, jobReferences(job, jobs, undefined), writer);
  writer.declare(`const ${plan.name} = ${writer.language("matrix")}(${definition});`);
  return plan;
}

interface JobSources {
  readonly references: References;
  readonly outer: JobReferences;
  readonly legs: MatrixPlan | undefined;
  readonly isCall: boolean;
}

/** All keys but `steps` and `uses`. */
function writeKeys(job: JobPart, workflow: WrittenWorkflow, sources: JobSources): readonly Entry[] {
  const { writer } = workflow;
  const unknown: [string, Value][] = [];
  const known = Object.entries(job.keys).flatMap(([key, value = null]): readonly Entry[] => {
    if (key === "steps" || key === "uses" || key === "needs") return [];
    if (!(sources.isCall ? callKeys : jobKeys).has(key)) {
      unknown.push([key, value]);
      return [];
    }
    return writeKey(key, value, job, workflow, sources);
  });
  const needs = writeNeeds(job, workflow, sources.outer.read);
  if (needs?.[0] === "raw") unknown.push(["needs", job.keys.needs ?? null]);
  const why = `The language does not know these keys of a ${sources.isCall ? "call" : "job"}.`;
  const raw: readonly Entry[] =
    unknown.length === 0 ? [] : [["raw", writeRaw(Object.fromEntries(unknown), ["jobs", job.id], why, writer)]];
  return [...(needs && needs[0] !== "raw" ? [needs] : []), ...known, ...raw];
}

const jobKeys = new Set<string>(mappingKeys["jobs.*"].keys.filter((key) => !["uses", "with", "secrets"].includes(key)));
const callKeys = new Set("name if permissions concurrency strategy with secrets".split(" "));

function writeKey(
  key: string,
  value: Value,
  job: JobPart,
  { writer }: WorkflowParts,
  { references, outer, legs }: JobSources,
): readonly Entry[] {
  const path: ModelPath = ["jobs", job.id, key];
  switch (key) {
    case "strategy":
      return [[key, writeStrategy(value, path, legs, outer, writer)]];
    case "outputs": {
      const outputs: Entry = [key, writeValue(value, path, references, writer)];
      return hasSeveralLegs(legs?.definition) ? [outputs, ["outputsOfLastLeg", "true"]] : [outputs];
    }
    case "with":
    case "secrets":
      return [[key, writeValue(value, path, references, writer)]];
    case "permissions":
      return [[key, withComments(writeJobPermissions(value, job.keys.steps, path, references, writer), path, writer)]];
    default: {
      const write = writers[key] ?? writeValue;
      return [[key, withComments(write(value, path, references, writer), path, writer)]];
    }
  }
}

const writers: Readonly<Record<string, typeof writeValue>> = {
  if: writeCondition,
  concurrency: writeConcurrency,
  snapshot: writeSnapshot,
};

/** Left out where it follows from the handle that is read; `raw` where it names what is no job. */
function writeNeeds(job: JobPart, { jobs, writer }: WorkflowParts, read: ReadonlySet<string>): Entry | undefined {
  const { needs } = job.keys;
  const path = ["jobs", job.id, "needs"];
  if (needs === undefined) return undefined;
  const ids = neededJobs(needs);
  const names = ids.map((id) => jobs.get(id)?.name);
  const isOdd = names.includes(undefined) || names.length === 0 || new Set(names).size < names.length;
  if (isOdd || writer.decisions.raw.has(pathKey(path))) return ["raw", ""];
  const follows = names.length === 1 && read.has(ids[0] ?? "") && !writer.decisions.plain.has(pathKey(path));
  return follows ? undefined : ["needs", `${writer.mark(path)}[${names.join(", ")}]`];
}

/** Comments at the job, and at all in it that has no other place for them. */
function noted(entries: readonly Entry[], job: JobPart, { writer }: WorkflowParts): readonly Entry[] {
  const note = writeNote(writer.comments.takeBelow(["jobs", job.id]));
  return note === undefined ? entries : [["note", note], ...entries];
}
