import { workflowName } from "../rules/workflow-name.ts";
import type { Effects, EffectsInput, WorkflowEffects } from "./effects.ts";
import { describeFilter } from "./event-filter.ts";
import { findDeadEnds, findLoops } from "./find-dead-ends.ts";
import { findLinks } from "./find-links.ts";
import { findReaches } from "./find-reaches.ts";
import { createRouteFinder } from "./find-routes.ts";
import { peopleBehind } from "./people.ts";
import { type ViewedWorkflow, viewWorkflows } from "./workflows.ts";

/** Everything that starts something in a repository, and what can be reached by it. The same input gives the same result. */
export function describeEffects({ workflows: given, tables = [] }: EffectsInput): Effects {
  const workflows = viewWorkflows(given);
  const links = findLinks(workflows, tables);
  const routesTo = createRouteFinder(workflows, links);
  return {
    workflows: [...workflows.values()].map(describeWorkflow),
    links,
    deadEnds: findDeadEnds(workflows, links, routesTo),
    loops: findLoops(links),
    ...findReaches(workflows, links, routesTo),
  };
}

function describeWorkflow({ file, model, view }: ViewedWorkflow): WorkflowEffects {
  const events = [...view.events].map(([event, settings]) => ({
    event,
    filter: describeFilter(event, settings, model.on),
    people: peopleBehind(event, settings, false),
  }));
  return { file, name: workflowName({ file, model }), events };
}
