import { asList, asMap, type ModelPath, type SourceDocument, type Value, type ValueMap } from "@yardmaster/core";

/** A step that uses an action of the repository itself. */
export interface LocalStep {
  readonly path: ModelPath;
  readonly step: ValueMap;
  /** Relative to the root of the repository; the empty text is the root. */
  readonly folder: string;
  /** `$/…`, of the running commit, or `./…`, of whatever lies in the workspace. */
  readonly isOfCommit: boolean;
  /** What stands in the workspace is this repository: nothing but plain checkouts has run before. */
  readonly hasOwnCheckout: boolean;
  /** Names of its outputs that the job or the action reads. */
  readonly outputsRead: readonly string[];
}

/** @returns none of a workflow with a root of its own: its repository is another one. */
export function localSteps(document: SourceDocument): readonly LocalStep[] {
  if (document.yardmaster === "data") return [];
  if (document.yardmaster === "action") {
    const runs = asMap(document.model.runs);
    return stepsOf(runs?.steps, ["runs", "steps"], document.model, false);
  }
  if (document.root !== undefined) return [];
  const isCalled = asMap(document.model.on)?.workflow_call !== undefined; // maybe from another repository
  return Object.entries(document.model.jobs).flatMap(([id, job]) =>
    stepsOf(job.steps, ["jobs", id, "steps"], job, !isCalled),
  );
}

function stepsOf(
  list: Value | undefined,
  path: ModelPath,
  reader: ValueMap,
  isCaller: boolean,
  before: readonly Value[] = [],
): readonly LocalStep[] {
  const steps = asList(list);
  return steps.flatMap((value, index): readonly LocalStep[] => {
    const step = asMap(value) ?? {};
    const at = [...path, index];
    const earlier = [...before, ...steps.slice(0, index)];
    if (step.parallel !== undefined) return stepsOf(step.parallel, [...at, "parallel"], reader, isCaller, earlier);
    const uses = /^([.$])\/(?:\.\/)*(.*?)\/*$/.exec(typeof step.uses === "string" ? step.uses : "");
    if (!uses) return [];
    const hasOwnCheckout = isCaller && earlier.length > 0 && earlier.every(isPlainCheckout);
    return [
      {
        path: at,
        step,
        folder: uses[2] ?? "",
        isOfCommit: uses[1] === "$",
        hasOwnCheckout,
        outputsRead: typeof step.id === "string" ? outputsOf(step.id, JSON.stringify(reader)) : [],
      },
    ];
  });
}

function isPlainCheckout(value: Value): boolean {
  const { uses, with: given } = asMap(value) ?? {};
  const { repository, path, ref } = asMap(given) ?? {};
  const isCheckout = typeof uses === "string" && /^actions\/checkout@/i.test(uses);
  return isCheckout && repository === undefined && path === undefined && ref === undefined;
}

function outputsOf(id: string, text: string): readonly string[] {
  const reads = text.matchAll(new RegExp(`\\bsteps\\.${id}\\.outputs\\.([A-Za-z_][\\w-]*)`, "g"));
  return [...new Set([...reads].map(([, name = ""]) => name))];
}
