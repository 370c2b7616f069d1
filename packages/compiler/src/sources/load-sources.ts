import type { SourceDocument } from "@yardmaster/core";
import type { Metafile } from "esbuild";
import type { CompilerHost } from "../host/compiler-host.ts";
import type { Overlay } from "../host/overlay-files.ts";
import { readBundleInputs } from "./bundle-inputs.ts";
import { bundleSources } from "./bundle-sources.ts";
import { diagnoseFailure } from "./diagnose-message.ts";
import { diagnoseThrown } from "./diagnose-thrown.ts";
import { sourceExportsNothing } from "./diagnostics.ts";
import { type Evaluation, evaluateBundle } from "./evaluate-bundle.ts";
import { findIdleJobs } from "./find-idle-jobs.ts";
import { findUnexported } from "./find-unexported.ts";
import { namesOfLanguage } from "./forgotten-import.ts";
import { isPolicyModule } from "./list-sources.ts";
import { createLocator, type Locator } from "./locator.ts";
import type { DocumentReference, Problem } from "./problem.ts";
import { type LoadedPolicies, readPolicies } from "./read-policies.ts";
import { createRepositoryReader } from "./repository-reader.ts";

export interface LoadedDocument extends DocumentReference {
  readonly document: SourceDocument;
}

export interface LoadedSources {
  readonly documents: readonly LoadedDocument[];
  readonly policies: LoadedPolicies;
  /** Modules that cannot be compiled, threw, export nothing of use or look wrong. */
  readonly problems: readonly Problem[];
  /** Files of documents that no source exports. */
  readonly unexported: ReadonlySet<string>;
  /** Every source was evaluated to its end. */
  readonly isComplete: boolean;
  /** Costs a second build and evaluation: only for a run that has something to report. */
  readonly makeLocator: () => Promise<Locator>;
  /** What the bundler read. */
  readonly metafile: Metafile;
}

/** Evaluates all sources, but for those that need a module which cannot be compiled. */
export async function loadSources(
  root: string,
  sources: readonly string[],
  host: CompilerHost,
  overlay?: Overlay,
): Promise<LoadedSources> {
  const bundle = await bundleSources(root, sources, host, overlay);
  const readFile = createRepositoryReader(root, host.files);
  const { stderr: commentary, spoil } = host;
  if (spoil && !(await readBundleInputs(bundle.metafile, root, host.files))) spoil();
  const evaluation = await evaluateBundle(bundle, { root, captureOrigins: false, commentary, readFile, spoil });
  const { languageFailure } = evaluation;
  const isComplete = !languageFailure && evaluation.modules.every((module) => "documents" in module);
  const documents = documentsOf(evaluation, sources);
  const language = await namesOfLanguage(thrownBy(evaluation));
  const read = readPolicies(evaluation.modules, sources);
  let locator: Promise<Locator> | undefined;
  const makeLocator = () => (locator ??= createLocator(bundle, root, sources, readFile));
  const exportsAll = !isComplete || findUnexported(evaluation.made, documents, () => false).length === 0;
  const unexported = exportsAll // a broken source may export what is missing
    ? []
    : findUnexported(evaluation.made, documents, (await makeLocator()).isForeign);
  const problems = [
    ...bundle.diagnostics.map((diagnostic) => ({ diagnostic })),
    ...(languageFailure ? [{ diagnostic: diagnoseFailure(languageFailure, root) }] : []),
    ...problemsOf(evaluation, sources, unexported, (thrown, source) => diagnoseThrown(thrown, source, root, language)),
    ...unexported,
    ...read.problems,
  ];
  // Because of an error a workflow may lack what it is to list.
  const found = [
    ...problems.map(({ diagnostic }) => diagnostic),
    ...documents.flatMap(({ document }) => document.diagnostics),
  ];
  const isSound = isComplete && found.every(({ severity }) => severity !== "error");
  const idle = isSound ? await findIdleJobs(evaluation.jobs, makeLocator) : [];
  return {
    documents,
    policies: read.loaded,
    problems: [...problems, ...idle],
    unexported: new Set(unexported.map(({ path }) => path)),
    isComplete,
    makeLocator,
    metafile: bundle.metafile,
  };
}

/** A document that one source exports by its name is that source's own; others may hold it in lists. */
function documentsOf({ modules }: Evaluation, sources: readonly string[]): LoadedDocument[] {
  const named = new Set(modules.flatMap((module) => ("documents" in module ? [...module.named] : [])));
  return sources.flatMap((source, position) => {
    const module = modules[position];
    if (!module || !("documents" in module) || isPolicyModule(source)) return [];
    return module.documents.flatMap((document, index) =>
      module.named.has(document) || !named.has(document) ? [{ source, index, document }] : [],
    );
  });
}

function thrownBy({ modules, later }: Evaluation): readonly unknown[] {
  return [...modules.flatMap((module) => ("thrown" in module ? [module.thrown] : [])), ...later];
}

function problemsOf(
  { modules, later }: Evaluation,
  sources: readonly string[],
  unexported: readonly Problem[],
  diagnose: (thrown: unknown, source?: string) => Problem,
): Problem[] {
  const reported = new Set<unknown>(); // a shared module's exception comes out of every source that imports it
  const own = sources.flatMap((source, position) => {
    const module = modules[position];
    if (!module) return [];
    const mistakes = module.mistakes.map((mistake) => diagnose(mistake, source));
    if ("broken" in module) return mistakes;
    if ("documents" in module) {
      const [from, to] = module.made;
      const isExplained = unexported.some(({ made = -1 }) => made >= from && made < to);
      return module.documents.length > 0 || isExplained || isPolicyModule(source)
        ? mistakes
        : [...mistakes, { diagnostic: sourceExportsNothing({ source }), source }];
    }
    if (reported.has(module.thrown)) return mistakes;
    reported.add(module.thrown);
    return [...mistakes, diagnose(module.thrown, source)];
  });
  return [...own, ...later.map((thrown) => diagnose(thrown))];
}
