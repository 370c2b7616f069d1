import { writeProperty } from "../values/write-text.ts";
import type { Reference, References } from "../writing/references.ts";
import { type JobPart, neededJobs } from "./workflow-parts.ts";

/** How a job's matrix is read. */
export interface LegNames {
  /** The identifier of its handle, or `matrix` where that is given to a function. */
  readonly name: string;
  readonly properties: ReadonlySet<string>;
}

export interface JobReferences extends References {
  /** Jobs of which a handle was read: `needs` follows from these. */
  readonly read: ReadonlySet<string>;
}

/** What a job can read: the jobs that it needs, and the leg of its matrix. */
export function jobReferences(
  job: JobPart,
  jobs: ReadonlyMap<string, JobPart>,
  legs: LegNames | undefined,
): JobReferences {
  const read = new Set<string>();
  const needed = new Set(neededJobs(job.keys.needs));
  return {
    read,
    resolve(chain) {
      const [context, name] = chain;
      if (context === "needs" && name !== undefined && needed.has(name)) {
        const reference = jobReference(jobs.get(name), chain);
        if (reference) read.add(name);
        return reference;
      }
      if (context !== "matrix" || name === undefined || !legs?.properties.has(name)) return undefined;
      return { source: legs.name + writeProperty(name), names: 2 };
    },
  };
}

/** What the workflow itself reads of its jobs, as outputs for its callers. */
export function workflowReferences(jobs: ReadonlyMap<string, JobPart>): References {
  return {
    resolve(chain) {
      const [context, name] = chain;
      return context === "jobs" && name !== undefined ? jobReference(jobs.get(name), chain) : undefined;
    },
  };
}

function jobReference(job: JobPart | undefined, chain: readonly string[]): Reference | undefined {
  const [, , property, output] = chain;
  if (!job) return undefined;
  if (property === "result") return { source: `${job.name}.result`, names: 3 };
  if (property !== "outputs" || output === undefined || !job.outputs.has(output)) return undefined;
  return { source: `${job.name}.outputs${writeProperty(output)}`, names: 4 };
}
