import { shortFile } from "@yardmaster/core";
import type { DeadEnd, Link, Loop } from "./effects.ts";
import type { Route } from "./find-routes.ts";
import type { Workflows } from "./workflows.ts";

/** Workflows that nothing here starts, and links that lead nowhere. */
export function findDeadEnds(
  workflows: Workflows,
  links: readonly Link[],
  routesTo: (file: string) => readonly Route[],
): readonly DeadEnd[] {
  const unstarted = [...workflows.values()].flatMap(({ file, view }): readonly DeadEnd[] => {
    const events = [...view.events.keys()];
    const [only] = events;
    if (events.length === 0) return [{ file, sentence: `${shortFile(file)} has no event: nothing starts it.` }];
    if (events.length > 1) return [];
    const isReached = links.some(({ to }) => to === file);
    if (only === "workflow_call" && !isReached) {
      return [
        { file, sentence: `${shortFile(file)} is called by no workflow of this repository: only others can start it.` },
      ];
    }
    if (only === "workflow_run" && !isReached) {
      return [{ file, sentence: `${shortFile(file)} waits for workflows that this repository does not have.` }];
    }
    if (only === "workflow_run" && routesTo(file).every(({ event }) => event === "workflow_run")) {
      return [{ file, sentence: `${shortFile(file)} waits for workflows that themselves wait: nothing starts them.` }];
    }
    return [];
  });
  const nowhere = links.flatMap(({ kind, from, job, to, isOuter, event }): readonly DeadEnd[] => {
    if (isOuter || kind === "waits-for") return [];
    const at = `${shortFile(from)}${job === undefined ? "" : `#${job}`}`;
    const target = workflows.get(to);
    const verb = kind === "calls" ? "calls" : "dispatches";
    if (!target)
      return [{ file: from, sentence: `${at} ${verb} ${shortFile(to)}, which this repository does not have.` }];
    const wanted = kind === "calls" ? "workflow_call" : (event ?? "workflow_dispatch");
    if (target.view.events.has(wanted)) return [];
    return [{ file: from, sentence: `${at} ${verb} ${shortFile(to)}, which is not triggered by \`${wanted}\`.` }];
  });
  return [...unstarted, ...nowhere];
}

/** Rings of workflows that start each other; a run that calls another is one run, so calls count only within. */
export function findLoops(links: readonly Link[]): readonly Loop[] {
  const next = new Map<string, Link[]>();
  for (const link of links) {
    if (!link.isOuter) next.set(link.from, [...(next.get(link.from) ?? []), link]);
  }
  const found = new Map<string, Loop>();
  const walk = (file: string, path: readonly Link[]): void => {
    for (const link of next.get(file) ?? []) {
      const steps = [...path, link];
      const start = steps.findIndex(({ from }) => from === link.to);
      if (start >= 0) note(steps.slice(start));
      else if (steps.length < maximumRing) walk(link.to, steps);
    }
  };
  const note = (ring: readonly Link[]): void => {
    const files = ring.map(({ from }) => from);
    const first = files.indexOf([...files].sort()[0] ?? "");
    const turned = [...ring.slice(first), ...ring.slice(0, first)];
    const key = turned.map(({ from, kind }) => `${from} ${kind}`).join("\n");
    if (!found.has(key)) found.set(key, { files: turned.map(({ from }) => from), sentence: describeRing(turned) });
  };
  for (const file of next.keys()) walk(file, []);
  return [...found.values()];
}

/** Longer rings are nobody's mistake, and cost much to look for. */
const maximumRing = 6;

const verbs = { calls: "calls", dispatches: "dispatches", "waits-for": "is waited for by" } as const;

function describeRing(ring: readonly Link[]): string {
  const [first] = ring;
  const steps = ring.map(({ from, kind }) => `${shortFile(from)} ${verbs[kind]}`).join(" ");
  const conditions = ring.flatMap((link) => link.conditions ?? []);
  const end = conditions.length > 0 ? `, under ${conditions.map((text) => `\`${text}\``).join(" and ")}` : "";
  return `${steps} ${shortFile(first?.from ?? "")}${end}.`;
}
