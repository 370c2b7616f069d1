import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { combinePermissions, type PermissionLevels } from "./combine-permissions.ts";

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly "runs-on"?: string;
  readonly uses?: string;
  readonly needs?: unknown;
  readonly if?: string;
  readonly environment?: unknown;
  readonly permissions?: PermissionLevels;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: unknown;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly "timeout-minutes"?: number;
  readonly strategy?: { readonly matrix?: unknown };
}

export interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly permissions: unknown;
  readonly defaults?: unknown;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly "cache-mode"?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = new URL("../../../.github/workflows/", import.meta.url);

/** File names in `.github/workflows`, sorted. */
export const files: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(".yml"))
  .sort();

export const texts: ReadonlyMap<string, string> = new Map(
  files.map((file) => [file, readFileSync(new URL(file, folder), "utf8")]),
);

export const workflows: ReadonlyMap<string, Workflow> = new Map(
  [...texts].map(([file, text]) => [file, parse(text) as Workflow]),
);

/** @param path of the file, or its name alone */
export function workflow(path: string): Workflow {
  const found = workflows.get(path.split("/").at(-1) ?? "");
  if (!found) throw new Error(`${path} was not generated`);
  return found;
}

/** `at` is `FILE JOB`. */
export const jobs = [...workflows].flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([id, job]) => ({ at: `${file} ${id}`, job })),
);

/** `at` is `FILE JOB STEP`. */
export const steps = jobs.flatMap(({ at, job }) =>
  (job.steps ?? []).map((step, index) => ({ at: `${at} ${step.name ?? index}`, step })),
);

/** The permissions that a job which calls the workflow must have, so that each of its jobs can have its own. */
export function neededPermissions({ jobs }: Pick<Workflow, "jobs">): PermissionLevels {
  return combinePermissions(Object.values(jobs).map((job) => job.permissions ?? {}));
}
