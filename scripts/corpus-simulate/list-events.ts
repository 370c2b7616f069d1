import { asList, platformEvents, type ValueMap, type WorkflowView } from "@yardmaster/core";
import { type GivenEvent, requiredInputs } from "@yardmaster/simulator";

const instant = "2026-11-27T12:00:00Z";

/** Events that a workflow lists, each with each of its activity types, stated so that its filters let them through. */
export function listEvents(path: string, view: WorkflowView): readonly GivenEvent[] {
  return [...view.events].flatMap(([name, settings]) => {
    if (name === "workflow_call" || !Object.hasOwn(platformEvents, name)) return [];
    const known = platformEvents[name as keyof typeof platformEvents].types as readonly string[];
    const stated = textsOf(settings.types).filter((type) => known.length === 0 || known.includes(type));
    const types =
      name === "repository_dispatch" && stated.length === 0 ? ["deploy"] : stated.length > 0 ? stated : known;
    const base = { name, instant, files: filesFor(settings), message: "Change", ...fieldsFor(name, path, settings) };
    const all = types.length === 0 ? [base] : types.map((action) => ({ ...base, action }));
    const tag = name === "push" ? exampleOf(settings.tags) : undefined;
    return tag === undefined ? all : [...all, { ...base, ref: `refs/tags/${tag}` }];
  });
}

function fieldsFor(name: string, path: string, settings: ValueMap): Partial<GivenEvent> {
  const branch = exampleOf(settings.branches) ?? "main";
  if (name === "push") return { ref: `refs/heads/${branch}` };
  if (name === "create") return { ref: "refs/heads/feature" };
  if (name.startsWith("pull_request")) return { base: branch };
  if (name === "workflow_dispatch") return { workflow: path, inputs: requiredInputs(settings) };
  return {};
}

function filesFor(settings: ValueMap): readonly string[] {
  const path = exampleOf(settings.paths);
  return ["src/changed/file.ts", ...(path === undefined ? [] : [path])];
}

/** A name that the first pattern matches, where it is no negation. */
function exampleOf(patterns: unknown): string | undefined {
  const pattern = textsOf(patterns).find((each) => !each.startsWith("!"));
  return pattern
    ?.replaceAll(/\[([^\]])[^\]]*\]\+?/g, "$1")
    .replaceAll(/\*+/g, "x")
    .replaceAll(/[?+]/g, "");
}

function textsOf(value: unknown): readonly string[] {
  return (typeof value === "string" ? [value] : asList(value as never)).filter((each) => typeof each === "string");
}
