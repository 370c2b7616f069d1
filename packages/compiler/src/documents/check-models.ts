import type { AnalyzedWorkflow, RepositoryWorkflows, Suppressed } from "@yardmaster/analyzer";
import {
  asMap,
  type Diagnostic,
  isWithin,
  nothingKnown,
  overruleRaw,
  type Place,
  permissionMissing,
  type RepositoryFacts,
  type WorkflowDocument,
  type WorkflowModel,
  workflowFileName,
} from "@yardmaster/core";
import { readHeader } from "@yardmaster/yaml-io";
import { documentPath } from "../repository/document-path.ts";
import { workflowsFolder } from "../repository/read-generated.ts";
import type { LoadedDocument } from "../sources/load-sources.ts";
import type { Surroundings, TextProblem } from "./check-files.ts";
import { heedComments } from "./heed-comments.ts";
import { createPublishedLookUp } from "./look-up-published.ts";
import { workflowModel } from "./read-model.ts";
import { readWritten } from "./read-written.ts";

export interface LoadedWorkflow extends LoadedDocument {
  readonly document: WorkflowDocument;
}

export interface ModelFindings {
  readonly problems: readonly TextProblem[];
  /** What comments in the sources answer. */
  readonly suppressed: readonly SuppressedProblem[];
}

/** A finding that a comment answers, in the file that is made. */
export interface SuppressedProblem extends Suppressed {
  readonly file: string;
}

/** What the rules say of what the sources make, each repository with the files in it that others wrote. */
export async function checkModels(
  documents: readonly LoadedDocument[],
  around: Surroundings &
    Pick<RepositoryFacts, "action" | "settings" | "text"> & {
      /** Files whose documents are what was meant, and are printed. */
      readonly printed: ReadonlySet<string>;
    },
): Promise<ModelFindings> {
  const checked = documents.filter((loaded) => isWorkflow(loaded) || loaded.document.yardmaster === "action");
  if (checked.length === 0) return { problems: [], suppressed: [] };
  const { checkActionModel, checkModel } = await import("@yardmaster/analyzer");
  const published = await publishedBy(around);
  const workflows = documents.filter(isWorkflow);
  const problems: TextProblem[] = [];
  const suppressed: SuppressedProblem[] = [];
  for (const root of new Set(checked.map(rootOf))) {
    const own = workflows.filter((loaded) => rootOf(loaded) === root);
    const facts = factsOf(root, own, { ...around, published });
    for (const loaded of checked.filter((other) => rootOf(other) === root)) {
      const { source, index, document } = loaded;
      const file = documentPath(document);
      const found = isWorkflow(loaded)
        ? checkModel(analyzed(loaded.document), facts)
        : checkActionModel({ file, model: document.yardmaster === "action" ? document.model : {} }, facts);
      const judged = await heedComments(withoutRepeats(found, document), document);
      suppressed.push(...judged.suppressed.map((one) => ({ ...one, file })));
      // Behind an error of the language, what may be wrong follows from it: the document is not what was meant.
      const isMeant = around.printed.has(file);
      for (const diagnostic of isMeant ? judged.kept : judged.kept.filter(isError)) {
        const escapes = ("escapes" in document && document.escapes) || [];
        const overruled = overruleRaw(diagnostic, escapes);
        problems.push({ diagnostic: overruled, source, document: { source, index }, file });
      }
    }
  }
  return { problems, suppressed };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function rootOf({ document }: LoadedDocument): string {
  return (document.yardmaster === "workflow" && document.root) || "";
}

/** The sources pin by the lock, and write no comments that would tell of other commits. */
export async function publishedBy({ text }: Pick<RepositoryFacts, "text">): Promise<RepositoryFacts["published"]> {
  const { publishedAction } = await import("@yardmaster/analyzer");
  return createPublishedLookUp(publishedAction, { read: text, versionOf: () => undefined });
}

/** What is known around the workflows of one root. */
export function factsOf(
  root: string,
  own: readonly LoadedWorkflow[],
  around: Surroundings & Pick<RepositoryFacts, "action" | "published" | "settings" | "text">,
): RepositoryFacts {
  return {
    ...nothingKnown,
    published: around.published,
    // Of a monorepo's part, the actions are the part's own.
    ...(root === "" ? { action: around.action, text: around.text } : {}),
    settings: around.settings,
    workflows: repositoryOf(root, own, around),
  };
}

/** What the language has said of a node already, by the same code. */
function withoutRepeats(found: readonly Diagnostic[], document: LoadedDocument["document"]): readonly Diagnostic[] {
  const own = "diagnostics" in document ? document.diagnostics : [];
  const said = own.filter(({ code }) => code === permissionMissing.code);
  if (said.length === 0) return found;
  return found.filter(
    ({ code, place }) =>
      !code.startsWith(permissionMissing.code) || !said.some((other) => isPlacedWithin(place, other.place)),
  );
}

function isPlacedWithin(place: Place | undefined, around: Place | undefined): boolean {
  if (!place || !around || !("path" in place) || !("path" in around)) return false;
  return isWithin(place.path, around.path);
}

/** Past a cast, a model may be anything: GitHub's parser says what it lacks. */
export function isWorkflow(loaded: LoadedDocument): loaded is LoadedWorkflow {
  return loaded.document.yardmaster === "workflow" && workflowModel(loaded.document.model) !== undefined;
}

function analyzed(document: WorkflowDocument): AnalyzedWorkflow {
  const { model, target, calls } = document;
  return { file: `${workflowsFolder}/${workflowFileName(document)}`, model, target, calls, isAdapted: true };
}

function repositoryOf(
  root: string,
  own: readonly LoadedWorkflow[],
  { onDisk, mayBeMade }: Surroundings,
): RepositoryWorkflows {
  const made = new Map(own.map(({ document }) => analyzed(document)).map((workflow) => [workflow.file, workflow]));
  if (![...made.values()].some((workflow) => looksBeyond(workflow, made))) return made;
  const prefix = root === "" ? "" : `${root}/`;
  const written = [...onDisk.files].flatMap(([path, bytes]): [string, AnalyzedWorkflow][] => {
    const file = path.slice(prefix.length);
    if (!path.startsWith(prefix) || !file.startsWith(`${workflowsFolder}/`) || made.has(file)) return [];
    const model = modelOnDisk(path, bytes, mayBeMade);
    return model ? [[file, { file, model }]] : [];
  });
  return new Map([...made, ...written]);
}

/** One workflow of the repository's root, by its path: as the sources make it, or as somebody wrote it. */
export function repositoryWorkflow(
  file: string,
  documents: readonly LoadedDocument[],
  { onDisk, mayBeMade }: Surroundings,
): AnalyzedWorkflow | undefined {
  const made = documents.filter(isWorkflow).find(({ document }) => documentPath(document) === file);
  if (made) return analyzed(made.document);
  const bytes = onDisk.files.get(file);
  const model = bytes && modelOnDisk(file, bytes, mayBeMade);
  return model ? { file, model } : undefined;
}

function modelOnDisk(path: string, bytes: Uint8Array, mayBeMade: Surroundings["mayBeMade"]): WorkflowModel | undefined {
  const { text, model } = readWritten(bytes);
  const isOrphan = readHeader(text) && !mayBeMade(path); // and about to go
  return isOrphan ? undefined : workflowModel(model);
}

/** Whether a workflow speaks of others that the sources do not make. */
function looksBeyond({ model }: AnalyzedWorkflow, made: RepositoryWorkflows): boolean {
  if (asMap(model.on)?.workflow_run !== undefined) return true;
  return Object.values(model.jobs).some(
    ({ uses }) => typeof uses === "string" && /^[.$]\//.test(uses) && !made.has(uses.slice(2)),
  );
}
