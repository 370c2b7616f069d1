import type { PartialMap, PartialValue } from "@yardmaster/core/evaluation";

/** Properties of `github` that steps have as variables. Source: actions/runner, `GitHubContext.cs`. */
const githubVariables = [
  ...["action", "action_path", "action_ref", "action_repository", "actor", "actor_id", "api_url", "base_ref", "env"],
  ...[
    "event_name",
    "event_path",
    "graphql_url",
    "head_ref",
    "job",
    "output",
    "path",
    "ref",
    "ref_name",
    "ref_protected",
  ],
  ...["ref_type", "repository", "repository_id", "repository_owner", "repository_owner_id", "retention_days"],
  ...["run_attempt", "run_id", "run_number", "server_url", "sha", "state", "step_summary", "triggering_actor"],
  ...["workflow", "workflow_ref", "workflow_sha", "workspace"],
];

/** What the runner sets for each step, over whatever the step says. What is not known is not set. */
export function runnerVariables(github: PartialMap, runner: PartialMap): Readonly<Record<string, string>> {
  const set = (prefix: string, names: readonly string[], values: PartialMap): readonly (readonly [string, string])[] =>
    names.flatMap((name) => {
      const text = textOf(values[name]);
      return text === undefined ? [] : [[`${prefix}_${name.toUpperCase()}`, text] as const];
    });
  return Object.fromEntries([
    ...set("GITHUB", githubVariables, github),
    ...set("RUNNER", Object.keys(runner), runner),
    ["GITHUB_ACTIONS", "true"],
    ["CI", "true"],
  ]);
}

function textOf(value: PartialValue | undefined): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}
