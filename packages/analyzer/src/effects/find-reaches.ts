import { environmentOf, type JobView, secretsIn, type Value } from "@yardmaster/core";
import type { Link, Reach, ReachRoute } from "./effects.ts";
import { conditionsUnder, grantedTo, type Route } from "./find-routes.ts";
import { describeReach } from "./reach-sentence.ts";
import type { ViewedWorkflow, Workflows } from "./workflows.ts";

export interface Reaches {
  readonly secrets: readonly Reach[];
  readonly permissions: readonly Reach[];
}

/** Every secret and every permission to write in every job that has it, with the ways to it. */
export function findReaches(
  workflows: Workflows,
  links: readonly Link[],
  routesTo: (file: string) => readonly Route[],
): Reaches {
  const all = [...workflows.values()].flatMap((workflow) =>
    workflow.view.jobs.map((job): Reaches => {
      const called = links.find(
        ({ kind, from, job: id }) => kind === "calls" && from === workflow.file && id === job.id,
      );
      const isFollowed = called !== undefined && !called.isOuter && workflows.has(called.to);
      if (isFollowed) return { secrets: [], permissions: [] }; // said of the jobs that have them in the end
      const place = { workflow, job, handedTo: called?.to, routes: routesTo(workflow.file) };
      return { secrets: secretsOf(place), permissions: permissionsOf(place) };
    }),
  );
  return {
    secrets: all.flatMap(({ secrets }) => secrets),
    permissions: all.flatMap(({ permissions }) => permissions),
  };
}

interface Place {
  readonly workflow: ViewedWorkflow;
  readonly job: JobView;
  readonly handedTo: string | undefined;
  readonly routes: readonly Route[];
}

function secretsOf(place: Place): readonly Reach[] {
  const { workflow, job, routes } = place;
  const read = new Map<string, (Value | undefined)[]>();
  const note = (name: string, condition: Value | undefined): void => {
    read.set(name, [...(read.get(name) ?? []), condition]);
  };
  const { steps: _, ...around } = job.keys;
  for (const name of [...secretsIn(around), ...secretsIn(workflow.model.env)]) note(name, undefined);
  if (job.keys.secrets === "inherit") note("*", undefined);
  for (const step of job.steps) {
    const { parallel: __, ...own } = step.keys;
    for (const name of secretsIn(own)) note(name, step.keys.if);
  }
  const byOrigin = new Map<string, Route[]>();
  for (const [name, uses] of read) {
    const condition = uses.length === 1 ? uses[0] : undefined;
    for (const route of routes) {
      const conditions = conditionsUnder([condition], route);
      if (!conditions) continue;
      const narrowed = { ...route, conditions: [...route.conditions, ...conditions] };
      for (const origin of route.granted?.secretNames(name) ?? [name]) {
        byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), narrowed]);
      }
    }
  }
  return [...byOrigin].flatMap(([name, found]) => reach("secret", name, found, place));
}

function permissionsOf(place: Place): readonly Reach[] {
  const byScope = new Map<string, Route[]>();
  for (const route of place.routes) {
    const levels = grantedTo(place.job, place.workflow, route);
    const scopes =
      levels === "default" ? ["default"] : Object.keys(levels).filter((scope) => levels[scope] === "write");
    for (const scope of scopes) byScope.set(scope, [...(byScope.get(scope) ?? []), route]);
  }
  return [...byScope].flatMap(([name, routes]) => reach("permission", name, routes, place));
}

/** None where nothing starts it. */
function reach(
  kind: "secret" | "permission",
  name: string,
  routes: readonly Route[],
  { workflow: { file }, job, handedTo }: Place,
): readonly Reach[] {
  const found = routes.flatMap((route): readonly ReachRoute[] => {
    const conditions = conditionsUnder([job.keys.if], route);
    if (!conditions) return [];
    const { event, filter, whole, through } = route;
    return [{ event, filter, people: whole, through, conditions: [...new Set([...route.conditions, ...conditions])] }];
  });
  if (found.length === 0) return [];
  const environment = environmentOf(job.keys);
  const entry = {
    name,
    file,
    job: job.id,
    ...(handedTo === undefined ? {} : { handedTo }),
    ...(environment === undefined ? {} : { environment }),
    routes: withoutRepeats(found),
  };
  return [{ ...entry, sentence: describeReach(kind, entry) }];
}

function withoutRepeats(routes: readonly ReachRoute[]): readonly ReachRoute[] {
  return [...new Map(routes.map((route) => [JSON.stringify(route), route])).values()];
}
