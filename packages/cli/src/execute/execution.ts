import type { PartialMap, Unknown } from "@yardmaster/core/evaluation";
import type { Annotation, ExecutedRun, RunDefaults, SecretMasker } from "@yardmaster/simulator";
import type { RepositoryCopy } from "./copy-repository.ts";
import type { Mocks } from "./read-mocks.ts";
import type { Graces } from "./run-process.ts";

/** One execution of what an event starts. */
export interface Execution {
  /** Of the repository, absolute: read, never written. */
  readonly root: string;
  /** Of all that is temporary, absolute. */
  readonly folder: string;
  readonly copy: RepositoryCopy;
  readonly run: ExecutedRun;
  readonly mocks: Mocks;
  /** What becomes of a step whose action is neither here nor in the table. */
  readonly unmocked: "refuse" | "skip";
  /** Where shells are looked for. */
  readonly path: string;
  /** Set for each step, over what a runner sets. */
  readonly variables: Readonly<Record<string, string>>;
  readonly masker: SecretMasker;
  /** @param prefix `job / step` */
  readonly print: (prefix: string, line: string) => void;
  /** Names of secrets that are read, not given, and said to be so. */
  readonly missingSecrets: Set<string>;
  /** Aborted by Ctrl-C: then no further step begins. */
  readonly signal: AbortSignal;
  readonly graces?: Graces;
  /** Absolute. */
  readonly artifacts: string;
  readonly system: "linux" | "macos" | "windows";
  /** As Node names it: `x64`. */
  readonly architecture: string;
  /** Absolute: what JavaScript actions run in. */
  readonly node: string;
}

/** A job on its runner: one leg of it. */
export interface Leg {
  readonly execution: Execution;
  readonly name: string;
  /** Absolute. */
  readonly folders: {
    readonly workspace: string;
    readonly temp: string;
    readonly home: string;
    readonly tools: string;
  };
  /** What the run stands on. */
  readonly placeOfRun: { readonly ref: string; readonly sha: string };
  /** In the environment of all that the job starts. */
  readonly trackingId: string;
  /** Of the workflow and the job, then what steps wrote to `GITHUB_ENV`. */
  readonly environment: Map<string, string>;
  /** What steps wrote to `GITHUB_PATH`, the last one first. */
  readonly paths: string[];
  /** Of actions, in the order in which these ran. */
  readonly posts: PostStep[];
  readonly annotations: Annotation[];
  readonly summaries: string[];
  /** Aborted when the job takes too long. */
  readonly controller: AbortController;
}

export interface PostStep {
  readonly name: string;
  readonly condition: string;
  readonly run: (control: StepControl) => Promise<ActionEnd>;
}

/** Steps that see each other: of a job, or of a composite action. */
export interface StepFrame {
  readonly leg: Leg;
  /** Without `env` and `steps`. */
  readonly contexts: PartialMap;
  /** By id. */
  readonly steps: Record<string, PartialMap>;
  /** Of the step that a composite action is. */
  readonly env: Readonly<Record<string, string>>;
  readonly defaults: RunDefaults;
  /** Steps that this one is in. */
  readonly prefix: string;
  /** Of the composite action whose steps they are, absolute. */
  readonly actionFolder?: string;
}

/** What a step is run with. */
export interface StepControl {
  readonly signal: AbortSignal;
  readonly prefix: string;
}

/** What a step, or what an action does, came to. */
export interface ActionEnd {
  readonly outcome: "success" | "failure" | "cancelled" | "refused";
  /** Of one that was refused, or skipped instead: a sentence without a final stop. */
  readonly reason?: string;
  readonly outputs: PartialMap | Unknown;
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly paths: readonly string[];
  /** For the steps of the same action that follow. */
  readonly state: Readonly<Record<string, string>>;
}

export const nothingDone: ActionEnd = { outcome: "success", outputs: {}, env: [], paths: [], state: {} };

/** @param reason a sentence without a final stop. */
export function refused(reason: string): ActionEnd {
  return { ...nothingDone, outcome: "refused", reason };
}

export function failed(): ActionEnd {
  return { ...nothingDone, outcome: "failure" };
}

/**
 * Prints what a step or the runner says: masked, and with what stands around it. A runner of GitHub's that shows this
 * obeys `##[` wherever it stands.
 */
export function say({ execution }: Leg, prefix: string, text: string): void {
  for (const line of text.split(/\r?\n/))
    execution.print(prefix, execution.masker.mask(line).replaceAll("##[", "## ["));
}

export function annotate(leg: Leg, prefix: string, annotation: Annotation): void {
  leg.annotations.push({ ...annotation, message: leg.execution.masker.mask(annotation.message) });
  const { level, message, file, line } = annotation;
  const place = file === undefined ? "" : ` (${file}${line === undefined ? "" : `:${line}`})`;
  say(leg, prefix, `${level}: ${message}${place}`);
}
