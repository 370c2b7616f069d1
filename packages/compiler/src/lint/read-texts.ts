import type { RepositoryFacts, WorkflowFact, YamlTree } from "@yardmaster/core";
import { workflowModel } from "../documents/read-model.ts";
import type { LintedFile } from "./read-subject.ts";
import { createReader } from "./repository-reader.ts";
import type { RepositoryTexts } from "./repository-texts.ts";

/** A repository's own files, read once for somebody who judges none of them. */
export interface ReadTexts {
  /** With the metadata of its actions; nothing of other repositories. */
  readonly facts: RepositoryFacts;
  /** By path, sorted. */
  readonly workflows: ReadonlyMap<string, WorkflowFact>;
  /** Files among the workflows that are none, by path: what is wrong, as a sentence without a final stop. */
  readonly unreadable: ReadonlyMap<string, string>;
  readonly tree: (path: string) => YamlTree | undefined;
}

export function readTexts(texts: RepositoryTexts): ReadTexts {
  const { read, facts } = createReader(texts, []);
  const workflows = new Map<string, WorkflowFact>();
  const unreadable = new Map<string, string>();
  for (const file of [...texts.workflows].sort()) {
    const linted = read(file);
    if (!linted) continue;
    const model = workflowModel(linted.document.model);
    const problem = problemOf(linted);
    if (model && problem === undefined) workflows.set(file, { file, model });
    else unreadable.set(file, problem ?? "it is no map with `on` and `jobs`");
  }
  return { facts, workflows, unreadable, tree: (path) => read(path)?.document.tree };
}

function problemOf({ document }: LintedFile): string | undefined {
  const [problem] = document.diagnostics;
  if (!problem) return undefined;
  const sentence = problem.message.replace(/\.$/, "");
  const at = problem.place && "location" in problem.place ? problem.place.location : undefined;
  return at ? `line ${at.line}, column ${at.column}: ${sentence}` : sentence;
}
