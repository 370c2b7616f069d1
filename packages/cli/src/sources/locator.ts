import type { SourceDocument, SourceLocation } from "@yardmaster/core";
import type { Bundle } from "./bundle-sources.ts";
import { evaluateBundle } from "./evaluate-bundle.ts";
import { locateStack } from "./locate-stack.ts";
import type { NodeReference } from "./problem.ts";

export interface Locator {
  readonly stack: (stack: string) => SourceLocation | undefined;
  /** The call that made the node, or the nearest one around it. */
  readonly node: (node: NodeReference) => SourceLocation | undefined;
}

const silent = { write: () => {}, isTerminal: false }; // the first evaluation has printed everything already

/** Builds again with a source map, and evaluates again with the builders capturing where they are called. */
export async function createLocator(bundle: Bundle, root: string, sources: readonly string[]): Promise<Locator> {
  const map = await bundle.loadMap();
  const { modules } = await evaluateBundle(bundle.code, { root, captureOrigins: true, commentary: silent });
  const documentsOf = (source: string): readonly SourceDocument[] => {
    const module = modules[sources.indexOf(source)];
    return module && "documents" in module ? module.documents : [];
  };
  return {
    stack: (stack) => locateStack(stack, map, root),
    node: ({ source, index, path }) => {
      const origins = documentsOf(source)[index]?.origins ?? [];
      const around = origins
        .filter((origin) => origin.path.every((key, depth) => key === path[depth]))
        .sort((a, b) => b.path.length - a.path.length);
      for (const { stack } of around) {
        const location = locateStack(stack, map, root);
        if (location) return location;
      }
      return undefined;
    },
  };
}
