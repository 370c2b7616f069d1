import { type UsesReference, viewWorkflow, type WorkflowFact, type WorkflowView } from "@yardmaster/core";
import type { SimulatedRepository } from "../trace/facts.ts";

/** A repository other than the calling one, at a commit: what `./` means in its workflows. */
export interface ForeignPlace {
  readonly owner: string;
  readonly repository: string;
  readonly ref: string;
}

/** A workflow that a job names by `uses`. */
export interface CalledFile {
  /** The same for the same file at the same commit: its path, or `owner/repository/path@ref`. */
  readonly key: string;
  /** From the root of its repository. */
  readonly file: string;
  /** Undefined for the calling repository, at the commit of the run. */
  readonly place: ForeignPlace | undefined;
}

export type FoundWorkflow =
  | ({ readonly kind: "found"; readonly view: WorkflowView } & CalledFile)
  /** Of another repository, and nobody gave it. */
  | ({ readonly kind: "unknown" } & CalledFile)
  /** Certainly not there. `problem`: it is there, and no workflow. */
  | ({ readonly kind: "missing"; readonly problem?: string } & CalledFile)
  /** `uses` names none, in no form that GitHub knows. */
  | { readonly kind: "invalid" };

/**
 * Source: docs.github.com, "Reuse workflows": a local one comes from the repository and commit of the workflow that names it.
 * @param around where the calling workflow itself comes from.
 */
export function findCalled(
  uses: UsesReference,
  { workflows, unreadable, invalid, calledElsewhere }: SimulatedRepository,
  around: ForeignPlace | undefined,
): FoundWorkflow {
  if (uses.kind === "local" && !around) {
    const { folder: file } = uses;
    const called = { key: file, file, place: undefined };
    const fact = workflows.get(file);
    const refused = invalid?.get(file);
    if (refused !== undefined) return { kind: "missing", ...called, problem: refused };
    if (fact) return { kind: "found", ...called, view: viewOf(fact) };
    const problem = unreadable?.get(file);
    return problem === undefined ? { kind: "missing", ...called } : { kind: "missing", ...called, problem };
  }
  if (uses.kind !== "local" && uses.kind !== "repository") return { kind: "invalid" };
  const { owner, repository, ref } = uses.kind === "repository" ? uses : (around as ForeignPlace);
  const place = { owner, repository, ref };
  const file = uses.folder;
  const key = uses.kind === "repository" ? uses.text : `${owner}/${repository}/${file}@${ref}`;
  const fact = calledElsewhere?.get(key);
  return fact ? { kind: "found", key, file, place, view: viewOf(fact) } : { kind: "unknown", key, file, place };
}

/** A workflow is called many times. */
const views = new WeakMap<object, WorkflowView>();

export function viewOf({ model }: WorkflowFact): WorkflowView {
  const view = views.get(model) ?? viewWorkflow(model);
  views.set(model, view);
  return view;
}
