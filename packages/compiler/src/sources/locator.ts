import type { ModelPath, ReadRepositoryFile, SourceDocument, SourceLocation } from "@yardmaster/core";
import type { Bundle } from "./bundle-sources.ts";
import { evaluateBundle } from "./evaluate-bundle.ts";
import { isMadeByImport, locateStack } from "./locate-stack.ts";
import type { NodeReference } from "./problem.ts";

export interface Locator {
  readonly stack: (stack: string) => SourceLocation | undefined;
  /** The call that made the node, or the nearest one around it. */
  readonly node: (node: NodeReference) => SourceLocation | undefined;
  /** The call that made a document, by its position among all that were made. */
  readonly made: (index: number) => SourceLocation | undefined;
  /** Whether the module that made a document is imported from outside the repository. */
  readonly isForeign: (index: number) => boolean;
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
  const { modules, made } = await evaluateBundle(bundle, { root, captureOrigins: true, commentary: silent, readFile });
  const locateNode = (document: SourceDocument | undefined, path: ModelPath): SourceLocation | undefined => {
    const around = (document?.origins ?? [])
      .filter((origin) => origin.path.every((key, depth) => key === path[depth]))
      .sort((a, b) => b.path.length - a.path.length);
    for (const { stack } of around) {
      const location = locateStack(stack, map, root);
      if (location) return location;
    }
    return undefined;
  };
  return {
    stack: (stack) => locateStack(stack, map, root),
    node: ({ source, index, path }) => {
      const module = modules[sources.indexOf(source)];
      return locateNode(module && "documents" in module ? module.documents[index] : undefined, path);
    },
    made: (index) => locateNode(made[index], []),
    isForeign: (index) =>
      (made[index]?.origins ?? []).some(({ path, stack }) => path.length === 0 && isMadeByImport(stack, map, root)),
  };
}
