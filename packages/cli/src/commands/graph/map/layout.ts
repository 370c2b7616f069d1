import { Graph, layout as layOut } from "@dagrejs/dagre";
import type { MapLink, MapModel, MapWorkflow } from "./map-model.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels at no zoom. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** By file. */
  readonly boxes: ReadonlyMap<string, Box>;
  readonly edges: readonly { readonly link: MapLink; readonly points: readonly Point[] }[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const card = { width: 232, head: 62, job: 20, foot: 10, mostJobs: 6 } as const;
const gap = { x: 28, y: 24, rank: 60 } as const;
/** Two pairs of workflows beside each other. */
const narrowest = 4 * card.width + 2 * gap.rank + 2 * gap.x;

/** Workflows that have to do with each other in trees from left to right, then those that stand alone in rows. */
export function layoutMap({ workflows, links }: MapModel): Layout {
  const sizes = new Map(
    workflows.map((workflow) => [workflow.file, { width: card.width, height: heightOf(workflow) }]),
  );
  const drawn = uniqueLinks(links).filter(({ from, to }) => from !== to && sizes.has(from) && sizes.has(to));
  const groups = connected(workflows, drawn);
  const boxes = new Map<string, Box>();
  const edges: { link: MapLink; points: readonly Point[] }[] = [];
  const placed = groups.filter((group) => group.length > 1).map((files) => layoutGroup(files, sizes, drawn));
  const widest = Math.max(narrowest, ...placed.map((group) => group.width));
  let [x, y, shelf] = [0, 0, 0];
  for (const group of placed) {
    if (x > 0 && x + group.width > widest) [x, y, shelf] = [0, y + shelf + 2 * gap.y, 0];
    for (const [file, box] of group.boxes) boxes.set(file, { ...box, x: box.x + x, y: box.y + y });
    for (const { link, points } of group.edges) {
      edges.push({ link, points: points.map((at) => ({ x: round(at.x + x), y: round(at.y + y) })) });
    }
    x += group.width + 2 * gap.x;
    shelf = Math.max(shelf, group.height);
  }
  if (placed.length > 0) y += shelf + 2 * gap.y;
  const alone = groups.filter((group) => group.length === 1).flat();
  const columns = Math.max(1, Math.floor((widest + gap.x) / (card.width + gap.x)));
  const ends = Array.from({ length: columns }, () => y);
  for (const file of alone) {
    // The shortest column takes the next: cards differ in height.
    const column = ends.indexOf(Math.min(...ends));
    const size = sizes.get(file) ?? { width: card.width, height: card.head };
    boxes.set(file, { x: column * (card.width + gap.x), y: ends[column] ?? y, ...size });
    ends[column] = (ends[column] ?? y) + size.height + gap.y;
  }
  const all = [...boxes.values()];
  return {
    width: Math.max(card.width, ...all.map((box) => box.x + box.width)),
    height: Math.max(card.head, ...all.map((box) => box.y + box.height)),
    boxes,
    edges,
  };
}

export function heightOf({ jobs }: MapWorkflow): number {
  const rows = Math.min(jobs.length, card.mostJobs) + (jobs.length > card.mostJobs ? 1 : 0);
  return card.head + (rows === 0 ? 0 : rows * card.job + card.foot);
}

/** One line for all that a workflow does to another in one way. */
function uniqueLinks(links: readonly MapLink[]): readonly MapLink[] {
  const known = new Map<string, MapLink>();
  for (const link of links) {
    const key = JSON.stringify([link.kind, link.from, link.to]);
    if (!known.has(key)) known.set(key, link);
  }
  return [...known.values()];
}

/** In the order of their first workflow, the largest first. */
function connected(workflows: readonly MapWorkflow[], links: readonly MapLink[]): readonly (readonly string[])[] {
  const near = new Map<string, string[]>(workflows.map(({ file }) => [file, []]));
  for (const { from, to } of links) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  const seen = new Set<string>();
  const groups = workflows.flatMap(({ file }) => {
    if (seen.has(file)) return [];
    const group: string[] = [];
    const waiting = [file];
    seen.add(file);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      group.push(next);
      for (const other of near.get(next) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        waiting.push(other);
      }
    }
    return [group];
  });
  return groups.sort((a, b) => b.length - a.length);
}

function layoutGroup(
  files: readonly string[],
  sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }>,
  links: readonly MapLink[],
): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: gap.y, ranksep: gap.rank, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const file of files) graph.setNode(file, { ...sizes.get(file) });
  const own = links.filter(({ from }) => files.includes(from));
  for (const [index, { from, to }] of own.entries()) graph.setEdge(from, to, {}, String(index));
  layOut(graph);
  const boxes = new Map(
    files.map((file): [string, Box] => {
      const { x, y, width, height } = graph.node(file) as unknown as Box;
      return [file, { x: round(x - width / 2), y: round(y - height / 2), width, height }];
    }),
  );
  const edges = own.map((link, index) => {
    const { points } = graph.edge({ v: link.from, w: link.to, name: String(index) }) as { points: readonly Point[] };
    const [from, to] = [boxes.get(link.from), boxes.get(link.to)];
    // From the side on which a card ends to the side on which the other begins.
    const ends = from && to ? [sideOf(from, from.width), sideOf(to, 0)] : [];
    const ways = [...ends.slice(0, 1), ...points.slice(1, -1), ...ends.slice(1)];
    return { link, points: ways.map((at) => ({ x: round(at.x), y: round(at.y) })) };
  });
  const all = [...boxes.values()];
  const right = Math.max(...all.map((box) => box.x + box.width));
  const bottom = Math.max(...all.map((box) => box.y + box.height));
  return { width: right, height: bottom, boxes, edges };
}

function sideOf({ x, y, height }: Box, across: number): Point {
  return { x: x + across, y: y + height / 2 };
}

/** To a tenth of a pixel: the same on every machine. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
