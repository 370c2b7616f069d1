import { asMap, type JobView, secretsIn, textsIn, type Value, type ValueMap } from "@yardmaster/core";
import { maximumCallDepth } from "../rules/called-workflow.ts";
import { type PermissionLevels, permissionLevels } from "../rules/permission-levels.ts";
import { conditionUnder } from "./conditions.ts";
import type { Hop, Link, ReachRoute } from "./effects.ts";
import { describeFilter } from "./event-filter.ts";
import { type People, peopleBehind } from "./people.ts";
import type { ViewedWorkflow, Workflows } from "./workflows.ts";

/** One way in which a workflow comes to run. */
export interface Route extends Omit<ReachRoute, "people"> {
  /** What `github.event_name` is in the run. */
  readonly runEvent: string;
  /** The only activity type that it can have. */
  readonly type: string | undefined;
  /** Who can bring it about: with secrets and permissions as stated, and at all. */
  readonly whole: People;
  readonly any: People;
  /** Of a called workflow: what the caller gives on. */
  readonly granted?: Granted;
}

export interface Granted {
  /** `default`: what the repository's settings give. */
  readonly permissions: PermissionLevels | "default";
  /** What a secret of the called workflow is called where the run starts; none when it is not passed. */
  readonly secretNames: (name: string) => readonly string[];
}

/** Finds the ways, each workflow's once. */
export function createRouteFinder(workflows: Workflows, links: readonly Link[]): (file: string) => readonly Route[] {
  const known = new Map<string, readonly Route[]>();
  const into = groupByTarget(links);
  const find = (file: string, around: readonly string[]): readonly Route[] => {
    const before = known.get(file);
    if (before) return before;
    const workflow = workflows.get(file);
    if (!workflow || around.includes(file) || around.length > maximumCallDepth) return [];
    const inner = [...around, file];
    const found = [...workflow.view.events].flatMap(([event, settings]) => {
      const own = startedBy(event, settings, workflow);
      const further = (into.get(file) ?? []).flatMap((link) => through(link, event, find(link.from, inner)));
      const replaced = event === "workflow_call" || event === "workflow_run";
      return replaced && further.length > 0 ? further : [own, ...further];
    });
    if (around.length === 0) known.set(file, found);
    return found;
  };
  const through = (link: Link, event: string, routes: readonly Route[]): readonly Route[] => {
    const from = workflows.get(link.from);
    if (link.kind === "calls")
      return event === "workflow_call" && from ? routes.flatMap((r) => call(link, from, r)) : [];
    if (link.kind === "waits-for") return event === "workflow_run" ? routes.map((r) => wait(link, r)) : [];
    return link.event === event ? routes.flatMap((route) => dispatch(link, event, route)) : [];
  };
  return (file) => find(file, []);
}

function groupByTarget(links: readonly Link[]): Map<string, Link[]> {
  const grouped = new Map<string, Link[]>();
  for (const link of links) grouped.set(link.to, [...(grouped.get(link.to) ?? []), link]);
  return grouped;
}

function startedBy(event: string, settings: ValueMap, { model }: ViewedWorkflow): Route {
  const types = textsIn(settings.types);
  return {
    event,
    filter: describeFilter(event, settings, model.on),
    runEvent: event,
    type: types.length === 1 ? types[0] : undefined,
    whole: peopleBehind(event, settings, true),
    any: peopleBehind(event, settings, false),
    through: [],
    conditions: [],
  };
}

function call(link: Link, caller: ViewedWorkflow, route: Route): readonly Route[] {
  const job = caller.view.jobs.find(({ id }) => id === link.job);
  const conditions = job && conditionsUnder([job.keys.if], route);
  if (!job || !conditions) return [];
  return [
    {
      ...route,
      through: [...route.through, hop(link)],
      conditions: [...route.conditions, ...conditions],
      granted: {
        permissions: grantedTo(job, caller, route),
        secretNames: (name) => passed(job, name).flatMap((outer) => route.granted?.secretNames(outer) ?? [outer]),
      },
    },
  ];
}

/** The run that follows has its own token, also after a run for a fork, and no condition of the one before. */
function wait(link: Link, { granted: _, ...route }: Route): Route {
  return {
    ...route,
    runEvent: "workflow_run",
    type: undefined,
    whole: route.any,
    through: [...route.through, hop(link)],
    conditions: [],
  };
}

/** Only a run that has its permissions can send one. */
function dispatch(link: Link, event: string, { granted: _, ...route }: Route): readonly Route[] {
  const conditions = conditionsUnder(link.conditions ?? [], route);
  if (!conditions) return [];
  return [
    {
      ...route,
      runEvent: event,
      type: undefined,
      any: route.whole,
      through: [...route.through, hop(link)],
      conditions: [...route.conditions, ...conditions],
    },
  ];
}

function hop({ kind, from, job }: Link): Hop {
  return { kind, file: from, ...(job === undefined ? {} : { job }) };
}

/** @returns undefined where one of them never holds on that way. */
export function conditionsUnder(
  conditions: readonly (Value | undefined)[],
  { runEvent, type }: Pick<Route, "runEvent" | "type">,
): readonly string[] | undefined {
  const left = conditions.map((condition) => conditionUnder(condition, { event: runEvent, type }));
  return left.includes(undefined) ? undefined : (left.filter((text) => text !== undefined && text !== "") as string[]);
}

/** What the token of a job may do; what a caller does not grant is not had. */
export function grantedTo(
  job: JobView,
  { model }: ViewedWorkflow,
  { granted }: Pick<Route, "granted">,
): Granted["permissions"] {
  const stated = permissionLevels(job.keys.permissions ?? model.permissions);
  const outer = granted?.permissions ?? "default";
  if (!stated) return outer;
  if (outer === "default") return stated;
  return Object.fromEntries(
    Object.entries(stated).map(([scope, level]) => [scope, level === "write" ? (outer[scope] ?? "none") : level]),
  );
}

function passed(job: JobView, name: string): readonly string[] {
  if (job.keys.secrets === "inherit") return [name];
  const given = Object.entries(asMap(job.keys.secrets) ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return given ? secretsIn(given[1]) : [];
}
