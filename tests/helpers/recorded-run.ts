import type { components } from "@octokit/openapi-types";

type Run = components["schemas"]["workflow-run"];
type Job = components["schemas"]["job"];
type Step = NonNullable<Job["steps"]>[number];

/** What is read of a run, in the types of GitHub's description of its API. */
export type RunBody = Pick<
  Run,
  | "id"
  | "name"
  | "path"
  | "event"
  | "display_title"
  | "status"
  | "conclusion"
  | "run_attempt"
  | "head_branch"
  | "head_sha"
  | "created_at"
  | "run_started_at"
  | "pull_requests"
> & {
  readonly actor: { readonly login: string };
  readonly triggering_actor: { readonly login: string };
  readonly head_commit: { readonly id: string; readonly message: string };
  readonly repository: { readonly full_name: string };
  readonly head_repository: { readonly full_name: string };
};

const at = "2026-11-27T12:00:00Z";
export const headSha = "acb5820ced9479c074f688cc328bf03f341a511d";

export function runBody(fields: Partial<RunBody> = {}): RunBody {
  return {
    id: 30433642,
    name: "CI",
    path: ".github/workflows/ci.yml",
    event: "push",
    display_title: "Change",
    status: "completed",
    conclusion: "success",
    run_attempt: 1,
    head_branch: "main",
    head_sha: headSha,
    created_at: at,
    run_started_at: at,
    pull_requests: [],
    actor: { login: "octocat" },
    triggering_actor: { login: "octocat" },
    head_commit: { id: headSha, message: "Change" },
    repository: { full_name: "o/r" },
    head_repository: { full_name: "o/r" },
    ...fields,
  };
}

type Conclusion = NonNullable<Job["conclusion"]>;

/** @param steps by name, each with its conclusion, in their order; the runner's own steps come around them. */
export function jobBody(name: string, conclusion: Conclusion, steps: Readonly<Record<string, Conclusion>> = {}): Job {
  const id = 1 + [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000_007, 7);
  const all = Object.entries(steps);
  const own: readonly (readonly [string, Conclusion])[] =
    all.length === 0
      ? []
      : [["Set up job", "success"], ...all, ["Post Run actions/checkout@v4", "success"], ["Complete job", "success"]];
  return {
    id,
    run_id: 30433642,
    run_url: `https://api.github.com/repos/o/r/actions/runs/30433642`,
    node_id: "MDg6Q2hlY2tSdW4zOTk0NDQ0OTY=",
    head_sha: headSha,
    url: `https://api.github.com/repos/o/r/actions/jobs/${id}`,
    html_url: `https://github.com/o/r/actions/runs/30433642/job/${id}`,
    status: "completed",
    conclusion,
    created_at: at,
    started_at: at,
    completed_at: at,
    name,
    steps: own.map(
      ([step, ending], index): Step => ({ name: step, status: "completed", conclusion: ending, number: index + 1 }),
    ),
    check_run_url: `https://api.github.com/repos/o/r/check-runs/${id}`,
    labels: ["ubuntu-24.04"],
    runner_id: 1,
    runner_name: "runner",
    runner_group_id: 2,
    runner_group_name: "GitHub Actions",
    workflow_name: "CI",
    head_branch: "main",
  };
}
