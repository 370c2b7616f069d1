import type { StepView } from "@yardmaster/core";

/**
 * The id of each step; those that have none get GitHub's, which nobody can name: `__run`, `__actions_checkout_2`.
 * Source: actions/runner, `WorkflowTemplateConverter.ConvertToSteps` and `IdBuilder`; the kinds without `run` and `uses`:
 * @actions/workflow-parser, `model/converter/steps`.
 */
export function stepIds(steps: readonly StepView[]): readonly string[] {
  const known = made.get(steps);
  if (known) return known;
  const taken = new Set(steps.flatMap((step) => statedId(step)?.toLowerCase() ?? []));
  const ids = steps.map((step) => statedId(step) ?? free(`__${defaultId(step)}`.replace(/[^\w-]/g, "_"), taken));
  made.set(steps, ids);
  return ids;
}

/** What expressions call it; undefined where nothing was written. */
export function statedId({ keys }: StepView): string | undefined {
  return typeof keys.id === "string" && keys.id !== "" ? keys.id : undefined;
}

const made = new WeakMap<readonly StepView[], readonly string[]>();

function free(id: string, taken: Set<string>): string {
  let candidate = id;
  for (let attempt = 2; taken.has(candidate.toLowerCase()); attempt++) candidate = `${id}_${attempt}`;
  taken.add(candidate.toLowerCase());
  return candidate;
}

function defaultId({ keys, uses }: StepView): string {
  if (uses?.kind === "docker") return uses.image;
  if (uses?.kind === "local") return "self";
  if (uses?.kind === "repository") return `${uses.owner}/${uses.repository}`;
  return (["wait", "wait-all", "cancel", "parallel"] as const).find((kind) => kind in keys) ?? "run";
}
