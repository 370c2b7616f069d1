import { posix } from "node:path";
import { findImportCycles, type ImportEdge } from "./find-import-cycles.ts";
import type { Finding } from "./finding.ts";
import type { SourceFile } from "./read-source.ts";

/** Rings of files that import each other, for types as well: one cannot be read without the other. */
export function checkCycles(sources: readonly SourceFile[]): Finding[] {
  const known = new Set(sources.map((source) => source.path));
  const graph = new Map<string, readonly ImportEdge[]>(
    sources.map((source) => [
      source.path,
      source.imports.flatMap((fact) => {
        const to = targetOf(source.path, fact.specifier);
        return known.has(to) ? [{ to, line: fact.line }] : [];
      }),
    ]),
  );
  return findImportCycles(graph).map((ring) => {
    const [first = "", second = first] = ring;
    const line = graph.get(first)?.find((edge) => edge.to === second)?.line ?? 1;
    const message = `These files import each other: ${[...ring, first].join(" -> ")}.`;
    return { code: "layer-cycle", file: first, line, message };
  });
}

function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(path), specifier);
  const own = /^@yardmaster\/([^/]+)$/.exec(specifier);
  return own ? `packages/${own[1]}/src/index.ts` : specifier;
}
