import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** A step of a generated workflow, as GitHub reads it. */
export interface GeneratedStep {
  /** `workflow / job / name`. */
  readonly label: string;
  readonly workflow: string;
  readonly job: string;
  /** Of workflow, job and step together; `${{ }}` as written. */
  readonly env: Readonly<Record<string, string>>;
  /** What `defaults` and the step together choose; undefined when neither does. */
  readonly shell: string | undefined;
  /** A step has either `run` or `uses`. */
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Scope {
  readonly env?: Readonly<Record<string, unknown>>;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
}
interface ParsedStep extends Scope {
  readonly name?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface ParsedWorkflow extends Scope {
  readonly jobs: Readonly<Record<string, Scope & { readonly steps?: readonly ParsedStep[] }>>;
}

const folder = fileURLToPath(new URL("../../../.github/workflows/", import.meta.url));

/** Every step of every file in `.github/workflows`, in the order of files, jobs and steps. */
export function generatedSteps(): readonly GeneratedStep[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yml"));
  return files.sort().flatMap((file) => {
    const workflow = parse(readFileSync(`${folder}${file}`, "utf8")) as ParsedWorkflow;
    return Object.entries(workflow.jobs).flatMap(([id, job]) =>
      (job.steps ?? []).map((step, index) => describe(basename(file, ".yml"), workflow, id, job, step, index)),
    );
  });
}

function describe(
  workflow: string,
  top: Scope,
  job: string,
  middle: Scope,
  step: ParsedStep,
  index: number,
): GeneratedStep {
  const env = Object.entries({ ...top.env, ...middle.env, ...step.env });
  return {
    label: `${workflow} / ${job} / ${step.name ?? step.uses ?? index}`,
    workflow,
    job,
    env: Object.fromEntries(env.map(([name, value]) => [name, String(value)])),
    shell: step.shell ?? middle.defaults?.run?.shell ?? top.defaults?.run?.shell,
    ...(step.run === undefined ? {} : { run: step.run }),
    ...(step.uses === undefined ? {} : { uses: step.uses }),
    ...(step.with === undefined ? {} : { with: step.with }),
  };
}
