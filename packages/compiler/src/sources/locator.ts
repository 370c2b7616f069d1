import {
  isWithin,
  type ModelPath,
  type ReadRepositoryFile,
  type SourceDocument,
  type SourceLocation,
} from "@yardmaster/core";
import type { Bundle } from "./bundle-sources.ts";
import { evaluateBundle } from "./evaluate-bundle.ts";
import { isMadeByImport, locateCalls, locateStack } from "./locate-stack.ts";
import type { DocumentReference, NodeReference } from "./problem.ts";

export interface Locator {
  readonly stack: (stack: string) => SourceLocation | undefined;
  /** The call that made the node, or the nearest one around it. */
  readonly node: (node: NodeReference) => SourceLocation | undefined;
  /** The same call, and those that led to it: innermost first. */
  readonly calls: (node: NodeReference) => readonly SourceLocation[];
  /** All nodes of a document of which it is known, with the calls that made them: innermost first. */
  readonly origins: (document: DocumentReference) => readonly LocatedOrigin[];
  /** The call that made a document, by its position among all that were made. */
  readonly made: (index: number) => SourceLocation | undefined;
  /**
   * The call that made a job, by its position among all that were made, and those that led to it: innermost first. None where
   * the module that made it is imported from outside the repository.
   */
  readonly job: (index: number) => readonly SourceLocation[];
  /** Whether the module that made a document is imported from outside the repository. */
  readonly isForeign: (index: number) => boolean;
}

export interface LocatedOrigin {
  readonly path: ModelPath;
  readonly calls: readonly SourceLocation[];
}

const silent = { write: () => {}, isTerminal: false }; // the first evaluation has printed everything already

/** Builds again with a source map, and evaluates again with the builders capturing where they are called. */
export async function createLocator(
  bundle: Bundle,
  root: string,
  sources: readonly string[],
  readFile: ReadRepositoryFile,
): Promise<Locator> {
  const map = await bundle.loadMap();
  const evaluated = await evaluateBundle(bundle, { root, captureOrigins: true, commentary: silent, readFile });
  const { modules, made, jobs } = evaluated;
  const documentOf = ({ source, index }: DocumentReference): SourceDocument | undefined => {
    const module = modules[sources.indexOf(source)];
    return module && "documents" in module ? module.documents[index] : undefined;
  };
  const callsOf = (document: SourceDocument | undefined, path: ModelPath): readonly SourceLocation[] => {
    const around = (document?.origins ?? [])
      .filter((origin) => isWithin(path, origin.path))
      .sort((a, b) => b.path.length - a.path.length);
    for (const { stack } of around) {
      const calls = locateCalls(stack, map, root);
      if (calls.length > 0) return calls;
    }
    return [];
  };
  return {
    stack: (stack) => locateStack(stack, map, root),
    node: ({ path, ...document }) => callsOf(documentOf(document), path)[0],
    calls: ({ path, ...document }) => callsOf(documentOf(document), path),
    origins: (document) =>
      (documentOf(document)?.origins ?? []).map(({ path, stack }) => ({ path, calls: locateCalls(stack, map, root) })),
    made: (index) => callsOf(made[index], [])[0],
    job: (index) => {
      const stack = jobs[index]?.stack;
      return stack === undefined || isMadeByImport(stack, map, root) ? [] : locateCalls(stack, map, root);
    },
    isForeign: (index) =>
      (made[index]?.origins ?? []).some(({ path, stack }) => path.length === 0 && isMadeByImport(stack, map, root)),
  };
}
