import { contextsOf, expressionsIn, isMap, type ModelPath, type ValueMap } from "@yardmaster/core";
import type { YamlComment } from "@yardmaster/yaml-io";
import { pathKey } from "../writing/decisions.ts";
import type { ImportedFile } from "../writing/import-plan.ts";
import { isList, placeSteps } from "./place-steps.ts";
import { readersAround } from "./readers-around.ts";
import { stepKind } from "./step-kind.ts";
import { findUses } from "./step-reads.ts";
import { jobFitsShell } from "./template-language.ts";

/** A list of steps, each with a text that is the same for steps that a function can stand for. */
export interface StepList {
  readonly file: ImportedFile;
  readonly path: ModelPath;
  readonly steps: readonly RepeatableStep[];
}

export interface RepeatableStep {
  readonly keys: ValueMap;
  /** Values, comments and what follows from the job; undefined where the step is bound to its place. */
  readonly text: string | undefined;
}

/**
 * The lists of steps of a workflow.
 * @param scope of the functions that are meant: in a module of its own no context is known.
 * @param isTaken of steps that stand for themselves.
 */
export function listsOf(
  file: ImportedFile,
  scope: "module" | "import",
  isTaken: (path: ModelPath) => boolean,
): readonly StepList[] {
  const { jobs } = file.model;
  if (file.kind !== "workflow" || !isMap(jobs)) return [];
  const comments = commentsByStep(file);
  return Object.entries(jobs).flatMap(([id, job]) => {
    if (!isMap(job) || !isList(job.steps)) return [];
    const path = ["jobs", id, "steps"];
    const placed = placeSteps(job.steps, path);
    const used = new Set([...findUses(placed, readersAround(path, file)).keys()].map((step) => pathKey(step.path)));
    const fitsShell = jobFitsShell(path, file);
    const steps = job.steps.map((keys, index) => {
      const at = pathKey([...path, index]);
      const isFree = !used.has(at) && !isTaken([...path, index]);
      if (!isMap(keys)) return { keys: {}, text: undefined };
      const isBound = !isFree || !canStandAnywhere(keys, scope === "module" ? moduleContexts : noContexts);
      const shell = keys.run !== undefined && keys.shell === undefined ? fitsShell : undefined;
      return { keys, text: isBound ? undefined : JSON.stringify([keys, shell, comments.get(at) ?? []]) };
    });
    return [{ file, path, steps }];
  });
}

/** What a function of the module can read as well as a job. */
const moduleContexts: ReadonlySet<string> = new Set("github inputs secrets vars env runner job strategy".split(" "));
const noContexts: ReadonlySet<string> = new Set();

function canStandAnywhere(keys: ValueMap, contexts: ReadonlySet<string>): boolean {
  const kind = stepKind(keys);
  if ((kind !== "run" && kind !== "uses") || keys.background !== undefined) return false;
  // As an entry of a list, its `if` is one of a step.
  return expressionsIn([keys]).every(({ expression }) => contextsOf(expression).every((name) => contexts.has(name)));
}

type CommentText = readonly [kind: YamlComment["kind"], below: ModelPath, text: string];

function commentsByStep({ document }: ImportedFile): ReadonlyMap<string, readonly CommentText[]> {
  const found = new Map<string, CommentText[]>();
  for (const { kind, path, text } of document.comments()) {
    if (path[0] !== "jobs" || path[2] !== "steps" || path.length < 4) continue;
    const at = pathKey(path.slice(0, 4));
    found.set(at, [...(found.get(at) ?? []), [kind, path.slice(4), text]]);
  }
  return found;
}
