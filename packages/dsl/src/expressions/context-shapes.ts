import type { GitHubContext, JobContext, RunnerContext, StrategyContext } from "./github-context.ts";
import { booleanShape, numberShape, type Shape, textShape, unknownShape } from "./shape.ts";

type ShapesOf<T> = { readonly [K in keyof T]-?: Shape };

const github: ShapesOf<GitHubContext> & { readonly event: Shape; readonly event_name: Shape } = {
  action: textShape,
  action_path: textShape,
  action_ref: textShape,
  action_repository: textShape,
  action_status: textShape,
  actor: textShape,
  actor_id: textShape,
  api_url: textShape,
  artifacts: textShape,
  artifacts_list: textShape,
  base_ref: textShape,
  env: textShape,
  /** What it holds follows from the event; the types know it. */
  event: unknownShape,
  event_name: textShape,
  event_path: textShape,
  graphql_url: textShape,
  head_ref: textShape,
  job: textShape,
  path: textShape,
  ref: textShape,
  ref_name: textShape,
  ref_protected: booleanShape,
  ref_type: { type: "text", options: ["branch", "tag"] },
  repository: textShape,
  repository_id: textShape,
  repository_owner: textShape,
  repository_owner_id: textShape,
  repository_visibility: { type: "text", options: ["public", "internal", "private"] },
  repositoryUrl: textShape,
  retention_days: textShape,
  run_attempt: textShape,
  run_id: textShape,
  run_number: textShape,
  secret_source: { type: "text", options: ["None", "Actions", "Codespaces", "Dependabot"] },
  server_url: textShape,
  sha: textShape,
  token: textShape,
  triggering_actor: textShape,
  workflow: textShape,
  workflow_ref: textShape,
  workflow_sha: textShape,
  workspace: textShape,
};

const service: Shape = {
  type: "map",
  properties: { id: textShape, network: textShape, ports: { type: "map", items: textShape } },
};

const job: ShapesOf<JobContext> = {
  check_run_id: numberShape,
  container: { type: "map", properties: { id: textShape, network: textShape } },
  services: { type: "map", items: service },
  status: { type: "text", options: ["success", "failure", "cancelled"] },
  workflow_file_path: textShape,
  workflow_ref: textShape,
  workflow_repository: textShape,
  workflow_sha: textShape,
};

const runner: ShapesOf<RunnerContext> = {
  arch: { type: "text", options: ["X86", "X64", "ARM", "ARM64"] },
  debug: textShape,
  environment: { type: "text", options: ["github-hosted", "self-hosted"] },
  name: textShape,
  os: { type: "text", options: ["Linux", "Windows", "macOS"] },
  temp: textShape,
  tool_cache: textShape,
};

const strategy: ShapesOf<StrategyContext> = {
  "fail-fast": booleanShape,
  "job-index": numberShape,
  "job-total": numberShape,
  "max-parallel": numberShape,
};

export const githubShape: Shape = { type: "map", properties: github };
export const jobShape: Shape = { type: "map", properties: job };
export const runnerShape: Shape = { type: "map", properties: runner };
export const strategyShape: Shape = { type: "map", properties: strategy };
