export interface ImportEdge {
  readonly to: string;
  readonly line: number;
}

/** Each ring begins with its alphabetically first file and holds every file once. */
export type Ring = readonly string[];

/**
 * One shortest ring for each knot of files that import each other.
 * @param graph File -> files that it imports.
 */
export function findImportCycles(graph: ReadonlyMap<string, readonly ImportEdge[]>): Ring[] {
  const rings: Ring[] = [];
  const inKnownKnot = new Set<string>();
  for (const start of [...graph.keys()].sort()) {
    if (inKnownKnot.has(start)) continue;
    const ring = shortestRing(graph, start);
    if (!ring) continue;
    rings.push(ring);
    const reachable = reachableFrom(graph, start);
    for (const file of reachable) if (reachableFrom(graph, file).has(start)) inKnownKnot.add(file);
  }
  return rings;
}

function shortestRing(graph: ReadonlyMap<string, readonly ImportEdge[]>, start: string): Ring | undefined {
  const paths: string[][] = [[start]];
  const seen = new Set<string>();
  for (let path = paths.shift(); path; path = paths.shift()) {
    for (const { to } of graph.get(path.at(-1) ?? start) ?? []) {
      if (to === start) return path;
      if (seen.has(to)) continue;
      seen.add(to);
      paths.push([...path, to]);
    }
  }
  return undefined;
}

function reachableFrom(graph: ReadonlyMap<string, readonly ImportEdge[]>, start: string): Set<string> {
  const reached = new Set<string>();
  const waiting = [start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const { to } of graph.get(file) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return reached;
}
