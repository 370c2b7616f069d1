import { type Diagnostic, fail, ok, type Result, type SourceDocument } from "@yardmaster/core";
import { sourceExportsNothing } from "../diagnostics.ts";
import type { Host } from "../host.ts";
import { bundleSources, type Overlay } from "./bundle-sources.ts";
import { diagnoseThrown } from "./diagnose-thrown.ts";
import { type Evaluation, evaluateBundle } from "./evaluate-bundle.ts";
import { createLocator, type Locator } from "./locator.ts";
import type { DocumentReference, Problem } from "./problem.ts";

export interface LoadedDocument extends DocumentReference {
  readonly document: SourceDocument;
}

export interface LoadedSources {
  readonly documents: readonly LoadedDocument[];
  /** Modules that threw, export nothing of use or look wrong. */
  readonly problems: readonly Problem[];
  /** Costs a second build and evaluation: only for a run that has something to report. */
  readonly makeLocator: () => Promise<Locator>;
}

/** Evaluates all sources; fails when they cannot even be compiled. */
export async function loadSources(
  root: string,
  sources: readonly string[],
  host: Host,
  overlay?: Overlay,
): Promise<Result<LoadedSources, readonly Diagnostic[]>> {
  const bundled = await bundleSources(root, sources, host.files, overlay);
  if (!bundled.ok) return fail(bundled.error);
  const bundle = bundled.value;
  const evaluation = await evaluateBundle(bundle.code, { root, captureOrigins: false, commentary: host.stderr });
  return ok({
    documents: documentsOf(evaluation, sources),
    problems: [...bundle.warnings.map((diagnostic) => ({ diagnostic })), ...problemsOf(evaluation, sources)],
    makeLocator: () => createLocator(bundle, root, sources),
  });
}

function documentsOf(evaluation: Evaluation, sources: readonly string[]): LoadedDocument[] {
  return sources.flatMap((source, position) => {
    const module = evaluation.modules[position];
    return module && "documents" in module
      ? module.documents.map((document, index) => ({ source, index, document }))
      : [];
  });
}

function problemsOf(evaluation: Evaluation, sources: readonly string[]): Problem[] {
  const reported = new Set<unknown>(); // a shared module's exception comes out of every source that imports it
  const own = sources.flatMap((source, position) => {
    const module = evaluation.modules[position];
    if (!module) return [];
    if ("documents" in module) {
      return module.documents.length > 0 ? [] : [{ diagnostic: sourceExportsNothing({ source }), source }];
    }
    if (reported.has(module.thrown)) return [];
    reported.add(module.thrown);
    return [diagnoseThrown(module.thrown, source)];
  });
  return [...own, ...evaluation.later.map((thrown) => diagnoseThrown(thrown, undefined))];
}
